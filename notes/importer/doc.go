// Package importer turns documents people kept before, such as a running doc
// with a heading for each meeting, into entries: it finds the dates a document
// is cut at, cuts it there, and plans an entry for each. No line is lost, and
// what is unsure is said.
package importer
