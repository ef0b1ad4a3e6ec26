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
// or it refuses: [merge.Reverse] tells which, and undo.go says so.
package history
