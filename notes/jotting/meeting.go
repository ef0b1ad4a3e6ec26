package jotting

import (
	"oneonone/internal/pack"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// AtMeeting are the lines of what was written down at a meeting, without
// agenda, goals and promises carried over, nested lines left out.
func AtMeeting(e *page.Entry) []string {
	return page.FactOf(e, "lines", "", func() []string { return atMeeting(e) }, (*pack.Writer).Strings, (*pack.Reader).Strings)
}

func atMeeting(e *page.Entry) []string {
	body := e.Src[e.Front.End:]
	if markdown.TooMuch(body) != "" {
		return nil // nothing is read of such a note; its problem says so
	}
	var lines []string
	for _, s := range e.Sections() {
		switch s.Kind {
		case page.SectionTopics:
			lines = append(lines, saidUnder(s)...)
			continue
		case page.SectionHopper, page.SectionGoals, page.SectionActions:
			continue
		}
		if page.HasSections(e, s) {
			continue // its parts come on their own
		}
		lines = append(lines, Paragraphs(page.WithoutComments(s.Body()))...)
	}
	if len(e.Sections()) == 0 {
		lines = Paragraphs(page.WithoutComments(e.Text()))
	}
	return lines
}

// saidUnder is what was written down under somebody's topics: items without a box
// are notes (FORMAT.md, "Sections").
func saidUnder(s *page.Section) (lines []string) {
	for _, it := range s.Items {
		if len(s.Owners) == 1 && it.Box == markdown.NoBox && it.Text != "" {
			lines = append(lines, it.Text)
		}
	}
	return lines
}
