// Package promise follows promises through the entries they live in.
//
// A promise carried from meeting to meeting is in several entries, but is one
// [Thread]: listed once, done once. [Threads] joins the actions of one person's
// entries by the rules of FORMAT.md, "Threads"; a Thread knows its state, its
// short handle ([ShortIDs]), its life ([Thread.Life]) and how it is written into
// the next entry ([Thread.CarriedLine]).
//
// What makes a line a promise is decided below, in package page.
//
//	thread.go   whether a promise is open or done by all its lines; late, slipping (carried thrice), whose
//	joining.go  whether a line is a promise seen before: same words, same day, half of the words, owners
//	handle.go   the short handle of a promise, such as k7m: its letters, its length, unique in the folder
//	words.go    a promise's words without the owner's name in front
//	carry.go    how a promise is written into the next entry: owner, since when, due
//	life.go     what happened to a promise: begun, carried, slipped, reworded, assigned, reopened, done
//	settle.go   what two laptops did to one promise or meeting, and no file shows: closed, carried, skipped
//	begun.go    the same promise carried into one day's entry on both laptops, and reworded on one
//	recall.go   what is remembered of a promise between runs
package promise
