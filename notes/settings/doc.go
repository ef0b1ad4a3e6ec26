// Package settings reads and changes oneonone.yaml, the file that marks a notes
// folder: who "me" is, and what holds for everybody (FORMAT.md).
//
//	settings.go  what oneonone.yaml says and what holds when it does not; values that are refused
//	set.go       one setting changed, all other bytes kept; the owner's former name kept as an alias
//	days.go      review: and reorg: days
//	shared.go    the address of a shared doc
package settings
