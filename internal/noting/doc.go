// Package noting is what a manager writes down between meetings: one line about
// somebody, put where it belongs; the inbox, a file that phones append to, sorted
// line by line; and feedback noted but not yet given.
package noting
