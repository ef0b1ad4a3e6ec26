// Package noting is what a manager writes down between meetings, and what comes
// of it: one line about somebody, put where it belongs; the inbox, a file that
// phones append to, sorted line by line; and the feedback that was noted and not
// said yet.
package noting
