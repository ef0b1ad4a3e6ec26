// Package render is what reaches a screen or a pipe.
//
// A person and a program read differently, so every listing has two shapes:
// on a terminal aligned columns, cut to the width, with a header and colour;
// in a pipe one record a line, fields separated by tabs, whole and plain.
//
// Text and style are kept apart until the last moment. Notes may come from
// anyone, so text is cleaned of control bytes on its way to a terminal; only
// this package writes escape sequences.
//
//	output.go           what a terminal can show: colours and NO_COLOR, width, styles
//	clean.go            what is taken out of text before a terminal gets it
//	listing.go          columns, their names and values; what a pipe and CSV get
//	table.go            columns on a terminal: widths, which are cut first; fields in a pipe
//	json.go             JSON
//	markdown.go         a note laid out: headings, lists, boxes, comments, links
//	markdown_inline.go  where lines break; bold, struck, code
//	markdown_table.go   tables laid out
//	diff.go             diffs: hunks, headers, which lines are pairs
//	diff_words.go       which words of a line changed
//	chart.go            bars and strips of weeks
//	pager.go            the pager
package render
