// Package advice says what could be changed about when people meet: how often,
// on which day, at which hour. It weighs what can be chosen and gives its
// reasons; it never puts four people on one day, and says nothing about somebody
// on leave.
//
//	person.go   how often to meet, and on which day: what is advised, when and why
//	hour.go     at which hour: time zones, evenings, tired ones
//	choices.go  the shape of the week: together or spread, early or late, breaks
//	team.go     how full the week and each day are
package advice
