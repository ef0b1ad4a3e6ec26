// Package meeting is about one meeting: which one is meant, and the changes
// planned for it: its entry, a move, a skip, or holding it after all.
package meeting
