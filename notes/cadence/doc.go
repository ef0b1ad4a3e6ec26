// Package cadence works out how regularly two people meet: from the slot they
// agreed on, their leave and the meetings that were held, a [Rhythm] says what
// was planned, what became of each meeting, when the next one is due, and who is
// overdue (next_meeting.go); answers.go has what was answered at meetings, by day.
//
// It is arithmetic on days, and knows no folder.
package cadence
