// Package reviewing gathers the evidence for a review or a promotion, and checks
// the draft written from it against the notes.
//
//	review.go  the evidence gathered, a draft checked; which lines of a shared doc the person could read
//	page.go    the evidence as a page
package reviewing
