// Package followup is what a person does to promises: names them, changes them,
// lists them, and at the end of a meeting fills in what is missing and settles what may be one.
//
//	add.go      promises made between meetings
//	mark.go     done, drop, reopen, due, assign
//	change.go   how changes are found, made in one commit, and told; handles that change with it
//	list.go     which actions are listed
//	show.go     an action's life
//	explain.go  why a line is an action or not, also in files from anywhere
//	wrap.go     at the end of a meeting: owners and dates that are missing, asked for
//	hints.go    at the end of a meeting: lines that may be promises, asked about
//	useful.go   at the end of a meeting: was it useful, and whom to ask
package followup
