// Package meeting is about one meeting: which one is meant, and the changes
// planned for it: its entry, a move, a skip, or holding it after all.
//
//	which.go  which meeting is meant; a day so far off that it is asked about; a second skip in a row
//	plan.go   a new entry, or one in place of a skipped one
//	move.go   a meeting moved, and whether the waiting topics go along
//	skip.go   what a skip means for the weeks around it
//	mode.go   how you met
package meeting
