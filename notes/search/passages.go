package search

// Passage is an item, a paragraph, a heading or the row of a table of a note.
type Passage struct {
	Line    int    // of its first line, from 1
	Text    string // on one line, without bullet and box
	Heading bool
}

// Passages gives a note's passages in their order, without what its comments say and
// what nobody said there: code, quotations, the marks of a merge.
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
