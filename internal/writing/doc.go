// Package writing is what happens around an editor: a note is saved and opened,
// what comes back is merged with what others recorded meanwhile and then
// recorded, and the user is told how it was understood. A scaffold nobody wrote
// in is removed again.
package writing
