// Package org writes an outline of Emacs' org mode as a page of HTML, the way
// Emacs' own export does: headings with their states and tags, lists with
// boxes, tables, blocks, links, time stamps. What 1:1 notes do not have, such as
// formulas, macros and citations, stays as typed. Files that an outline includes
// are not read, and its own HTML is text.
//
// It reads line by line, each once, so that its time grows with the length.
//
//	org.go     headings, their states and tags, keywords, paragraphs
//	item.go    list items and their boxes
//	block.go   lists, blocks, drawers, tables: where each ends
//	inline.go  bold, links, time stamps, footnotes within a line
package org
