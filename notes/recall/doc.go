// Package recall keeps what was read of the notes from one run to the next.
//
// It has two ways to tell that a note has not changed. One is by its bytes: what was
// read from an entry is kept under a hash of its path and bytes ([Readings]), so that
// after a checkout files are read, but not parsed; so is what this or that room looks
// for in single entries ([Facts], asked for by [page.FactOf]), before a meeting above all. The other is for all of a person's
// entries at once, by the [rootfs.Stamp] of their files: then what listings need
// ([Promises], [Brief]), what they say ([Text]) and in which to look for what
// ([Book.Signs]), is known without opening one; which entries there are is known by
// the stamp of their directory ([Book.Named]).
// Whether a stamp can be trusted is package rootfs's to say; no other is believed.
// A memory can be lost or torn, and the notes are then read again; it cannot be out of
// date, for a stamp (names, sizes, times, ctimes, inodes) is believed only where the
// file system keeps honest ctimes and everything in it was two seconds old when it was
// taken. A memory made by another version of the reader, or with other names or
// settings, is ignored.
//
// Commands that change notes read them all the same; check uses no memory, and
// doctor compares. A memory is as private as the history beside it, is removed
// with the note it came from, and holds nothing from private notes.
//
//	book.go          what is kept under which version, for whom, and when it is believed
//	readings.go      actions kept by the bytes of an entry; when they are worth saving
//	facts.go         what single entries say of habits, goals, coverage and questions asked, kept entry by entry
//	topics.go        the topics of a meeting, and which still wait
//	entry_stamps.go  which entries have not changed since they were read, for removing what is gone
//	names.go         which entries a person has
//	texts.go         all entries as written, for searching
//	signs.go         what to look for in which entry
//	brief.go         what a listing tells of each entry
//	promises.go      what listings ask of all of a person's entries together
package recall
