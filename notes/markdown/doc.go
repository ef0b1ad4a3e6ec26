// Package markdown is the one reader of Markdown: it gives the outline of a
// file as goldmark reads it, and the text of its blocks byte by byte with the
// place in the source that each byte came from.
//
// It knows nothing of 1:1s. What it gives are a [Document] of [Block]s, the
// [Prose] of a block with its styles, [Span]s of that prose, the [FrontMatter]
// above, and a [Problem] with file and line for what cannot be read. Nothing is
// ever printed back from goldmark's tree: whoever changes a file splices bytes
// at the places found here.
//
// Most notes have one plain shape, and most lines no markup but a box or bold.
// Those are read here without goldmark, and to the byte as goldmark reads them.
//
// What would take long to read is not read (see [TooMuch]).
package markdown
