// Package reviewing writes what a review or a promotion is made from, and checks
// the draft that became of it against the notes.
package reviewing
