package review

import (
	"slices"

	"oneonone/internal/when"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Quote is one line of a packet, for programs.
type Quote struct {
	// Part is where it stands: "competency", a kind of evidence, "untagged",
	// "obstacle", or a promise that was "kept", "late", "dropped" or is "open".
	Part    string
	About   string // the competency that it shows, or the goal or wish that an untagged line is about
	Date    when.Date
	Text    string
	Way     Way      // of feedback, "" for none
	Whom    []string // feedback went to or came from; whose a promise is
	Known   Known
	Path    string
	Line    int
	Private bool
	Side    int // of a promise, 1 for the keeper's and 2 for the person's
}

// Place names the line, as a citation does.
func (q *Quote) Place() string { return placeOf(q.Path, q.Line) }

// Way is a direction of feedback: "to", "from".
type Way = string

// IsEmpty reports whether a packet has none.
func (p *Packet) IsEmpty() bool {
	shows := func(c Competency) bool {
		return slices.ContainsFunc(c.Evidence, func(l Line) bool { return p.within(l.Date) })
	}
	return len(p.Kinds)+len(p.Untagged)+len(p.Obstacles)+p.Promises[0].Count()+p.Promises[1].Count() == 0 && !slices.ContainsFunc(p.Competencies, shows)
}

// Quotes are the lines of the packet, in its order.
func (p *Packet) Quotes() []Quote {
	var all []Quote
	add := func(part, about string, l *Line) {
		all = append(all, Quote{part, about, l.Date, l.Text, Way(l.Toward.Way), l.Toward.Whom, p.Knows(l), l.Path, l.Remark.Line, page.ParsePath(l.Path).Private, 0})
	}
	for _, c := range p.Competencies {
		for i := range c.Evidence {
			if p.within(c.Evidence[i].Date) {
				add("competency", c.Text, &c.Evidence[i])
			}
		}
	}
	for _, k := range p.Kinds {
		for i := range k.Lines {
			add(string(k.Kind), "", &k.Lines[i])
		}
	}
	for _, a := range p.Untagged {
		for i := range a.Lines {
			add("untagged", a.Subject, &a.Lines[i])
		}
	}
	for i := range p.Obstacles {
		add("obstacle", "", &p.Obstacles[i].Line)
	}
	for i, side := range p.Promises {
		for _, group := range side.groups() {
			for _, t := range group.list {
				q := Quote{Part: group.what, Date: t.Since, Text: t.Words(), Whom: t.Owners, Known: Noted, Side: i + 1, Path: t.Newest().Path, Line: t.Newest().Line}
				if l := p.read.at(spot{q.Path, q.Line}); l != nil {
					q.Known = p.Knows(l)
				}
				all = append(all, q)
			}
		}
	}
	return all
}

// group is what became of some promises.
type group struct {
	what string
	list []*promise.Thread
}

// Count is how many promises there are.
func (s *Promises) Count() int { return len(s.Kept) + len(s.Late) + len(s.Dropped) + len(s.Open) }

func (s *Promises) groups() []group {
	return []group{{"kept", s.Kept}, {"late", s.Late}, {"dropped", s.Dropped}, {"open", s.Open}}
}
