// Package reading has the commands that read notes: somebody's running doc, what
// a meeting is about, how things stand with everybody, what a year adds up to,
// and what may be a mistake. It writes nothing.
//
//	show.go        show: which entries
//	list.go        show --list
//	prep.go        prep
//	standing.go    the morning; who is due within a time
//	stats.go       stats: since when; your own record
//	cadence.go     stats --cadence: planned and held, and advice
//	digest.go      the digest: which days, and what others may read
//	feedback.go    feedback to give, given and received
//	agreement.go   which working agreement holds, since when, who is without one
//	check.go       check, and habits with check --habits
//	names_lost.go  names that an edit removed
package reading
