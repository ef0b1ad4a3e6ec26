package page

import (
	"slices"

	"oneonone/internal/edit"
	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// closing ticks or strikes an open action and notes the day.
func (a *Action) closing(to clause.State, day when.Date, strike bool) func(*edit.Buffer) {
	return func(b *edit.Buffer) {
		p := &a.Place
		switch {
		case p.box >= 0 && to == clause.Done:
			b.Replace(p.box+1, p.box+2, "x")
		case p.box >= 0:
			b.Replace(p.box+1, p.box+2, "-")
		default:
			if strike {
				b.Insert(p.start, "~~")
				b.Insert(p.end, "~~")
			}
			if to == clause.Dropped {
				b.Insert(p.end, " ❌")
			}
		}
		p.addPart(b, string(to)+" "+day.String())
	}
}

// opening undoes closing, and takes away the signs people write.
func (a *Action) opening(b *edit.Buffer, src []byte) {
	p := &a.Place
	if p.box >= 0 && src[p.box+1] != ' ' {
		b.Replace(p.box+1, p.box+2, " ")
	}
	for _, s := range p.strikes {
		b.Delete(s.a, s.b)
	}
	for _, s := range p.signs {
		if s.key == "done" || s.key == "dropped" {
			deleteSpaced(b, src, s.a, s.b, p)
		}
	}
	p.dropParts(b, src, "done", "dropped")
}

// deleteSpaced removes a piece with the space before it, or behind it where
// the words begin with the piece.
func deleteSpaced(b *edit.Buffer, src []byte, from, to int, p *placing) {
	switch {
	case from > p.start && src[from-1] == ' ':
		from--
	case from == p.start && to < len(src) && src[to] == ' ':
		to++
	}
	b.Delete(from, to)
}

// setDue writes, changes or removes the due date.
func (a *Action) setDue(b *edit.Buffer, src []byte, due when.Date) {
	p := &a.Place
	for _, part := range p.parts {
		if part.key != "due" {
			continue
		}
		if due.IsZero() {
			p.dropParts(b, src, "due")
			return
		}
		from := part.a
		for src[from] == ' ' {
			from++
		}
		b.Replace(from, part.b, "due "+due.String())
		return
	}
	for _, s := range p.signs {
		if s.key != "due" {
			continue
		}
		if due.IsZero() {
			deleteSpaced(b, src, s.a, s.b, p)
			return
		}
		end := s.b // the date is the last thing but for a bracket
		if src[end-1] == ']' || src[end-1] == ')' {
			end--
		}
		b.Replace(end-len("2026-11-20"), end, due.String())
		return
	}
	if !due.IsZero() {
		p.addPart(b, "due "+due.String())
	}
}

// addPart adds to the parenthesis of metadata, or begins one.
func (p *placing) addPart(b *edit.Buffer, part string) {
	if p.Paren >= 0 {
		b.Insert(p.ParenEnd-1, ", "+part)
		return
	}
	b.Insert(p.meta, " ("+part+")")
}

// dropParts takes parts out of the parenthesis, and the whole of it when
// nothing is left.
func (p *placing) dropParts(b *edit.Buffer, src []byte, keys ...string) {
	if p.Paren < 0 {
		return
	}
	kept := slices.DeleteFunc(slices.Clone(p.parts), func(c sourceCut) bool { return slices.Contains(keys, c.key) })
	if len(kept) == len(p.parts) {
		return
	}
	if len(kept) == 0 {
		deleteSpaced(b, src, p.Paren, p.ParenEnd, p)
		return
	}
	for i, c := range p.parts {
		if !slices.Contains(keys, c.key) {
			continue
		}
		if i > 0 {
			b.Delete(p.parts[i-1].b, c.b)
			continue
		}
		to := p.parts[1].a
		for src[to] == ' ' {
			to++
		}
		b.Delete(c.a, to)
	}
}
