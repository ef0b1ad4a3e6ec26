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
package markdown
