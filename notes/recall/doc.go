// Package recall keeps what was read of the notes from one run to the next.
//
// It knows two ways of telling that a note is what it was. Of its bytes: what an
// entry was read as is kept under a hash of its path and bytes ([Readings]), so
// that a checkout costs reading and no parsing. And of all of a person's entries
// at once, by the [rootfs.Stamp] of their files: then what listings ask of them
// ([Promises], [Brief]), and what they say ([Text]), is told without opening one;
// which there are, by the stamp of their directory ([Book.Named]).
// Whether a stamp can be trusted is package rootfs's to say; book.go believes no other.
// A memory can be lost or torn, and is then read anew; it cannot be out of date,
// for a stamp (names, sizes, times, ctimes, inodes) is believed only where the file
// system keeps honest ctimes and all of it is two seconds older than the look.
// Another way of reading, other names or settings make it worthless.
//
// Who changes notes reads them; check does without, and doctor compares. It is as
// private as the history beside it, goes with the note it came from, and has
// nothing from private notes.
package recall
