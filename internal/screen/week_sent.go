package screen

import (
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/text"
	"oneonone/notes/week"
)

// WeekToSend is what others may read of a week, as Markdown.
func WeekToSend(w *week.Week, s *week.Sendable) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# Since %s\n", cli.LongDate(w.Since))
	for i, c := range s.Counts {
		if i == 0 {
			b.WriteString("\n")
		}
		promises := text.Count(c.Items, "promise", "promises")
		switch c.Kind {
		case week.YouClosed:
			fmt.Fprintf(&b, "- I closed %s to %d people\n", promises, c.People)
		case week.TheyClosed:
			fmt.Fprintf(&b, "- %d people closed %s\n", c.People, promises)
		case week.Slipped:
			fmt.Fprintf(&b, "- %s with %d people slipped\n", promises, c.People)
		}
	}
	if len(s.Heard) > 0 {
		b.WriteString("\n## In the words of three people or more\n\n")
	}
	for _, h := range s.Heard {
		words := make([]string, len(h.Words))
		for i, word := range h.Words {
			words[i] = fmt.Sprintf("%s (%d)", word.Text, word.People)
		}
		fmt.Fprintf(&b, "- %s: %s\n", heardOf[h.Kind], strings.Join(words, ", "))
	}
	return []byte(b.String())
}

var heardOf = map[week.Kind]string{week.Insight: "Insights", week.Obstacle: "Obstacles", week.Decision: "Decisions"}

// LeftOut says what was left out of it, for the sender.
func LeftOut(s *week.Sendable) string {
	names := map[week.Kind][2]string{
		week.YouClosed: {"promise you closed", "promises you closed"}, week.TheyClosed: {"promise they closed", "promises they closed"},
		week.Slipped: {"promise that slipped", "promises that slipped"}, week.Insight: {"insight", "insights"}, week.Obstacle: {"obstacle", "obstacles"},
		week.Decision: {"decision", "decisions"}, week.Owed: {"piece of feedback to say", "pieces of feedback to say"},
		week.NotMet: {"person not met", "people not met"},
	}
	var parts []string
	for _, c := range s.Left {
		if name, ok := names[c.Kind]; ok {
			parts = append(parts, text.Count(c.Items, name[0], name[1]))
		}
	}
	return strings.Join(parts, ", ")
}
