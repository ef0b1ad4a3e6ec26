// Package goals follows goals: what entries said about each over time.
package goals

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"oneonone/internal/lookup"
	"oneonone/internal/pack"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/jotting"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Note is what an entry says about a goal.
type Note struct {
	Date when.Date
	Text string
	Path string
	Line int
}

// Story is a goal and what was said about it over time.
type Story struct {
	Goal   *page.Goal
	Person string
	Path   string // of the top page
	// Since is the day the goal was set: as written after it, else that of the first
	// entry that names it; zero when unknown.
	Since when.Date
	Notes []Note // oldest first

	folded string // the goal's words
}

// LastSpoken is the day of the last note; zero when nobody has said anything.
func (s *Story) LastSpoken() when.Date {
	if len(s.Notes) == 0 {
		return when.Date{}
	}
	return s.Notes[len(s.Notes)-1].Date
}

// SilentSince is the day since which nobody has spoken of the goal: that of the
// last note, else the day it was set.
func (s *Story) SilentSince() when.Date {
	if d := s.LastSpoken(); !d.IsZero() {
		return d
	}
	return s.Since
}

// Silent reports whether nobody has spoken of an open goal for a month. An
// undated goal that nobody spoke of is silent.
func (s *Story) Silent(today when.Date) bool {
	return s.Goal.State == clause.Open && (s.SilentSince().IsZero() || s.SilentSince().AddMonths(1).Before(today))
}

// Probe tests the bytes of entries for what may be about a goal.
type Probe struct {
	subjects *lookup.Probe
	longest  [][]byte // the longest words of goals without a telling word
}

// ProbeOf looks for the goals of a top page.
func ProbeOf(top *page.TopPage) (p Probe) {
	var subjects []lookup.Subject
	for _, g := range top.Goals() {
		subject := lookup.SubjectOf(g.Text)
		subjects = append(subjects, subject)
		if len(subject.Words()) == 0 {
			p.longest = append(p.longest, lookup.LongestWord(g.Text))
		}
	}
	p.subjects = lookup.ProbeOf(subjects)
	return p
}

// In reports whether an entry with these bytes may say anything about the goals.
func (p Probe) In(src []byte) bool {
	if slices.ContainsFunc(p.longest, func(w []byte) bool { return lookup.HoldsWord(src, w) }) || bytes.Contains(src, []byte("for:")) {
		return true
	}
	return p.subjects.In(src)
}

// indexOf indexes the subjects of a page's goals.
func indexOf(top *page.TopPage) *lookup.Index {
	var texts []string
	for _, g := range top.Goals() {
		texts = append(texts, g.Text)
	}
	return lookup.IndexOf(texts)
}

// StoriesIn returns the stories of a top page's goals in entries, oldest first.
// It parses only entries whose bytes may name a goal. Progress is what is said
// about a goal in a section for goals, and whatever names it elsewhere without
// being a promise or a topic.
func StoriesIn(top *page.TopPage, entries []*page.Entry) []*Story {
	stories := make([]*Story, len(top.Goals()))
	for i, g := range top.Goals() {
		meta := g.Metadata(top.Src)
		stories[i] = &Story{Goal: g, Person: top.Person, Path: top.Path, Since: meta.Day(top.Src, "since"), folded: lookup.Fold(g.Text)}
	}
	r := newReader(top, stories)
	for _, e := range entries {
		for _, said := range r.said(e) {
			s := stories[said.Goal]
			if said.Listed && s.Since.IsZero() {
				s.Since = e.Date
			}
			if said.Text != "" {
				s.Notes = append(s.Notes, Note{e.Date, said.Text, e.Path, said.Line})
			}
		}
	}
	return stories
}

// said is what an entry says about one of the goals, by its number.
type said struct {
	Goal, Line int
	Listed     bool // in a section for goals, whatever else it says
	Text       string
}

// reader finds what entries say about the goals of a page.
type reader struct {
	stories []*Story
	goals   string // the words of all
	probe   func() Probe
	about   func() *lookup.Index
}

func newReader(top *page.TopPage, stories []*Story) *reader {
	r := &reader{stories: stories, probe: sync.OnceValue(func() Probe { return ProbeOf(top) }), about: sync.OnceValue(func() *lookup.Index { return indexOf(top) })}
	for _, s := range stories {
		r.goals += strconv.Quote(s.Goal.Text)
	}
	return r
}

