package week

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/lookup"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// told is a line noted in those days, as an item.
type told struct {
	Line
	kind    Kind
	about   string
	private bool
}

// kinds are the kinds that a remark can have.
var kinds = []struct {
	Kind
	section page.SectionKind
}{{Insight, page.SectionInsight}, {Obstacle, page.SectionObstacle}, {Decision, page.SectionDecision}}

// note collects what was noted in those days from a note: a remark's day is the
// one it begins with, else its entry's.
func (p *person) note(n *page.Note) {
	info := page.ParsePath(n.Path)
	all := n.Remarks()
	for _, m := range all {
		day := m.Day
		if day.IsZero() {
			day = info.Date
		}
		if day.IsZero() || !p.week.within(day) || m.Box == markdown.OpenBox || m.Kind == page.SectionActions || clause.IsPlaceholder(m.Text) {
			continue // an empty box means that nobody has said it yet
		}
		for _, k := range kinds {
			if k.Kind == Obstacle && !info.Private {
				continue // obstacles are followed further back
			}
			if m.Has(k.section) && (m.Under < 0 || !all[m.Under].Has(k.section)) {
				t := told{Line{p.who.Handle, n.Path, m.Line, untagged(m.Text), day}, k.Kind, "", info.Private}
				if k.Kind == Insight {
					t.about, t.Text = aboutOf(&m, t.Text)
				}
				p.lines = append(p.lines, t)
			}
		}
	}
}

// untagged is the words of a line without its tags, or all of it if there are only
// tags.
func untagged(text string) string {
	words := strings.Fields(text)
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(w, "#"))
		return w[0] == '#' && unicode.IsLetter(r)
	})
	if len(kept) == 0 {
		kept = words
	}
	return strings.Join(kept, " ")
}

// abouts maps words to what they say an insight is about.
var abouts = map[string]string{
	"number": "numbers", "numbers": "numbers", "voice": "voices", "voices": "voices",
	"tech": "technology", "technology": "technology", "industry": "industry", "market": "industry",
}

// aboutOf is what an insight says it is about, by a tag or a word in front
// ("numbers: churn doubled"), and its text without that word.
func aboutOf(m *page.Remark, text string) (about, rest string) {
	if label, rest, ok := strings.Cut(text, ":"); ok && strings.TrimSpace(rest) != "" && abouts[lookup.Fold(label)] != "" {
		return abouts[lookup.Fold(label)], strings.TrimSpace(rest)
	}
	for _, t := range m.Tags {
		if about := abouts[lookup.Fold(t)]; about != "" {
			return about, text
		}
	}
	return "", text
}

// joined turns what was noted into items: the same words noted with several people
// become one.
func joined(lines []told) []*Item {
	of := map[string]*Item{}
	var all []*Item
	for _, t := range lines {
		key := string(t.kind) + "\x00" + lookup.Fold(t.Text)
		it := of[key]
		if it == nil {
			it = &Item{Kind: t.kind, Text: t.Text, Since: t.Day, About: t.about}
			of[key], all = it, append(all, it)
		}
		it.add(t)
	}
	return all
}

func (it *Item) add(t told) {
	if !slices.Contains(it.People, t.Person) {
		it.People = append(it.People, t.Person)
	}
	if t.Day.Before(it.Since) {
		it.Since = t.Day
	}
	it.Private = it.Private || t.private
	it.Lines = append(it.Lines, t.Line)
	it.Times = len(it.Lines)
	slices.SortStableFunc(it.Lines, func(a, b Line) int { return b.Day.Compare(a.Day) })
}
