// Package sealed carries the commits of a repository to another machine through
// a place that cannot read them: a directory on a USB stick or in a synced
// folder, or a git remote. It knows nothing of notes.
//
// The store holds a chain of files, 0001.age, 0002.age, …, each sealed with age
// for the same recipients: a few lines that say which link of which chain it is,
// and a git bundle of the commits that earlier links lack. A link names the hash
// of the file before it and the secret of the chain. So only somebody who could
// read the chain can have added to it, and nobody can drop, reorder, replace or
// withdraw a link without being noticed by those who have seen it. Links are only
// ever added, each under a name that must be free.
//
// What was read last is kept in the repository's git directory ([Chain.Fetch]
// reads on from there), and a ref keeps its commits.
//
//	chain.go      a sync: links read, proven and added; a chain that is not the one seen before
//	setup.go      a chain begun, entered, left
//	link.go       one file of a chain: what it says, how it is sealed and opened
//	pack.go       the commits in it
//	keys.go       the user's keys
//	store.go      what a store may hold, and how much of it is read
//	store_dir.go  a store in a directory
//	store_git.go  a store on a branch of a remote
package sealed
