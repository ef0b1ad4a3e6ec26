package notes

import "strings"

// placing finds the parts of an action in the source.
func (r *reading) placing(w *words, m marker, name clause, box Box) placing {
	pl := placing{box: -1, paren: -1}
	src := r.doc.src
	pl.start, pl.end = w.span(src)
	_, pl.meta = w.p.outerTrimmed(src, w.c)
	if box != NoBox {
		if b, _, plain := w.p.box(); b == box && plain {
			pl.box = w.p.from(0)
		}
	}
	at := func(i int) int { return w.p.source(w.c.a + i) }
	for _, c := range w.metadata().cuts {
		if c.key != "(" {
			pl.signs = append(pl.signs, sourceCut{at(c.a), w.p.sourceEnd(w.c.a + c.b), c.key})
			continue
		}
		// With several, the last one is the program's.
		pl.paren, pl.parenEnd, pl.parts = at(c.a), w.p.sourceEnd(w.c.a+c.b), nil
		for _, part := range c.parts {
			pl.parts = append(pl.parts, sourceCut{at(part.a), w.p.sourceEnd(w.c.a + part.b), part.key})
		}
	}
	if w.struck() {
		pl.strikes = strikesOf(w.p, src, w.c)
	}
	skip := m.b
	for skip < len(w.text) && w.text[skip] == ' ' {
		skip++
	}
	pl.words = at(skip)
	if name.b > name.a {
		pl.name = sourceCut{a: at(name.a), b: w.p.sourceEnd(w.c.a + name.b)}
	}
	return pl
}

// strikesOf finds the delimiters that strike a clause through: they lie in the
// gaps between what renders.
func strikesOf(p *prose, src []byte, c clause) []sourceCut {
	var all []sourceCut
	a, b := c.a, c.b
	for a > 0 && p.styled(a-1, styleStruck) {
		a--
	}
	for b < len(p.text) && p.styled(b, styleStruck) {
		b++
	}
	for i := a; i <= b; i++ {
		from, to := p.start, p.end
		if i > 0 {
			from = p.to(i - 1)
		}
		if i < len(p.text) {
			to = p.from(i)
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
