// Package exchange brings the notes here together with those of another laptop,
// and says in words what came and what went.
//
// [history.History.Sync] fetches from the other side ([history.OtherSide]: a git
// remote, the remote of a shared doc, or a chain of sealed files), reads the two
// commits and what they grew from as three trees as far as they differ (several
// bases are merged into one, by the same engine), has packages treemerge and merge
// make one of them in memory, and performs that like every other change: files
// first, then one commit with two parents. Nothing is staged and there is no
// MERGE_HEAD; a kill in between leaves at worst edits that both sides have. When a
// note or the branch changed meanwhile the merge is planned anew, and when somebody
// else's push came first all begins again. The same engine is git's merge driver
// (package mergedriver), so that plain git pull gives the same for each file.
//
// What no single file tells, [promise.Settle] sees in the three versions of all
// of a person's entries: a promise that one side closed, while the other carried
// it open into a later entry, is closed; one that both carried into today's entry,
// and one reworded there, is one; a meeting that one side skipped and the other
// has notes of took place. A sync does that in its own commit, and the next
// command that writes after a plain pull; one that only reads shows it settled.
package exchange
