// Package reading is how the notes are read: somebody's running doc, what a
// meeting is about, how things stand with everybody, what a year counts to, and
// what may be a mistake. It writes nothing.
package reading
