// Package handout makes pages to hand out, for a browser or on paper: a person's
// running doc, for the two whose doc it is, and how half a year went with the
// team. Private notes, comments, moods and feedback not yet given are never on a
// page.
package handout
