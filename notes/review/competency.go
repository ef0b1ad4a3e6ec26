package review

import (
	"slices"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/notes/page"
)

// evidence gathers that of competencies: lines with the name of one as a tag, lines
// that say they are for it, and lines that name it.
func (r *Read) evidence(competencies []string) []Competency {
	var all []Competency
	var names []string
	tagged := map[string][]int{}
	for i, text := range competencies {
		name, about, _ := strings.Cut(text, ":")
		c := Competency{Text: strings.TrimSpace(name), About: strings.TrimSpace(about)}
		all, names = append(all, c), append(names, c.Text)
		tagged[lookup.Fold(c.Text)] = append(tagged[lookup.Fold(c.Text)], i)
	}
	about := lookup.IndexOf(names)
	for _, l := range r.Lines {
		if len(all) == 0 || l.Private || l.Kind == page.SectionCompetency || l.Kind == page.SectionWish || l.Date.IsZero() || l.waits() || l.Asked || l.Answer {
			continue
		}
		shown := about.In(l.Text)
		for _, t := range l.Tags {
			shown = append(shown, tagged[lookup.Fold(t)]...)
		}
		if l.For != "" {
			shown = append(shown, about.Meeting(lookup.SubjectOf(l.For))...)
		}
		slices.Sort(shown)
		for _, i := range slices.Compact(shown) {
			all[i].Evidence = append(all[i].Evidence, l)
		}
	}
	return all
}
