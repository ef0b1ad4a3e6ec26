// Package remote is where a repository meets another one of the same notes: on a
// forge, a server or a disk. It fetches and pushes with the user's own git, so
// that their keys, helpers and proxies are used, and knows nothing of notes.
//
// Programs that a repository's own settings name are not run (SECURITY.md): it
// may come from an archive or a USB stick. Those that the user has set for all
// repositories are.
//
//	remote.go     which remote, fetched and pushed; what to say when it fails
//	run.go        git talking to a remote: how long it may be silent, which protocols
//	words.go      what git, ssh and curl say: offline, no such disk, full
//	safe.go       programs that a repository's own settings name
//	address.go    whether two addresses are one place; passwords not shown
//	graph.go      how far apart; whose commits came
//	made.go       which commits were made in this clone
//	rewritten.go  a remote that was rewritten, or is of other notes
//	replace.go    a remote's branch replaced
//	unmoved.go    a remote on this machine that has nothing new
//	clone.go      a clone, made whole or not at all
//	end_unix.go   ending git and all it started
package remote
