// Package wish reads what somebody wished for, and how far it looks ahead: under
// Wishes, below a heading such as "In three years", or in a sentence of any note.
//
//	wish.go  which line is a wish, and how far ahead it looks: "In three years:", a heading, a sentence
//	due.go   when a wish comes back: half a year to ten years later
package wish
