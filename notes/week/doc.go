// Package week looks back over the last days with everybody: what was promised and
// closed and what slipped, what was learned, decided and complained about, what
// feedback is owed and who was not met.
//
// A [Week] is made of [Item]s, each with the lines of the notes it rests on. What
// is needed of all of a person's entries comes from the folder's memory; only the
// entries of those days are read ([readPerson]). Private notes are read on
// request, and an Item that rests on one says so.
//
//	week.go       the order of a week's items; which days, which people and which kinds there are
//	person.go     what is read of each person, and which entries
//	promises.go   promises closed and slipped, and people who were due and not met
//	told.go       insights, decisions and obstacles noted in those days; the same words told once
//	obstacles.go  how far back an obstacle is followed
//	owed.go       feedback noted but not given yet
//	matters.go    to whom else an insight would matter, by the words they share
//	send.go       what a digest may tell others: counts, and words that three people said
package week
