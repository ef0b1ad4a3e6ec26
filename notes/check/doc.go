// Package check looks for slips in what people wrote: a date in the wrong place, a
// name that nobody has, a file named almost like an entry. It changes nothing, and
// says where each is and what to do.
//
//	check.go   which notes are checked, and the order of findings; owners that nobody is called
//	entry.go   slips within one entry: its title's date, front matter, impossible dates, odd bytes
//	people.go  slips on a top page, names that two people have, files named almost like an entry
//	shared.go  slips in a doc that two people share: promises without an owner, "my" and "their"
package check
