// Package erasing takes what was written about a person out of a folder: notes,
// private notes and their history, so that it cannot be brought back. What others'
// notes say of them is listed and left as it is: it is the writer's to change.
//
// No history is changed in place. Package gitrewrite reads every commit that any
// name or log leads to, and writes what stays into one new pack in a git directory
// beside the old one; commits that did nothing but write about the person go
// whole. Several such directories, and the files that go, change places by a
// journal: until it is there a kill leaves the old, from then on
// [cli.Session.OpenAt] finishes it before anything else.
//
// .oneonone/erased has the oldest commits that were rewritten, by ID and nothing
// more: a sync refuses what has one of them in its history. [Meet] then relates
// the two histories by what a rewrite keeps (author, dates, the trailer of the
// command), carries over what only the old one has, and syncs that.
package erasing
