// Package erasing takes what was written about a person out of a folder: notes,
// private notes and their history, so that it cannot be brought back. What others'
// notes say about them is listed and left alone: changing that is up to the
// writer.
//
// No history is changed in place. Package gitrewrite reads every commit that any
// ref or reflog leads to, and writes what stays into one new pack in a git
// directory beside the old one; commits that did nothing but write about the
// person go entirely. A journal swaps in all these directories, and removes the
// files, at once: a kill before it is written leaves everything as it was, a kill
// after it is made good by [cli.Session.OpenAt] before anything else.
//
// .oneonone/erased lists the oldest commits that were rewritten, by ID and nothing
// more: a sync refuses a history with one of them in it. [Meet] then matches the
// two histories by what a rewrite keeps (author, dates, the trailer of the
// command), carries over what only the old one has, and syncs that.
//
//	erasure.go  what goes: files, settings, rules, repositories; who refuses (hold: true)
//	run.go      oneonone erase: asked, announced, done
//	lines.go    lines about somebody, listed
//	names.go    what somebody is or was called
//	meet.go     a sync when one side has erased
//	stopped.go  docs once shared
package erasing
