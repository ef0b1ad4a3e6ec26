package page

import (
	"strings"

	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// placing finds the parts of an action in the source.
func (r *reading) placing(w *clause.Words, m clause.Marker, name markdown.Span, box markdown.Box) placing {
	pl := placing{known: true, box: -1}
	src := r.doc.Src
	pl.start, pl.end = w.Source(src)
	_, end := w.Prose.OuterTrimmed(src, w.Clause)
	pl.Metadata = Parenthesis{start: pl.start, at: end, end: end}
	if box != markdown.NoBox {
		if b, _, plain := w.Prose.Box(); b == box && plain {
			pl.box = w.Prose.From(0)
		}
	}
	at := func(i int) int { return w.Prose.SourceAt(w.Clause.From + i) }
	for _, c := range w.Written().Cuts {
		if c.Key != "(" {
			sign := sourceCut{at(c.From), w.Prose.SourceEnd(w.Clause.From + c.To), c.Key}
			pl.signs = append(pl.signs, sign)
			if c.Key == "id" && sign.b == end && pl.Metadata.Empty() { // Obsidian only finds an id at the end of a line
				pl.Metadata = Parenthesis{start: pl.start, at: sign.a - 1, end: sign.a - 1}
			}
			continue
		}
		// With several, the last one is the program's.
		paren := Parenthesis{start: pl.start, at: at(c.From), end: w.Prose.SourceEnd(w.Clause.From + c.To)}
		for _, part := range c.Parts {
			paren.parts = append(paren.parts, sourceCut{at(part.From), w.Prose.SourceEnd(w.Clause.From + part.To), part.Key})
		}
		pl.Metadata = paren
	}
	if w.Struck() {
		pl.strikes = strikesOf(w.Prose, src, w.Clause)
	}
	skip := m.To
	for skip < len(w.Text) && w.Text[skip] == ' ' {
		skip++
	}
	pl.words = at(skip)
	if name.To > name.From {
		pl.name = sourceCut{a: at(name.From), b: w.Prose.SourceEnd(w.Clause.From + name.To)}
	}
	return pl
}

// strikesOf finds the delimiters that strike a clause through: they lie in the
// gaps between what renders.
func strikesOf(p *markdown.Prose, src []byte, c markdown.Span) []sourceCut {
	var all []sourceCut
	a, b := c.From, c.To
	for a > 0 && p.Styled(a-1, markdown.Struck) {
		a--
	}
	for b < len(p.Text) && p.Styled(b, markdown.Struck) {
		b++
	}
	for i := a; i <= b; i++ {
		from, to := p.Start, p.End
		if i > 0 {
			from = p.To(i - 1)
		}
		if i < len(p.Text) {
			to = p.From(i)
		}
		for from < to {
			gap := string(src[from:to])
			if strings.HasPrefix(gap, "](") {
				from += strings.LastIndexByte(gap, ')') + 1
				if !strings.Contains(gap, ")") {
					break
				}
				continue
			}
			size := 1
			for _, d := range []string{"~~", "~", "<s>", "</s>", "<del>", "</del>", "<strike>", "</strike>"} {
				if strings.HasPrefix(gap, d) {
					size = len(d)
					all = append(all, sourceCut{a: from, b: from + size})
					break
				}
			}
			from += size
		}
	}
	return all
}
