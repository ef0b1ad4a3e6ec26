// Package noterepo knows which git repository keeps which note: the folder's own
// or one around it, that of private/, and those of single people. It maps paths
// of the folder to those of a repository and back, and writes no notes.
//
//	set.go        which repositories a folder has, and which keeps a note
//	repo.go       one of them: paths within it, whether it is private or a shared doc
//	dirs.go       directories with notes
//	path.go       paths that are never written
//	leftovers.go  what editors and killed runs leave beside notes, and that git ignores it
package noterepo
