// Package check looks for slips in what people wrote: a date in the wrong place, a
// name that nobody has, a file named almost like an entry. It changes nothing, and
// says where each is and what to do.
package check
