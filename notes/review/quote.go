package review

import (
	"oneonone/internal/when"
	"oneonone/notes/promise"
)

// Quote is one line of a packet, for programs.
type Quote struct {
	// Part is where it stands: a kind of evidence, "untagged", "obstacle", or a
	// promise that was "kept", "late", "dropped" or is "open".
	Part    string
	About   string // the goal or wish that an untagged line is about
	Date    when.Date
	Text    string
	Way     Way      // of feedback, "" for none
	Whom    []string // feedback went to or came from; whose a promise is
	Known   Known
	Path    string
	Line    int
	Private bool
}

// Way is a direction of feedback: "to", "from".
type Way = string

// Quotes are the lines of the packet, in its order.
func (p *Packet) Quotes() []Quote {
	var all []Quote
	add := func(part, about string, l *Line) {
		all = append(all, Quote{part, about, l.Date, l.Text, Way(l.Toward.Way), l.Toward.Whom, p.Knows(l), l.Path, l.Remark.Line, l.Private})
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
	for _, side := range p.Promises {
		for _, group := range side.groups() {
			for _, t := range group.list {
				q := Quote{Part: group.what, Date: t.Since, Text: t.Words(), Whom: t.Owners, Known: Noted, Path: t.Newest().Path, Line: t.Newest().Line}
				if l := p.read.at(placeOf(q.Path, q.Line)); l != nil {
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

func (s *Promises) groups() []group {
	return []group{{"kept", s.Kept}, {"late", s.Late}, {"dropped", s.Dropped}, {"open", s.Open}}
}
