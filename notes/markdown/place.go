package markdown

// BoldRuns returns the stretches of a clause that render bold; runs with only
// spaces between them are one.
func (p *Prose) BoldRuns(c Span) []Span {
	if p.Plain() {
		return nil
	}
	var runs []Span
	for i := p.next(c.From, Bold); i < c.To; i = p.next(i, Bold) {
		j := min(c.To, p.StyledTo(i, Bold))
		run := p.Trim(i, j)
		if n := len(runs); n > 0 && run.From < run.To && p.Trim(runs[n-1].To, run.From).From == run.From {
			runs[n-1].To = run.To
		} else if run.From < run.To {
			runs = append(runs, run)
		}
		i = j
	}
	return runs
}

// OuterTrimmed is outer without the white space at either end.
func (p *Prose) OuterTrimmed(src []byte, c Span) (from, to int) {
	from, to = p.Outer(c)
	to = trimSpaceBack(src, from, to)
	for from < to && (src[from] == ' ' || src[from] == '\t' || src[from] == '\n' || src[from] == '\r') {
		from++
	}
	return from, to
}

// SourceAt is the source offset of byte i of the text.
func (p *Prose) SourceAt(i int) int {
	if i < len(p.Text) {
		return p.From(i)
	}
	return p.End
}

// SourceEnd is the source offset after the byte before i.
func (p *Prose) SourceEnd(i int) int {
	if i > 0 && i <= len(p.Text) {
		return p.To(i - 1)
	}
	return p.Start
}
