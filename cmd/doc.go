// Package cmd is the command line: one file a command. Every command reads
// the folder, plans changes, has internal/history apply them, and says what
// was done.
package cmd
