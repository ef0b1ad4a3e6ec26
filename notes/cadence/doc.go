// Package cadence works out how regularly two people meet: from the slot they
// agreed on, their leave and the meetings that were held, a [Rhythm] says what
// was planned, what became of each meeting, when the next one is due, and who
// is overdue.
//
// It is arithmetic on days, and knows no folder.
//
//	rhythm.go        which planned meeting one held, moved or skipped was for; missed ones; what leave takes
//	next_meeting.go  when the next meeting is, who is overdue and by how many days, leave not counted
//	leave.go         days without meetings: how leave is typed and written, from how many days it is long
//	count.go         meetings kept, moved, skipped and missed; the percentage, weeks, streaks in a row
//	series.go        the meetings to come as a calendar has them: regular days, and those that differ
package cadence
