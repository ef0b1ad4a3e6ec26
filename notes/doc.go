// Package notes is the format: what a folder of 1:1 notes says, and how it
// changes.
//
// A [Folder] holds a directory for each [Person]; in it are the top page and
// one entry a meeting, which package page reads. Asked for actions, topics, goals
// or how regularly two people meet, a folder returns facts with their place:
// path, line, byte span. Asked for a change, it returns the [page.Change]s to
// make, old bytes and new: nothing here writes a file.
//
// A topic waits in the hopper (hopper.go), goes onto the agenda of a new entry and,
// when nobody got to it, back (draft.go); put_backs.go counts how often. jotter.go decides
// which note a jotted line goes into.
//
// The packages below, each with one thing to know: markdown (the reader),
// clause (what one clause says), page (what one note says; what is a promise),
// promise (a promise through many entries), cadence (when people meet).
// FORMAT.md is the contract all of them keep.
//
// A Folder is read from an fs.FS and told what day it is, so that it can be
// tested without a disk or a clock.
package notes
