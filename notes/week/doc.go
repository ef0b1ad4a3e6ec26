// Package week looks back over the last days with everybody: what was promised and
// closed and what slipped, what was learned, decided and complained about, what
// feedback is owed and who was not met.
//
// A [Week] is made of [Item]s, each with the lines of the notes it rests on. What
// is needed of all of a person's entries comes from the folder's memory; only the
// entries of those days are read ([readPerson]). Private notes are read on
// request, and an Item that rests on one says so.
package week
