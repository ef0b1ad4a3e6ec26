// Package remote is where a repository meets another one of the same notes: on
// a forge, on a server, on a disk. It fetches and pushes by the user's own git,
// so that their keys, helpers and proxies are used, and knows nothing of notes.
//
// What a repository's own settings name is not run for it (SECURITY.md): it may
// come from an archive or a stick. What the user has set for all repositories is.
package remote
