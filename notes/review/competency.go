package review

import (
	"slices"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/notes/page"
)

// competency gathers the evidence of one: lines with its name as a tag, lines
// that say they are for it, and lines that name it.
func (r *Read) competency(text string) Competency {
	name, about, _ := strings.Cut(text, ":")
	c := Competency{Text: strings.TrimSpace(name), About: strings.TrimSpace(about)}
	subject := lookup.SubjectOf(c.Text)
	tag := lookup.Fold(c.Text)
	for _, l := range r.Lines {
		if l.Private || l.Kind == page.SectionCompetency || l.Kind == page.SectionWish || l.Date.IsZero() || l.waits() || l.Asked {
			continue
		}
		tagged := slices.ContainsFunc(l.Tags, func(t string) bool { return lookup.Fold(t) == tag })
		if tagged || l.For != "" && lookup.SubjectOf(l.For).Meets(subject) || subject.In(l.Text) {
			c.Evidence = append(c.Evidence, l)
		}
	}
	return c
}
