// Package sealed carries the commits of a repository to another machine through
// a place that cannot read them: a directory on a stick or in a synchronised
// folder, or a git remote. It knows no notes.
//
// What lies there is a chain of files, 0001.age, 0002.age, …, each sealed with
// age for the same recipients: a few lines that say which link of which chain it
// is, and a git bundle of the commits that the links before lack. A link names
// the hash of the file before it and the secret of the chain, so that only
// whoever could read the chain has added to it, and none can be left out, put
// elsewhere, exchanged or taken back unnoticed by whoever has seen it. Links are
// only ever added, under a name that nobody else can have taken.
//
// What was read last is kept in the repository's git directory ([Chain.Fetch]
// reads on from there), and a ref keeps its commits.
package sealed
