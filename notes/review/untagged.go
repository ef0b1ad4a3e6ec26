package review

import (
	"oneonone/internal/lookup"
	"oneonone/notes/page"
)

// About are lines about one goal or wish.
type About struct {
	Subject string
	Lines   []Line
}

// untagged collects the lines about a goal, or about a wish that is not a goal.
type untagged struct {
	p             *Packet
	at            map[string]int // where in the packet a subject's lines are
	names         []string       // of goals, then of wishes
	goals, wishes *lookup.Index
}

// keep keeps a line, and reports whether it is about anything.
func (u *untagged) keep(l Line) bool {
	if u.goals == nil {
		u.prepare()
	}
	found := u.goals.In(l.Text)
	if l.For != "" {
		found = append(found, u.goals.Meeting(lookup.SubjectOf(l.For))...)
	}
	for _, i := range found {
		if name := u.names[i]; lookup.Fold(l.Text) != lookup.Fold(name) {
			u.add(name, l)
			return true
		}
	}
	if l.Kind == page.SectionWish {
		return false
	}
	for _, i := range u.wishes.In(l.Text) {
		u.add(u.names[u.goals.Len()+i], l)
		return true
	}
	return false
}

func (u *untagged) prepare() {
	for _, g := range u.p.Goals {
		u.names = append(u.names, g.Goal.Text)
	}
	u.goals = lookup.IndexOf(u.names)
	for _, w := range u.p.Wishes {
		if len(w.Goals) == 0 {
			u.names = append(u.names, w.Text)
		}
	}
	u.wishes = lookup.IndexOf(u.names[u.goals.Len():])
}

func (u *untagged) add(subject string, l Line) {
	i, ok := u.at[subject]
	if !ok {
		i = len(u.p.Untagged)
		u.at[subject] = i
		u.p.Untagged = append(u.p.Untagged, About{Subject: subject})
	}
	u.p.Untagged[i].Lines = append(u.p.Untagged[i].Lines, l)
}
