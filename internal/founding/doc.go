// Package founding is how a notes folder begins: made new, made from existing
// files, or cloned from where another laptop has sent them.
//
//	init.go  oneonone init: an empty folder, or files that are there already
//	from.go  oneonone init --from: a clone, and what is refused
package founding
