// Package gitrewrite makes a repository anew without some of its files: all of
// its history, and nothing besides.
//
// [Rebuild] goes through every commit that a branch, tag, note, stash or reflog
// leads to, parents first. What a [Rule] names goes from each tree; a commit
// that did nothing else goes whole, as when and how often somebody was written
// about is told by commits too. All others keep their author, their dates, the
// rest of their files and the order they stand in. Words of a commit about what
// is gone are not kept, nor are quotes of them in others.
//
// The result is a git directory beside the one that is there: settings and
// hooks are copied, objects in one new pack, nothing that git or anybody left
// lying about. So what is not written is gone, wherever it was.
//
// A [Swap] puts such directories in their places, several repositories and the
// files beside them at once: a kill leaves all of the old or, once the next
// command has run [Finish], all of the new.
//
// Commits that were rewritten are known again by their old names: the oldest of
// each line, since whoever has a later one has it too. A clone that still has
// one of them is told apart by that ([Known]).
package gitrewrite
