// Package noting is what a manager writes down between meetings: one line about
// somebody, put where it belongs; the inbox, a file that phones append to, sorted
// line by line; and feedback noted but not yet given.
//
//	note.go   oneonone note: whose notes a line goes into, how many and how long; what is said
//	words.go  where the words come from: arguments, a pipe, the editor
//	named.go  whom a line is about: "alice, bob: …", or named anywhere
//	inbox.go  the inbox read, listed, emptied line by line
//	sort.go   what is asked of each line, and what an answer does
//	lines.go  the lines of an inbox: line ends, bytes that are no text
//	said.go   feedback that was given
package noting
