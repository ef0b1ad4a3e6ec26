// Package treemerge merges two trees of files that have a common base. It decides
// what becomes of each file; package merge merges the text of a file that both
// sides changed.
//
// A file that only one side changed is taken from that side. A file that one side
// removed and the other edited survives. Two pictures under one name are both
// kept, and so are two programs that cannot be merged and two files too large to
// be read. A directory or a file that one side renamed takes the other side's
// edits with it. No result depends on which side is called ours, except for links
// and submodules, which are not looked into: there ours stays.
//
//	treemerge.go  what becomes of each file: added, edited, removed, on one side or both; pictures
//	renamed.go    which file is another one renamed: half of its lines; too many to compare
//	follow.go     edits that follow a renamed file or directory
//	stale.go      whether a text takes back a change
package treemerge
