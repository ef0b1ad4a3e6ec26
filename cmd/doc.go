// Package cmd is the command line: one file a command. Every command reads
// the folder, plans changes, has internal/history apply them, and says what
// was done.
//
//	root.go  which commands there are, in which groups; a bare word taken for a person
package cmd
