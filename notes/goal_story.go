package notes

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// GoalNote is what an entry says about a goal.
type GoalNote struct {
	Date when.Date
	Text string
	Path string
	Line int
}

// GoalStory is a goal and what was said about it over time.
type GoalStory struct {
	Goal   *page.Goal
	Person string
	Path   string // of the top page
	// Since is the day the goal was set: as written behind it, else that of
	// the first entry that names it; zero when nothing tells.
	Since when.Date
	Notes []GoalNote // oldest first

	folded string // the goal's words
}

// LastSpoken is the day of the last note; zero when nobody has said anything.
func (s *GoalStory) LastSpoken() when.Date {
	if len(s.Notes) == 0 {
		return when.Date{}
	}
	return s.Notes[len(s.Notes)-1].Date
}

// SilentSince is the day from which nobody has spoken of the goal: that of the
// last note, else the day it was set.
func (s *GoalStory) SilentSince() when.Date {
	if d := s.LastSpoken(); !d.IsZero() {
		return d
	}
	return s.Since
}

// Silent reports whether nobody has spoken of an open goal for a month. A goal
// that nothing dates and nobody spoke of is silent.
func (s *GoalStory) Silent(today when.Date) bool {
	return s.Goal.State == clause.Open && (s.SilentSince().IsZero() || s.SilentSince().AddMonths(1).Before(today))
}

// GoalStories are the goals of a person's top page with what the entries say
// about them, in the page's order.
func (f *Folder) GoalStories(handle string) ([]*GoalStory, []markdown.Problem) {
	refs, err := f.Entries(handle)
	if err != nil {
		return nil, []markdown.Problem{markdown.AsProblem("people/"+handle, err)}
	}
	top := f.Top(handle)
	if top == nil || len(top.Goals()) == 0 {
		return nil, nil
	}
	probe := goalProbeOf(top)
	entries, problems := f.ReadEach(refs, func(e *page.Entry) {
		if probe.in(e.Src) {
			e.Goals() // by the goroutine that read it
		}
	})
	return GoalStoriesIn(top, entries), problems
}

// goalProbe is a look at the bytes of entries for what may be about a goal.
type goalProbe struct {
	subjects *lookup.Probe
	longest  [][]byte // words of those of which no word tells a subject
}

func goalProbeOf(top *page.TopPage) (p goalProbe) {
	var subjects []lookup.Subject
	for _, g := range top.Goals() {
		subject := lookup.SubjectOf(g.Text)
		subjects = append(subjects, subject)
		if len(subject.Words()) == 0 {
			p.longest = append(p.longest, LongestWord(g.Text))
		}
	}
	p.subjects = lookup.ProbeOf(subjects)
	return p
}

func (p goalProbe) in(src []byte) bool {
	if slices.ContainsFunc(p.longest, func(w []byte) bool { return holdsWord(src, w) }) || bytes.Contains(src, []byte("for:")) {
		return true
	}
	return p.subjects.In(src)
}

// goalIndex is what the goals of a page are about.
func goalIndex(top *page.TopPage) *lookup.Index {
	var texts []string
	for _, g := range top.Goals() {
		texts = append(texts, g.Text)
	}
	return lookup.IndexOf(texts)
}

// GoalStoriesIn are the stories of a top page's goals in entries, the oldest
// first. Looked into are those that may name a goal, which a look at their bytes
// finds out. Progress is what is said of a goal in a section for goals,
// and what names it anywhere else without being a promise or a topic.
func GoalStoriesIn(top *page.TopPage, entries []*page.Entry) []*GoalStory {
	stories := make([]*GoalStory, len(top.Goals()))
	for i, g := range top.Goals() {
		meta := g.Metadata(top.Src)
		stories[i] = &GoalStory{Goal: g, Person: top.Person, Path: top.Path, Since: meta.Day(top.Src, "since"), folded: lookup.Fold(g.Text)}
	}
	probe, about := goalProbeOf(top), goalIndex(top)
	for _, e := range entries {
		if !probe.in(e.Src) {
			continue
		}
		for _, item := range e.Goals() {
			s, rest := storyOf(stories, item.Text)
			if s == nil {
				continue
			}
			if s.Since.IsZero() {
				s.Since = e.Date
			}
			if text := progress(e, item, rest); text != "" {
				s.Notes = append(s.Notes, GoalNote{e.Date, text, e.Path, item.Line})
			}
		}
		progressElsewhere(stories, about, e)
	}
	return stories
}

