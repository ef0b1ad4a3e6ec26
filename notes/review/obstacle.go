package review

import (
	"oneonone/internal/lookup"
	"oneonone/notes/promise"
)

// Obstacle is an obstacle and what became of it.
type Obstacle struct {
	Line
	Promises []*promise.Thread // about it
	Last     *Line             // the newest line about it, nil when it was noted once
}

// obstacles tells what became of each obstacle. Those of the same words are asked
// about once.
func (r *Read) obstacles(lines []Line) []Obstacle {
	at := map[string]int{}
	var texts []string
	for _, l := range lines {
		if _, had := at[l.Text]; !had {
			at[l.Text] = len(texts)
			texts = append(texts, l.Text)
		}
	}
	about := lookup.IndexOf(texts)
	became := make([]Obstacle, len(texts))
	for _, t := range r.Threads {
		if len(texts) == 0 {
			break
		}
		found := about.Meeting(lookup.SubjectOf(t.Text))
		if t.For != "" {
			found = append(found, about.Meeting(lookup.SubjectOf(t.For))...)
		}
		for _, i := range found {
			if n := len(became[i].Promises); n == 0 || became[i].Promises[n-1] != t {
				became[i].Promises = append(became[i].Promises, t)
			}
		}
	}
	for i := range r.Lines {
		if m := &r.Lines[i]; len(texts) > 0 && !m.Private && !m.Date.IsZero() && !m.waits() {
			for _, i := range about.In(m.Text) {
				if was := became[i].Last; was == nil || !m.Date.Before(was.Date) {
					became[i].Last = m
				}
			}
		}
	}
	var all []Obstacle
	for _, l := range lines {
		o := became[at[l.Text]]
		if o.Line = l; o.Last != nil && !o.Last.Date.After(l.Date) {
			o.Last = nil
		}
		all = append(all, o)
	}
	return all
}
