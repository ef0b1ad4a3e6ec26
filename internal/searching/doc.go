// Package searching finds passages of the notes for the user: listed, opened in
// the editor, counted by tag, or distilled into something to share.
//
//	search.go   what is searched for and where, and whether it is listed, opened or written
//	distill.go  passages written to a file without names; where it may lie, and where its sources are
//	veil.go     what counts as a name or a day and is taken out; what only may be one
package searching
