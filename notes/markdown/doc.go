// Package markdown is the one reader of Markdown: it returns the outline of a
// file as goldmark reads it, and the text of its blocks, with the place in the
// source of each byte.
//
// It knows nothing of 1:1s. It returns a [Document] of [Block]s, the [Prose] of a
// block with its styles, [Span]s of that prose, the [FrontMatter] above, and a
// [Problem] with file and line for what cannot be read. Nothing is ever printed
// back from goldmark's tree: files are changed by splicing bytes at the places
// found here.
//
// Most notes have one plain shape, and most lines no markup but a box or bold.
// Those are read here without goldmark, byte for byte as goldmark would read
// them.
//
// What would take too long to read is not read (see [TooMuch]).
//
//	document.go         the blocks of a note, and where each begins and ends
//	render.go           the text of a block: links, code, escapes, entities, HTML
//	prose.go            a paragraph's text with its styles; where a line begins a new clause
//	place.go            bold stretches, and where in the source a byte of the text comes from
//	inside.go           the insides of some lines, for importing
//	plain_blocks.go     blocks of the plain form that nearly all notes have, read without goldmark
//	plain_prose.go      text of that form
//	plain_front.go      front matter of that form
//	box.go              checkboxes: [ ], [x], [-], escaped ones, which can be ticked
//	loose_heading.go    "##Title" and "** Title" as headings
//	struck.go           ~struck~ and ~~struck~~
//	table.go            tables, their bars and columns
//	frontmatter.go      where front matter begins and ends, its keys, and what is wrong with it
//	frontmatter_set.go  a key of front matter set or removed, every other byte kept
//	yaml.go             what yaml.v3 complains of, in words
//	limits.go           what is too large, deep or tangled to be read
//	newlines.go         which line end a file has
//	display.go          Markdown and boxes as they are shown on a screen or page
//	problem.go          what could not be understood, with file and line
package markdown
