// Package search finds words and tags in the notes of a folder.
//
// A [Query] is words, phrases and #tags, all of which a passage must have: a
// passage is an item, a paragraph, a heading or a table row. Most notes are only
// searched as bytes; a note is split into passages if it has every word, and
// parsed if its headings may imply a tag in the query. query.go says what a query
// asks and where in a text that is, fold.go what may differ between two spellings,
// passage.go where a passage begins and ends, sweep.go which notes are looked at.
package search