// said is what one entry says.
func (r *reader) said(e *page.Entry) []said {
	return page.FactOf(e, "goals", r.goals, func() []said { return r.read(e) }, packSaid, unpackSaid)
}

func packSaid(w *pack.Writer, all []said) {
	w.Int(len(all))
	for _, s := range all {
		w.Int(s.Goal)
		w.Int(s.Line)
		w.Bool(s.Listed)
		w.String(s.Text)
	}
}

func unpackSaid(d *pack.Reader) (all []said) {
	for range d.Count() {
		all = append(all, said{d.Int(), d.Int(), d.Bool(), d.String()})
	}
	return all
}

func (r *reader) read(e *page.Entry) (all []said) {
	if !r.probe().In(e.Src) {
		return nil
	}
	for _, item := range e.Goals() {
		if i, rest := r.named(item.Text); i >= 0 {
			all = append(all, said{i, item.Line, true, progress(e, item, rest)})
		}
	}
	return append(all, r.elsewhere(e)...)
}

// elsewhere reads what an entry says about goals outside the sections for
// them: whatever names one, or says with (for: …) that it is about one.
func (r *reader) elsewhere(e *page.Entry) (all []said) {
	promised := map[int]bool{}
	for _, a := range e.Actions() {
		promised[a.Line] = true
	}
	for _, m := range e.Remarks() {
		if m.Kind == page.SectionGoals || m.Kind.IsTopics() && m.Under < 0 || m.Asked || m.Box != markdown.NoBox || promised[m.Line] {
			continue
		}
		if i, rest := r.named(m.Text); i >= 0 {
			all = append(all, said{i, m.Line, false, rest})
			continue
		}
		found := r.about().In(m.Text)
		if m.For != "" {
			found = append(found, r.about().Meeting(lookup.SubjectOf(m.For))...)
			slices.Sort(found)
		}
		for _, i := range slices.Compact(found) {
			all = append(all, said{i, m.Line, false, m.Text})
		}
	}
	return all
}

// named finds the goal that an item of an entry begins with, the longest if
// several fit, and what is typed after it; -1 if it is none.
func (r *reader) named(text string) (found int, rest string) {
	best, folded := -1, lookup.Fold(text)
	found = -1
	for i, s := range r.stories {
		if s.folded == "" || !strings.HasPrefix(folded, s.folded) {
			continue
		}
		if n := startsWith(text, s.folded); n > best {
			best, found = n, i
		}
	}
	if found < 0 {
		return -1, ""
	}
	return found, strings.TrimSpace(strings.TrimLeft(text[best:], " \t:;,.–—-→>="))
}

// startsWith is how many bytes of text the goal's folded words take up, -1 when
// they end within a word. Case, accents and spacing do not matter.
func startsWith(text, want string) int {
	for i := range text + " " {
		if i == 0 || lookup.Fold(text[:i]) != want {
			continue
		}
		if r := []rune(text[i:]); len(r) > 0 && (unicode.IsLetter(r[0]) || unicode.IsDigit(r[0])) {
			return -1
		}
		return i
	}
	return -1
}

// progress is what an entry's item says about the goal it names: what follows its
// words, what is nested under it, and a ticked box.
func progress(e *page.Entry, item *page.Goal, rest string) string {
	parts := []string{}
	if rest != "" {
		parts = append(parts, rest)
	}
	body := page.WithoutComments(e.Src[item.NestedStart:item.End])
	for line := range bytes.Lines(body) {
		if text := jotting.TopicText(string(line)); text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 && item.State != clause.Open {
		parts = append(parts, string(item.State))
	}
	return strings.Join(parts, "; ")
}

// Overdue reports whether an open goal is past its due date.
func (s *Story) Overdue(today when.Date) bool {
	return s.Goal.State == clause.Open && !s.Goal.Due.IsZero() && s.Goal.Due.Before(today)
}

// Steps counts the goal's steps, and those done.
func (s *Story) Steps() (done, all int) {
	all = len(s.Goal.Steps)
	return all - len(s.Goal.OpenSteps()), all
}
