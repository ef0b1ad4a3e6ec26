// Package exchange syncs the notes with those of another laptop, and says in words
// what came and what went.
//
// [history.History.Sync] fetches from the other side ([history.OtherSide]: a git
// remote, the remote of a shared doc, or a chain of sealed files), reads the two
// commits and their base as three trees, as far as they differ (several bases are
// first merged into one, by the same engine), has packages treemerge and merge make
// one of them in memory, and performs the result like any other change: files
// first, then one commit with two parents. Nothing is staged and there is no
// MERGE_HEAD; a kill in between leaves at worst edits that both sides have. When a
// note or the branch changed meanwhile, the merge is planned anew; when somebody
// else's push came first, everything begins again. The same engine is git's merge
// driver (package mergedriver), so that a plain git pull gives the same result for each file.
//
// What no single file can show, [promise.Settle] sees in the three versions of all
// of a person's entries: a promise that one side closed while the other carried it
// open into a later entry is closed; one that both carried into today's entry,
// where one reworded it, stays one; a meeting that one side skipped and the other
// has notes on took place. A sync settles this in its own commit; after a plain
// pull, the next command that writes does, and one that only reads shows it
// settled.
//
//	sync.go           oneonone sync: which repositories, in which order, and what is said of each
//	auto.go           sync: auto before new, prep and the morning; how long it waits
//	tally.go          what came and what went, counted for each person; your lines that others changed
//	aside.go          one seat's keys moved out of a shared doc before it is sent
//	taken_back.go     who may already have read what undo takes back
//	held_back.go      what of a shared doc is not sent: entries ahead, unsaved notes, what is about others
//	private_lines.go  lines of private notes are never sent, whole, broken or within longer ones
//	firsts.go         what is asked about before it is sent: attachments, comments, more than was shown
//	rewritten.go      a shared doc whose remote was rewritten, merged all the same
//	place.go          a shared doc cloned into its place, with what was written there meanwhile
//	driver.go         git's own pull merging notes as sync does
//	seal.go           private notes synced sealed: set up, joined, stopped
//	seal_begin.go     the keys of sealed notes: made, read, and one to recover with
package exchange
