// Package coverage tells what the last eight weeks with somebody touched on:
// morale, roadblocks, goals, growth, and feedback both ways. It is read from what
// people write anyway (FORMAT.md, "Coverage"), and is there to suggest what to
// ask next, not to count anything: an [Area] was touched on or it was not.
package coverage

import (
	"slices"
	"strings"
	"sync"

	"oneonone/internal/lookup"
	"oneonone/internal/pack"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/goals"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/review"
	"oneonone/notes/words"
)

// Area is something that a 1:1 touches on now and then.
type Area string

// The areas.
const (
	Morale     Area = "morale"
	Roadblocks Area = "roadblocks"
	Goals      Area = "goals"
	Growth     Area = "growth"
	ToThem     Area = "feedback to them"
	FromThem   Area = "feedback from them"
)

// With is the area as worded for one person.
func (a Area) With(name string) string { return strings.Replace(string(a), "them", name, 1) }

// Areas are all areas.
var Areas = []Area{Morale, Roadblocks, Goals, Growth, ToThem, FromThem}

// with returns the areas that are yours to raise with somebody: the morale and growth
// of a peer or of your own manager are not.
func with(role string) []Area {
	if role == "report" || role == "skip-level" {
		return Areas
	}
	return []Area{Roadblocks, ToThem, FromThem}
}

const (
	// Weeks is how many weeks back to look.
	Weeks = 8
	// least is how many meetings must have been held in that time: fewer tell nothing.
	least = 3
	// mostAway is how many days of that time somebody may have been on leave.
	mostAway = 14
)

// Touch is an area, and the newest line that touched on it; its day is zero if none did.
type Touch struct {
	Area
	Day  when.Date
	Path string
	Line int
}

// Asks knows the areas that a question is about; the question bank does.
type Asks struct {
	Areas func(words string) []Area
	// Of names what it goes by: by another, other areas may be found.
	Of string
}

// Of returns what was touched on with somebody up to a day, in the order of Areas. It
// is nil for somebody who is new, was on leave or was hardly met: then nothing can be
// missing.
func Of(f *notes.Folder, p *notes.Person, today when.Date, asks Asks) ([]Touch, []markdown.Problem) {
	since := today.AddDays(-7 * Weeks)
	refs, err := f.Entries(p.Handle)
	leave := f.LeaveOf(p)
	_, away := leave.On(today)
	if err != nil || away || len(refs) == 0 || refs[0].Date.After(since) || p.Started.After(since) || leave.DaysWithin(since, today) > mostAway {
		return nil, nil // listing the entries reports what is wrong with them
	}
	refs = slices.DeleteFunc(refs, func(r page.EntryRef) bool { return r.Date.Before(since) || r.Date.After(today) })
	entries, problems := f.ReadAll(refs)
	if held(entries, today) < least {
		return nil, problems
	}
	var newest []Touch
	for _, a := range with(p.Role) {
		newest = append(newest, Touch{Area: a})
	}
	add := func(found []Touch) {
		for _, t := range found {
			if i := slices.IndexFunc(newest, func(n Touch) bool { return n.Area == t.Area }); i >= 0 && !t.Day.Before(newest[i].Day) {
				newest[i] = t
			}
		}
	}
	for _, e := range entries {
		add(in(e, asks))
	}
	rest := reader{person: p.Handle, asks: asks}
	if top := f.Top(p.Handle); top != nil {
		rest.remarks(&top.Note, when.Date{}, since)
		for _, g := range goals.StoriesIn(top, entries) {
			for _, n := range g.Notes {
				rest.touch(Goals, n.Date, n.Path, n.Line)
			}
		}
	}
	private, faults := review.PrivateNotes(f, p.Handle, since)
	for _, n := range private {
		rest.remarks(n, page.ParsePath(n.Path).Date, since)
	}
	add(rest.found)
	return newest, append(problems, faults...)
}

// in returns what an entry touches on.
func in(e *page.Entry, asks Asks) []Touch {
	found := page.FactOf(e, "coverage", asks.Of, func() []Touch {
		r := reader{person: e.Person, asks: asks}
		r.entry(e)
		return r.found
	}, packTouches, unpackTouches)
	for i := range found {
		found[i].Path = e.Path
	}
	return found
}

