package page

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"oneonone/internal/edit"
	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// ErrMoved says that an action is not where it was read.
var ErrMoved = errors.New("the note has changed since it was read")

// Mark gives the entry with one action in another state, every other byte as
// it was: a box is ticked, words without one are struck through, and the day
// is noted; opening removes all of that again, so that closing and reopening
// gives the same file. An action already in that state is left as it is.
func (e *Entry) Mark(a *Action, to clause.State, day when.Date) (*Entry, error) {
	now, err := e.find(a)
	if err != nil || now.State == to {
		return e, err
	}
	if now.State != clause.Open {
		opened, err := e.change(now, "opening", func(c *Action) bool { return c.State == clause.Open }, now.opening)
		if err != nil || to == clause.Open {
			return opened, err
		}
		e, now = opened, opened.Actions()[now.index]
	}
	is := func(c *Action) bool { return c.State == to && c.Done == day }
	for _, strike := range []bool{true, false} {
		closed, err := e.change(now, "marking", is, now.closing(to, day, strike))
		if err == nil && closed.opensTo(now.index, e.Src) {
			return closed, nil
		}
	}
	return nil, errByHand("marking", now)
}

// opensTo reports whether opening an action that was just closed gives the
// note back byte for byte. In odd corners of Markdown a strike lands where it
// cannot be found again; then none is made.
func (e *Entry) opensTo(index int, src []byte) bool {
	b := edit.NewBuffer(e.Src)
	e.Actions()[index].opening(b, e.Src)
	opened, err := b.Bytes()
	return err == nil && bytes.Equal(opened, src)
}

// SetDue gives the entry with an action's due date written, changed, or with
// the zero date taken away. A date spoken in the words stays; the written one
// counts.
func (e *Entry) SetDue(a *Action, due when.Date) (*Entry, error) {
	now, err := e.find(a)
	if err != nil || now.Due == due && !now.DueSpoken {
		return e, err
	}
	is := func(c *Action) bool { return c.Due == due || due.IsZero() && c.DueSpoken }
	return e.change(now, "setting the due date of", is, func(b *edit.Buffer, src []byte) { now.setDue(b, src, due) })
}

// SetOwner gives the entry with an action's owner changed: the name in front
// of its words is replaced, or put there. owner is a handle, or an unknown
// "@name" as it is to be written.
func (e *Entry) SetOwner(a *Action, owner string) (*Entry, error) {
	is := func(c *Action) bool { return len(c.Owners) == 1 && c.Owners[0] == owner && !c.Inherited }
	now, err := e.find(a)
	if err != nil || is(now) {
		return e, err
	}
	name := e.grammar.On(a.entry).Names().Display(owner)
	return e.change(now, "assigning", is, func(b *edit.Buffer, src []byte) {
		if p := now.Place.name; p.b > p.a && src[p.a] == '@' {
			b.Replace(p.a, p.b, "@"+strings.TrimPrefix(owner, "@"))
		} else if p.b > p.a {
			b.Replace(p.a, p.b, name)
		} else {
			b.Insert(now.Place.words, name+": ")
		}
	})
}

// find gives the action of this entry that a was read as, perhaps of older
// bytes: spans are never taken from an earlier reading.
func (e *Entry) find(a *Action) (*Action, error) {
	if !e.placed() {
		e.actions = e.Again(e.Src).Actions()
	}
	all := e.Actions()
	same := func(c *Action) bool { return c.Line == a.Line && c.Key == a.Key }
	if a.index < len(all) && same(all[a.index]) {
		return all[a.index], nil
	}
	if i := slices.IndexFunc(all, same); i >= 0 {
		return all[i], nil
	}
	alike := slices.DeleteFunc(slices.Clone(all), func(c *Action) bool { return c.Key != a.Key })
	if len(alike) != 1 {
		return nil, fmt.Errorf("finding the action %q of %s:%d: %w", a.Text, a.Path, a.Line, ErrMoved)
	}
	return alike[0], nil
}

// change makes an edit and reads it back: the action has to be as wanted, and
// all others as they were. There are corners of Markdown where a strike has no
// effect, so the result is read, not trusted.
func (e *Entry) change(a *Action, step string, wanted func(*Action) bool, change func(*edit.Buffer, []byte)) (*Entry, error) {
	b := edit.NewBuffer(e.Src)
	change(b, e.Src)
	out, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("%s the action of %s:%d: %w", step, a.Path, a.Line, err)
	}
	changed := e.Again(out)
	before, after := e.Actions(), changed.Actions()
	if len(after) != len(before) || !wanted(after[a.index]) || !othersSame(before, after, a.index) {
		return nil, errByHand(step, a)
	}
	return changed, nil
}

func errByHand(step string, a *Action) error {
	return fmt.Errorf("%s the action of %s:%d: the line cannot be changed by the program; change it in the editor", step, a.Path, a.Line)
}

func othersSame(before, after []*Action, index int) bool {
	for i := range before {
		if i != index && (before[i].State != after[i].State || before[i].Key != after[i].Key || before[i].Due != after[i].Due) {
			return false
		}
	}
	return true
}

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
