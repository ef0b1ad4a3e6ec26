// Package meeting is about one meeting: which one is meant, and what is planned
// for it: its entry, a move, a skip, that it takes place after all.
package meeting