func packTouches(w *pack.Writer, all []Touch) {
	w.Int(len(all))
	for _, t := range all {
		w.String(string(t.Area))
		w.Date(t.Day)
		w.Int(t.Line)
	}
}

func unpackTouches(d *pack.Reader) (all []Touch) {
	for range d.Count() {
		all = append(all, Touch{Area: Area(d.String()), Day: d.Date(), Line: d.Int()})
	}
	return all
}

func held(entries []*page.Entry, today when.Date) (n int) {
	for _, e := range entries {
		if e.Meeting().Took(today) {
			n++
		}
	}
	return n
}

// Untouched returns the areas that no line touched on.
func Untouched(all []Touch) (areas []Area) {
	for _, t := range all {
		if t.Day.IsZero() {
			areas = append(areas, t.Area)
		}
	}
	return areas
}

// reader gathers what is touched on.
type reader struct {
	person string
	asks   Asks
	found  []Touch
}

func (r *reader) touch(a Area, day when.Date, path string, line int) {
	t := Touch{a, day, path, line}
	switch i := slices.IndexFunc(r.found, func(f Touch) bool { return f.Area == a }); {
	case day.IsZero():
	case i < 0:
		r.found = append(r.found, t)
	case !day.Before(r.found[i].Day):
		r.found[i] = t
	}
}

func (r *reader) entry(e *page.Entry) {
	if e.Meeting().Mood > 0 {
		r.touch(Morale, e.Date, e.Path, 1)
	}
	for _, s := range e.Sections() {
		if s.Kind == page.SectionOther && isGrowth(s.Title) && len(strings.TrimSpace(string(s.Body()))) > 0 {
			r.touch(Growth, e.Date, e.Path, s.HeadingLine)
		}
	}
	for _, a := range e.Actions() {
		if a.For != "" {
			r.touch(Goals, e.Date, a.Path, a.Line)
		}
	}
	r.remarks(&e.Note, e.Date, e.Date)
}

// remarks reads the remarks of a note since a day. On a top page only those with a
// day of their own count.
func (r *reader) remarks(n *page.Note, day, since when.Date) {
	for _, m := range n.Remarks() {
		if d := own(m.Day, day); !d.IsZero() && !d.Before(since) {
			r.remark(&m, d, n.Path)
		}
	}
}

// own is the day that a line gives itself, else its note's.
func own(day, note when.Date) when.Date {
	if day.IsZero() {
		return note
	}
	return day
}

// remark finds what a line touches on: by its kind, its tags and its direction, or
// because it is a question. An empty box means that it has not been said yet,
// except on feedback that was received, where the box is for what will change.
func (r *reader) remark(m *page.Remark, day when.Date, path string) {
	if m.Box == markdown.OpenBox && m.Toward.Way != page.From || clause.IsPlaceholder(m.Text) {
		return
	}
	if !m.Said.IsZero() {
		day = m.Said
	}
	touch := func(a Area) { r.touch(a, day, path, m.Line) }
	switch {
	case m.Has(page.SectionMorale):
		touch(Morale)
	case m.Has(page.SectionObstacle):
		touch(Roadblocks)
	case m.Kind == page.SectionWish, m.Kind == page.SectionCompetency, slices.ContainsFunc(m.Tags, isGrowth), m.Kind.IsTopics() && isGrowth(m.Text):
		touch(Growth)
	}
	switch {
	case m.Toward.Is(page.To, r.person):
		touch(ToThem)
	case m.Toward.Is(page.From, r.person):
		touch(FromThem)
	case m.Has(page.SectionFeedback) && m.Toward.IsZero(): // either of the two may have said it
		touch(ToThem)
		touch(FromThem)
	}
	if strings.ContainsAny(m.Text, "?？") {
		for _, a := range r.asks.Areas(m.Text) {
			touch(a)
		}
	}
}

// isGrowth reports whether a heading, a topic or a tag is about growth: it has a word
// for it.
func isGrowth(words string) bool {
	return slices.ContainsFunc(lookup.Words(words), func(w string) bool { return slices.Contains(growth(), w) })
}

var growth = sync.OnceValue(func() []string {
	var all []string
	for _, w := range words.Of("growth") {
		all = append(all, lookup.Words(w)...)
	}
	return all
})