// progressElsewhere reads what an entry says of goals outside the sections for
// them: whatever names one, or says with (for: …) that it is about it.
func progressElsewhere(stories []*GoalStory, about *lookup.Index, e *page.Entry) {
	promised := map[int]bool{}
	for _, a := range e.Actions() {
		promised[a.Line] = true
	}
	for _, m := range e.Remarks() {
		if m.Kind == page.SectionGoals || m.Kind.IsTopics() && m.Under < 0 || m.Asked || m.Box != markdown.NoBox || promised[m.Line] {
			continue
		}
		if s, rest := storyOf(stories, m.Text); s != nil {
			if rest != "" {
				s.Notes = append(s.Notes, GoalNote{e.Date, rest, e.Path, m.Line})
			}
			continue
		}
		found := about.In(m.Text)
		if m.For != "" {
			found = append(found, about.Meeting(lookup.SubjectOf(m.For))...)
			slices.Sort(found)
		}
		for _, i := range slices.Compact(found) {
			stories[i].Notes = append(stories[i].Notes, GoalNote{e.Date, m.Text, e.Path, m.Line})
		}
	}
}

// LongestWord is the longest word of a text, in lower case: what every entry that
// names the text holds, whatever the emphasis around it.
func LongestWord(text string) []byte {
	longest := ""
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) > len(longest) {
			longest = w
		}
	}
	return bytes.ToLower([]byte(longest))
}

// holdsWord reports whether src may hold a word given in lower case. Letters
// outside ASCII are compared as they are written, or with all of src in lower
// case where that finds nothing.
func holdsWord(src, lower []byte) bool {
	if len(lower) == 0 || bytes.Contains(src, lower) {
		return true
	}
	first := lower[0]
	if first >= utf8.RuneSelf {
		return bytes.Contains(bytes.ToLower(src), lower)
	}
	for _, c := range []byte{first, byte(unicode.ToUpper(rune(first)))} {
		for rest := src; ; {
			i := bytes.IndexByte(rest, c)
			if i < 0 || len(rest)-i < len(lower) {
				break
			}
			if bytes.EqualFold(rest[i:i+len(lower)], lower) {
				return true
			}
			rest = rest[i+1:]
		}
	}
	return false
}

// storyOf finds the goal that an item of an entry begins with, the longest one
// where several fit, and what is typed behind it.
func storyOf(stories []*GoalStory, text string) (found *GoalStory, rest string) {
	best, folded := -1, lookup.Fold(text)
	for _, s := range stories {
		if s.folded == "" || !strings.HasPrefix(folded, s.folded) {
			continue
		}
		if n := startsWith(text, s.folded); n > best {
			best, found = n, s
		}
	}
	if found == nil {
		return nil, ""
	}
	return found, strings.TrimSpace(strings.TrimLeft(text[best:], " \t:;,.–—-→>="))
}

// startsWith is how much of text the goal's folded words take up, -1 when it goes
// on with the same word. Case, accents and spacing do not matter.
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

// progress is what an entry's item says about the goal it names: what is
// behind its words, what is nested under it, and a ticked box.
func progress(e *page.Entry, item *page.Goal, rest string) string {
	parts := []string{}
	if rest != "" {
		parts = append(parts, rest)
	}
	body := page.WithoutComments(e.Src[item.NestedStart:item.End])
	for line := range bytes.Lines(body) {
		if text := TopicText(string(line)); text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 && item.State != clause.Open {
		parts = append(parts, string(item.State))
	}
	return strings.Join(parts, "; ")
}

// Overdue reports whether an open goal is past its due date.
func (s *GoalStory) Overdue(today when.Date) bool {
	return s.Goal.State == clause.Open && !s.Goal.Due.IsZero() && s.Goal.Due.Before(today)
}

// Steps counts the goal's steps and those that are done.
func (s *GoalStory) Steps() (done, all int) {
	all = len(s.Goal.Steps)
	return all - len(s.Goal.OpenSteps()), all
}
