package notes

// boldRuns are the stretches of a clause that render strong; runs with only
// spaces between them are one.
func (p *prose) boldRuns(c clause) []clause {
	if p.plain() {
		return nil
	}
	var runs []clause
	for i := c.a; i < c.b; {
		if p.style[i]&styleBold == 0 {
			i++
			continue
		}
		j := i
		for j < c.b && p.style[j]&styleBold != 0 {
			j++
		}
		run := p.trim(i, j)
		if n := len(runs); n > 0 && run.a < run.b && p.trim(runs[n-1].b, run.a).a == run.a {
			runs[n-1].b = run.b
		} else if run.a < run.b {
			runs = append(runs, run)
		}
		i = j
	}
	return runs
}

// outerTrimmed is outer without the white space at either end.
func (p *prose) outerTrimmed(src []byte, c clause) (from, to int) {
	from, to = p.outer(c)
	to = trimSpaceBack(src, from, to)
	for from < to && (src[from] == ' ' || src[from] == '\t' || src[from] == '\n' || src[from] == '\r') {
		from++
	}
	return from, to
}

// source is where byte i of the text comes from.
func (p *prose) source(i int) int {
	if i < len(p.text) {
		return p.from(i)
	}
	return p.end
}

// sourceEnd is the source offset behind the byte before i.
func (p *prose) sourceEnd(i int) int {
	if i > 0 && i <= len(p.text) {
		return p.to(i - 1)
	}
	return p.start
}
