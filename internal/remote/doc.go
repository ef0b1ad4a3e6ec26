// Package remote is where a repository meets another one of the same notes: on a
// forge, a server or a disk. It fetches and pushes with the user's own git, so
// that their keys, helpers and proxies are used, and knows nothing of notes.
//
// Programs that a repository's own settings name are not run (SECURITY.md): it
// may come from an archive or a USB stick. Those that the user has set for all
// repositories are.
package remote
