// Package importer turns documents people kept before, such as a running doc
// with a heading for each meeting, into entries: it finds the dates that begin
// entries, cuts the document there, and plans an entry for each. No line is lost,
// and doubts are reported.
package importer
