// Package reviewing gathers the evidence for a review or a promotion, and checks
// the draft written from it against the notes.
package reviewing
