package search

// Passage is an item, a paragraph, a heading or a table row of a note.
type Passage struct {
	Line    int    // of its first line, from 1
	Text    string // on one line, without bullet and box
	Heading bool
}

// Passages calls visit for a note's passages, in order, without comments and what
// nobody said there: code, quotations, merge markers.
func Passages(src []byte, visit func(p Passage)) {
	src = uncommented(src)
	passages(src, func(p passage) bool {
		lines := src[p.from:p.to]
		if text := shown(lines); text != "" && !p.aside {
			visit(Passage{p.line, text, headingMark(lines) > 0})
		}
		return true
	})
}
