// Package promise follows promises through the entries they live in.
//
// A promise carried from meeting to meeting is in several entries, but is one
// [Thread]: listed once, done once. [Threads] joins the actions of one person's
// entries by the rules of FORMAT.md, "Threads"; a Thread knows its state, its
// short handle ([ShortIDs]), its life ([Thread.Life]) and how it is written into
// the next entry ([Thread.CarriedLine]).
//
// What makes a line a promise is decided below, in package page.
package promise
