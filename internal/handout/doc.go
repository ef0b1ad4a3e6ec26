// Package handout makes pages to hand out, for a browser or on paper: a person's
// running doc, for the two whose doc it is, and how half a year went with the
// team. Private notes, comments, moods and feedback not yet given are never on a
// page.
//
//	person.go   a running doc as a page: which entries
//	entries.go  what of an entry is on the page: left out are moods, reasons, feedback not yet given
//	top.go      goals, promises and the rest of the top page
//	team.go     half a year with the team
package handout
