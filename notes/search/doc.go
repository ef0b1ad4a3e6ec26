// Package search finds words and tags in the notes of a folder.
//
// A [Query] is words, phrases and #tags, all of which a passage has to have: a
// passage is an item, a paragraph, a heading or the row of a table. Most notes
// are only looked through as bytes; a note is taken apart where it has every
// word, and parsed where a tag is asked for that its headings may imply.
package search
