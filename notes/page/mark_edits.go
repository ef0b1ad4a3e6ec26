package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"oneonone/internal/edit"
	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// closing ticks or strikes an open action and notes the day.
func (a *Action) closing(to clause.State, day when.Date, strike bool) func(*edit.Buffer, []byte) {
	return func(b *edit.Buffer, src []byte) {
		p := &a.Place
		switch {
		case p.stateWord.key == orgState && to == clause.Done:
			b.Replace(p.stateWord.a, p.stateWord.b, orgDone)
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
		p.Metadata.Set(b, src, string(to), day)
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
			p.Metadata.cut(b, src, s.a, s.b)
		}
	}
	if s := p.stateWord; s.key == orgState {
		b.Replace(s.a, s.b, orgTodo)
	} else if s.key == cellState {
		b.Replace(s.a, s.b, strings.Repeat(" ", utf8.RuneCount(src[s.a:s.b])))
	}
	p.Metadata.drop(b, src, "done", "dropped")
}

// setDue writes, changes or removes the due date.
func (a *Action) setDue(b *edit.Buffer, src []byte, due when.Date) {
	p := &a.Place
	inParenthesis := slices.ContainsFunc(p.Metadata.parts, func(c sourceCut) bool { return c.key == "due" })
	for _, s := range p.signs {
		if s.key != "due" || inParenthesis {
			continue
		}
		if due.IsZero() {
			p.Metadata.cut(b, src, s.a, s.b)
			return
		}
		end := s.b // the date is the last thing but for a bracket
		if src[end-1] == ']' || src[end-1] == ')' {
			end--
		}
		b.Replace(end-len("2026-11-20"), end, due.String())
		return
	}
	p.Metadata.Set(b, src, "due", due)
}
