// Package gitrewrite rebuilds a repository, with all its history, without some of
// its files.
//
// [Rebuild] goes through every commit that a branch, tag, note, stash or reflog
// leads to, parents first. What a [Rule] names goes from each tree; a commit that
// touched nothing else goes entirely, since commits also tell when and how often
// somebody was written about. All others keep their author, dates, other files
// and order. What a commit message says about what is gone is dropped, and so are
// quotes of it in others.
//
// The result is a git directory beside the existing one: settings and hooks are
// copied, objects are in one new pack, and nothing that git or anybody left lying
// around comes along. What is not written is gone, wherever it was.
//
// A [Swap] puts such directories in place, several repositories and the files
// beside them at once: a kill leaves all of the old or, once the next command has
// run [Finish], all of the new.
//
// Of the commits that were rewritten, the names of the oldest of each line are
// kept: whoever has a later one has that one too. They tell a clone that still
// has what is gone ([StillErased]).
//
//	rule.go        what goes from which commit: paths, renamed ones too, lines quoted from messages
//	commits.go     each commit rewritten, or gone
//	refs.go        branches, tags, stashes, reflogs
//	notes_tree.go  git's notes
//	refuse.go      repositories that cannot be rewritten
//	build.go       the new git directory as a whole
//	objects.go     objects read and made; signatures dropped
//	pack.go        the one pack that is written
//	keep.go        which files of a git directory stay
//	swap.go        all swapped in at once; somebody at work meanwhile
//	finish.go      what a killed run left, finished or cleared away
//	erased.go      a clone that still has what was erased
//	known.go       an old history beside the rewritten one: what only it has
package gitrewrite
