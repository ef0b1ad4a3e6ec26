package page

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"oneonone/internal/edit"
	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// ErrMoved says that an action is not where it was read.
var ErrMoved = errors.New("the note has changed since it was read")

// Mark gives the note with one action in another state, every other byte as
// it was: a box is ticked, words without one are struck through, and the day
// is noted; opening takes all of that away again, so that done and reopened
// is the same file. An action that is in the state already changes nothing.
func (g *Grammar) Mark(src []byte, a *Action, to clause.State, day when.Date) ([]byte, error) {
	now, err := g.find(src, a)
	if err != nil {
		return nil, err
	}
	if now.State == to {
		return bytes.Clone(src), nil
	}
	if now.State != clause.Open {
		if src, err = g.change(src, now, "opening", func(c *Action) bool { return c.State == clause.Open }, func(b *edit.Buffer) { now.opening(b, src) }); err != nil {
			return nil, err
		}
		if to == clause.Open {
			return src, nil
		}
		if now, err = g.find(src, now); err != nil {
			return nil, err
		}
	}
	is := func(c *Action) bool { return c.State == to && c.Done == day }
	for _, strike := range []bool{true, false} {
		var closed []byte
		closed, err = g.change(src, now, "marking", is, now.closing(to, day, strike))
		if err == nil && g.opensTo(closed, now, src) {
			return closed, nil
		}
	}
	if err == nil {
		err = errByHand("marking", now)
	}
	return nil, err
}

// opensTo reports whether opening an action that was just closed gives the
// note back byte for byte. In odd corners of Markdown a strike lands where it
// cannot be found again; the law is kept by not making it.
func (g *Grammar) opensTo(closed []byte, a *Action, src []byte) bool {
	all := g.ParseEntry(a.Path, closed).Actions()
	if a.index >= len(all) {
		return false
	}
	c := all[a.index]
	opened, err := g.change(closed, c, "opening", func(o *Action) bool { return o.State == clause.Open },
		func(b *edit.Buffer) { c.opening(b, closed) })
	return err == nil && bytes.Equal(opened, src)
}

// SetDue gives the note with an action's due date written, changed, or with
// the zero date taken away. A date spoken in the words stays; the written one
// counts.
func (g *Grammar) SetDue(src []byte, a *Action, due when.Date) ([]byte, error) {
	now, err := g.find(src, a)
	if err != nil {
		return nil, err
	}
	if now.Due == due && !now.DueSpoken {
		return bytes.Clone(src), nil
	}
	is := func(c *Action) bool { return c.Due == due || due.IsZero() && c.DueSpoken }
	return g.change(src, now, "setting the due date of", is, func(b *edit.Buffer) { now.setDue(b, src, due) })
}

// SetOwner gives the note with an action's owner changed: the name in front
// of its words is replaced, or put there. owner is a handle, or an unknown
// "@name" as it shall be written.
func (g *Grammar) SetOwner(src []byte, a *Action, owner string) ([]byte, error) {
	now, err := g.find(src, a)
	if err != nil {
		return nil, err
	}
	if len(now.Owners) == 1 && now.Owners[0] == owner && !now.Inherited {
		return bytes.Clone(src), nil
	}
	is := func(c *Action) bool { return len(c.Owners) == 1 && c.Owners[0] == owner && !c.Inherited }
	name := g.On(a.entry).Names().Display(owner)
	return g.change(src, now, "assigning", is, func(b *edit.Buffer) {
		if p := now.Place.name; p.b > p.a && src[p.a] == '@' {
			b.Replace(p.a, p.b, "@"+strings.TrimPrefix(owner, "@"))
		} else if p.b > p.a {
			b.Replace(p.a, p.b, name)
		} else {
			b.Insert(now.Place.words, name+": ")
		}
	})
}

// find reads src again and gives the action that a was read as. Spans are
// never taken from an earlier reading.
func (g *Grammar) find(src []byte, a *Action) (*Action, error) {
	e := g.ParseEntry(a.Path, src)
	all := e.Actions()
	if a.index < len(all) {
		if c := all[a.index]; c.Line == a.Line && c.Key == a.Key {
			return c, nil
		}
	}
	var found *Action
	for _, c := range all {
		if c.Key == a.Key && c.Line == a.Line {
			return c, nil
		}
		if c.Key == a.Key {
			if found != nil {
				return nil, fmt.Errorf("finding the action %q of %s:%d: %w", a.Text, a.Path, a.Line, ErrMoved)
			}
			found = c
		}
	}
	if found == nil {
		return nil, fmt.Errorf("finding the action %q of %s:%d: %w", a.Text, a.Path, a.Line, ErrMoved)
	}
	return found, nil
}

// change tries edits until one is read back as wanted, with all other actions
// as they were. Markdown has corners where a strike does not take, so the
// result is looked at instead of trusted.
func (g *Grammar) change(src []byte, a *Action, step string, wanted func(*Action) bool, tries ...func(*edit.Buffer)) ([]byte, error) {
	before := g.ParseEntry(a.Path, src).Actions()
	for _, try := range tries {
		b := edit.NewBuffer(src)
		try(b)
		out, err := b.Bytes()
		if err != nil {
			return nil, fmt.Errorf("%s the action of %s:%d: %w", step, a.Path, a.Line, err)
		}
		after := g.ParseEntry(a.Path, out).Actions()
		if len(after) == len(before) && wanted(after[a.index]) && othersSame(before, after, a.index) {
			return out, nil
		}
	}
	return nil, errByHand(step, a)
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
