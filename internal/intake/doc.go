// Package intake brings notes in from outside the folder: it reads what is to be
// imported, plans it against the notes as they are, and points out what the user
// should look at. What a document means is for notes/importer to say.
//
//	read.go  which files are read: documents, folders, standard input; how large
//	plan.go  what becomes of a day that has an entry already
//	warn.go  how many doubts are listed
package intake
