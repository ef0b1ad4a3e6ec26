// Package search finds words and tags in the notes of a folder.
//
// A [Query] is words, phrases and #tags, all of which a passage must have: a
// passage is an item, a paragraph, a heading or a table row. Most notes are
// only searched as bytes; a note is split into passages if it has every word,
// and parsed if its headings may imply a tag in the query.
//
//	query.go    what a query asks for, and where in a text that is; a capital finds only itself
//	fold.go     what may differ between two spellings of a word: capitals, accents
//	passage.go  where a passage begins and ends, how it is shown, and what nobody said there
//	sweep.go    which notes are looked at: entries, top pages, private notes, between which days
//	search.go   in which order passages are found, how many of a note, with which tags; tags counted
package search
