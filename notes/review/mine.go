package review

import (
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/counts"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/recall"
)

// Record is a line of the keeper's own record with somebody, fit to be shown to
// them: it says nothing about them.
type Record struct {
	// Part is kept, late, dropped or open of a promise, put-back, moved, asked,
	// unanswered or feedback.
	Part  string
	Date  when.Date
	Text  string
	Due   when.Date // of a promise, zero for none
	Done  when.Date // of a promise that was done, zero while it is open
	Times int       // of a topic, how often it was on an agenda and nobody got to it
	Path  string
	Line  int
}

// The parts of a record besides promises.
const (
	PartPutBack    = "put-back"
	PartMoved      = "moved"
	PartAsked      = "asked" // about themselves
	PartUnanswered = "unanswered"
	PartFeedback   = "feedback"
)

// RecordOf is the keeper's record with a person in a time, by part. asks reports
// whether words are a question that the keeper asks about themselves; what stands
// under Feedback with "Q (Sam):" is one anyway.
func (r *Read) RecordOf(since, until when.Date, asks func(words string) bool) []Record {
	p := &Packet{Arc: &Arc{Person: r.Person}, Since: since, Until: until, read: r}
	p.promises(r.Threads)
	var all []Record
	for _, g := range p.Promises[0].groups() {
		for _, t := range g.list {
			all = append(all, Record{Part: g.what, Date: t.Since, Text: t.Words(), Due: t.Due, Path: t.Newest().Path, Line: t.Newest().Line})
			if t.State == clause.Done {
				all[len(all)-1].Done = t.Done
			}
		}
	}
	var briefs []*recall.Brief
	for _, e := range r.Entries {
		if p.within(e.Date) {
			briefs = append(briefs, recall.BriefOf(e))
		}
	}
	for _, b := range counts.PutBacksIn(briefs, since, until) {
		if r.mine(b) {
			continue
		}
		all = append(all, Record{Part: PartPutBack, Date: b.Last.Date, Text: b.Text, Times: b.Times, Path: b.Last.Path, Line: b.Line})
	}
	for _, e := range r.Entries {
		if m := e.Meeting(); len(m.MovedFrom) > 0 && p.within(e.Date) {
			all = append(all, Record{Part: PartMoved, Date: e.Date, Text: "from " + m.MovedFrom[len(m.MovedFrom)-1].String(), Path: e.Path, Line: 1})
		}
	}
	for i := range r.Lines {
		if l := &r.Lines[i]; p.within(l.Date) && !l.Private {
			if part := r.feedback(l, asks); part != "" {
				all = append(all, Record{Part: part, Date: l.Date, Text: l.Bare(), Path: l.Path, Line: l.Remark.Line})
			}
		}
	}
	return all
}

// heard reports whether a line is feedback from the person, wherever it stands; among
// actions it came along with what was promised for it.
func (r *Read) heard(l *Line) bool {
	return l.Toward.Is(page.From, r.Person.Handle) && l.Kind != page.SectionActions
}

// told reports whether a line is feedback to the person, wherever it stands; a topic is
// not said yet, and a promise is something to do.
func (r *Read) told(l *Line) bool {
	_, promised := r.promisedAt(l.spot())
	return l.Toward.Is(page.To, r.Person.Handle) && l.Kind != page.SectionActions && !l.Kind.IsTopics() && !promised
}

// feedback is which part a line about the keeper belongs to, "" for none.
func (r *Read) feedback(l *Line, asks func(words string) bool) string {
	switch {
	case r.heard(l):
		return PartFeedback
	case !l.Has(page.SectionFeedback) && !l.Held || l.Answer || l.Box == markdown.OpenBox || l.Kind == page.SectionActions:
		return ""
	case l.Asked && l.Has(page.SectionFeedback):
		if by, known := r.Folder.Grammar().Of(r.Person.Handle).Names().ResolveFor(l.By, r.Person.Handle); !known || by != clause.Me {
			return ""
		}
	case !strings.ContainsAny(l.Text, "?？") || !asks(l.Text):
		return ""
	}
	answered := slices.ContainsFunc(r.Lines, func(a Line) bool {
		return a.Path == l.Path && a.Parent == l.Remark.Text && a.Under >= 0 && (a.Answer || !l.Asked && a.Box == markdown.NoBox)
	})
	if answered {
		return PartAsked
	}
	return PartUnanswered
}

// mine reports whether a topic stands among those of the keeper: "My topics".
func (r *Read) mine(b counts.PutBack) bool {
	i := slices.IndexFunc(r.Entries, func(e *page.Entry) bool { return e.Path == b.Last.Path })
	return i >= 0 && slices.ContainsFunc(r.Entries[i].Sections(), func(s *page.Section) bool {
		return s.Kind.IsTopics() && slices.Contains(s.Owners, clause.Me) && slices.ContainsFunc(s.Items, func(it *page.Item) bool { return it.Line == b.Line })
	})
}
