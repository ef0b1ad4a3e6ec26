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
package exchange
