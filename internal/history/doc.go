// Package history is the one place that writes notes to disk, and has git
// remember them. Its promise: whatever was acknowledged is kept, whatever happens
// to the process, the disk, an editor or another git.
//
// A command plans its work as a list of [page.Change]. [History.Apply] performs
// it in this order:
//
//  1. The changes are sorted by repository: the nearest one above each file
//     (FORMAT.md, "The folder"), for private notes none outside of private/.
//     Each repository is locked against other runs of this program, and what a
//     killed run left beside the notes is cleared away.
//  2. Every file is compared with what the change was planned on. If one
//     differs, nothing is written ([ChangedError]).
//  3. Each note is written beside its place, synced, and exchanged with the old
//     one. What comes out of the exchange is compared once more: an editor that
//     saved in that very moment gets its version back, and so does one that
//     still has the old file open for writing. Where the system cannot exchange
//     files, the last look comes just before a rename. Then the directories are
//     synced. A crash leaves each note old or new, never torn.
//  4. The bytes that were planned are recorded, one commit in each repository, by
//     the recipe of package gitstore. What somebody has made of a note on disk
//     meanwhile is the next outside edit. When git cannot, the notes stay saved,
//     the error says so ([NotRecordedError]), and the command is recorded under
//     its own name as soon as git can.
//
// The commits of one command carry one id in a trailer; by it undo finds them.
// History only grows: undo is a new commit, and it takes back commands, never
// what a person typed. What was edited since is merged with what it takes back,
// or it refuses: [merge.Reverse] tells which.
//
// # Files
//
//	history.go        a command's changes saved and recorded: Apply, Save, Record, one commit a repository
//	save.go           a note written to disk: beside its place, synced, exchanged; leftovers cleared away
//	swap.go           the moment of exchange: an editor that saves right then gets its version back
//	still_saving.go   waiting for an editor in the middle of saving; a file that is gone for a moment
//	commit.go         what is recorded of a command, in each repository
//	unrecorded.go     a command that git could not record, recorded later under its own name
//	message.go        what commits say in trailers: ids of commands (which know their moment to the nanosecond), undone ones, renames, inbox lines
//	locks.go          locks of several repositories, and clearing what a killed run left
//	pending.go        notes edited outside: which files count, and how they are found
//	log.go            commits of all repositories, newest first, also within one second; files followed through renames
//	elsewhere.go      which commands were run in another clone
//	diff.go           notes compared between two times, or with the disk
//	at.go             notes as they were at a time
//	said.go           which commit brought words into a doc
//	undo.go           what undo takes back, what redo brings back, and when it refuses
//	undo_rename.go    undo of a rename
//	rename.go         a person's directories moved, with their repositories
//	init.go           repositories made: the folder's, private/; what git ignores
//	folder.go         the folder's repository, and what blocks it
//	errors.go         locked, changed meanwhile, saved but not recorded; what to do about each
//	clone.go          a folder cloned
//	sync.go           a sync as a whole: edits recorded, fetched, merged, sent, tried again
//	otherside.go      what a repository is synced with
//	syncable.go       remotes that are refused: of another repository, or left to git
//	join.go           which files a merge changes; what of a remote is refused
//	perform.go        a merge written to disk and git
//	bulk.go           files too large to be read, in a merge
//	cut_short.go      a merge that a killed run began
//	settle_people.go  promises settled after a merge, by sync or by plain git
//	mend.go           conflict marks that another merge left, merged again
//	opened.go         an editor saves a note as it was before a sync
//	driver.go         git set up to merge notes as sync does
//	seen.go           what the other side of a shared doc last had
//	shared.go         a shared doc's top page kept; notes given to a repository of their own
package history
