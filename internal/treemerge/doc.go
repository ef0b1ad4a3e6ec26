// Package treemerge makes one tree of files of two that grew from the same one.
// It says what becomes of each file; what becomes of the words in one that both
// sides changed is package merge's to say.
//
// A file that one side changed is taken as it is there. A file that one side
// removed and the other edited survives. Two pictures under one name are both
// kept, and so are two programs that cannot be made one and two files too large
// to be read. A directory or a file that one side renamed takes the other side's
// edits with it.
// No answer depends on which side is called ours, but for links and submodules,
// which are not looked into: there ours stays.
package treemerge
