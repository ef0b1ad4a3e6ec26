// Package gitformat reads and writes what git keeps as bytes: names of objects,
// trees, and the index with what it holds of each file. It knows no repository.
//
//	hash.go        names of objects
//	tree.go        trees as bytes
//	index.go       the index as bytes: read, spliced, racy entries
//	index_tree.go  the tree that the index would make
//	run.go         entries of one directory
//	stat_unix.go   what the index keeps of a file
package gitformat
