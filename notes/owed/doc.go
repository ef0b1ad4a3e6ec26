// Package owed finds what the keeper of the notes owes somebody besides promises:
// feedback noted but not yet given, what they said they would change, and what
// they asked about themselves (FORMAT.md, "Remarks").
//
//	owed.go    what is owed besides promises, in which order, since when; their handles
//	reader.go  which line owes what, to whom: feedback, a change, an answer
//	to_say.go  feedback not yet given, found by a quick look
package owed
