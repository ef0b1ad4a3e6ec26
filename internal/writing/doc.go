// Package writing is what happens around an editor: a note is put where it
// opens, what comes back is merged with what others recorded meanwhile and
// recorded, and a person is told what was understood. A scaffold nobody wrote
// in is taken back.
package writing
