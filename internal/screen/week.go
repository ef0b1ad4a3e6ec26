package screen

import (
	"cmp"
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/columns"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/week"
)

// WeekItems are the fields of what happened, or did not, in a week.
var WeekItems = []render.Column[*week.Item]{
	{Name: "kind", Doc: "you-closed, they-closed, slipped, insight, obstacle, decision, feedback-owed, not-met; not-noted: what eight weeks of notes say nothing of", Fixed: true, Shown: true,
		Style: render.Muted, Value: func(it *week.Item) any { return string(it.Kind) }},
	{Name: "people", Doc: "in whose notes it stands, or whom it is about", Shown: true, Style: render.Name, Value: func(it *week.Item) any { return it.People }},
	{Name: "theme", Doc: "its words", Shown: true, Value: func(it *week.Item) any { return it.Text }},
	{Name: "since", Doc: "the day it began: a promise was made, a line first noted, somebody last met", Fixed: true, Shown: true, Value: func(it *week.Item) any { return it.Since }},
	{Name: "count", Doc: "how many lines there are; of not-met, how many meetings did not take place", Right: true, Shown: true, Value: func(it *week.Item) any { return it.Times }},
	{Name: "due", Doc: "of a promise, the day it was due; of not-met, the day of the meeting", Fixed: true, Shown: true, Value: func(it *week.Item) any { return it.Due }},
	{Name: "done", Doc: "of a promise, the day it was closed", Fixed: true, Value: func(it *week.Item) any { return it.Done }},
	{Name: "dropped", Doc: "whether a promise was closed by dropping it", Value: func(it *week.Item) any { return it.Dropped }},
	{Name: "mine", Doc: "whether a promise is yours", Value: func(it *week.Item) any { return it.Mine }},
	{Name: "reason", Doc: "of not-met, why", Value: func(it *week.Item) any { return it.Reason }},
	{Name: "about", Doc: "of an insight that says so: numbers, voices, technology or industry", Value: func(it *week.Item) any { return it.About }},
	{Name: "owned", Doc: "of an obstacle, whether somebody has promised to do something about it", Value: func(it *week.Item) any { return it.Owned }},
	{Name: "private", Doc: "whether a private note tells of it", Value: func(it *week.Item) any { return it.Private }},
	render.Nested("matters_to", "to whom an insight would matter, and by which line of theirs", []render.Column[week.Matter]{
		{Name: "person", Doc: "who", Value: func(m week.Matter) any { return m.Person }},
		{Name: "why", Doc: "asked, goal, promise or topic", Value: func(m week.Matter) any { return string(m.Why) }},
		{Name: "text", Doc: "the words of the line", Value: func(m week.Matter) any { return m.Line.Text }},
		{Name: "path", Doc: "the file", Value: func(m week.Matter) any { return m.Line.Path }},
		{Name: "line", Doc: "the number of the line", Value: func(m week.Matter) any { return m.Line.Line }},
	}, func(it *week.Item) []week.Matter { return it.Matters }),
	render.Nested("lines", "the lines it stands on, newest first", []render.Column[week.Line]{
		{Name: "person", Doc: "whose notes it is in", Value: func(l week.Line) any { return l.Person }},
		{Name: "date", Doc: "the day it was noted", Value: func(l week.Line) any { return l.Day }},
		{Name: "path", Doc: "the file", Value: func(l week.Line) any { return l.Path }},
		{Name: "line", Doc: "the number of the line", Value: func(l week.Line) any { return l.Line }},
		{Name: "text", Doc: "its words", Value: func(l week.Line) any { return l.Text }},
	}, func(it *week.Item) []week.Line { return it.Lines }),
}

// weekParts are the parts of the page, each with what lists all of it.
var weekParts = []struct {
	week.Kind
	title, more string
}{
	{week.YouClosed, "You closed", "digest --all"},
	{week.TheyClosed, "They closed", "digest --all"},
	{week.Slipped, "Slipped", "actions --overdue"},
	{week.Insight, "Insights", "search '#insight'"},
	{week.Obstacle, "Obstacles", "themes obstacles"},
	{week.Decision, "Decided", "search '#decision'"},
	{week.Owed, "To say", "feedback"},
	{week.NotMet, "Not met", "oneonone"},
}

// weekMost is how many lines a part has on one screen, including the one that
// says there are more.
const weekMost = 3

// WriteWeek writes the page of a week: on one screen unless all is set.
func WriteWeek(out render.Output, w *week.Week, all bool) error {
	if !out.TTY {
		l := &render.Listing[*week.Item]{Columns: WeekItems, Rows: w.Items}
		return l.Write(out)
	}
	p := &weekPage{Printer: cli.Printer{Out: out}, week: w}
	p.Line(render.Bold, "Since %s · %s met", cli.LongDate(w.Since), text.Count(len(w.Met), "person", "people"))
	for _, part := range weekParts {
		items := w.Of(part.Kind)
		shown := items
		if len(items) > weekMost && !all {
			shown = items[:weekMost-1]
		}
		for i, it := range shown {
			p.item(titleOnce(part.title, i), it)
		}
		if more := len(items) - len(shown); more > 0 {
			p.row("", fmt.Sprintf("and %d more: %s", more, p.moreOf(part.more)), "", render.Muted)
		}
	}
	p.notNoted(all)
	return p.Err
}

// weekPage is the page being written.
type weekPage struct {
	cli.Printer
	week *week.Week
}

// moreOf is the command that lists all of a part.
func (p *weekPage) moreOf(command string) string {
	switch {
	case command == "oneonone":
		return command
	case strings.HasPrefix(command, "search"):
		command += " --since " + p.week.Since.String()
	}
	return "oneonone " + command
}

// The widths of what comes before the words of an item.
const (
	titleWidth = 13
	whoWidth   = 10
)

// item writes an item on a line of its own.
func (p *weekPage) item(title string, it *week.Item) {
	words, style := it.Text, render.Plain
	switch {
	case it.About != "":
		words = it.About + ": " + words
	case it.Kind == week.NotMet:
		words = notMetText(it, p.week.Until)
	case it.Kind == week.Slipped:
		style = render.Bad
	}
	facts := p.facts(it)
	if it.Private {
		facts = append(facts, "private")
	}
	who := cli.Pad(cli.Cut(whoText(it.People), whoWidth), whoWidth) + " "
	p.row(title, words, strings.Join(facts, ", "), style, cli.Styled(p.Out, render.Name, who))
}

// whoText names one person, and says how many others there are.
func whoText(people []string) string {
	switch len(people) {
	case 0:
		return ""
	case 1:
		return people[0]
	}
	more := fmt.Sprintf(" +%d", len(people)-1)
	return cli.Cut(people[0], whoWidth-len(more)) + more
}

// facts are what follows the words.
func (p *weekPage) facts(it *week.Item) (facts []string) {
	switch it.Kind {
	case week.YouClosed, week.TheyClosed:
		if it.Dropped {
			facts = append(facts, "dropped")
		}
	case week.Slipped:
		if it.Mine {
			facts = append(facts, "yours")
		}
		if !it.Due.IsZero() && it.Due.Before(p.week.Until) {
			return append(facts, text.Count(p.week.Until.Sub(it.Due), "day", "days")+" late")
		}
		return append(facts, fmt.Sprintf("in %d entries", it.Times))
	case week.Insight:
		var whom []string
		for _, m := range it.Matters {
			whom = append(whom, m.Person)
		}
		if len(whom) > 0 {
			facts = append(facts, "→ "+strings.Join(whom, " "))
		}
	case week.Obstacle:
		facts = append(facts, "new")
		if it.Since.Before(p.week.Since) {
			facts[0] = "since " + cli.ShortDate(it.Since, p.week.Until)
			if !it.Owned && !it.Private {
				facts = append(facts, "nobody's")
			}
		}
	case week.Owed:
		facts = append(facts, cmp.Or(cli.Ago(it.Since, p.week.Until), "no date"))
	}
	return facts
}

// notMetText says which meeting did not take place, and when the last one did.
func notMetText(it *week.Item, today when.Date) string {
	words := it.Text + " on " + cli.ShortDate(it.Due, today)
	if it.Times > 1 {
		words = fmt.Sprintf("%s, %d in a row", it.Text, it.Times)
	}
	if it.Reason != "" {
		words += ": " + it.Reason
	}
	if it.Since.IsZero() {
		return words + "; never met"
	}
	return words + "; last met " + cli.ShortDate(it.Since, today)
}

// notNoted says in one line what the notes of a longer period do not mention.
func (p *weekPage) notNoted(all bool) {
	var parts []string
	for _, it := range p.week.Of(week.NotNoted) {
		who := strings.Join(it.People, ", ")
		if len(it.People) > 2 && !all {
			who = fmt.Sprintf("%d people", len(it.People))
		}
		parts = append(parts, it.Text+": "+who)
	}
	if len(parts) > 0 && !all {
		parts = []string{strings.Join(parts, "; ")}
	}
	for i, part := range parts {
		p.row(titleOnce("Not noted", i), part, map[bool]string{true: "in eight weeks"}[i == 0], render.Plain)
	}
}

// titleOnce is a title before the first of some lines.
func titleOnce(title string, i int) string {
	if i > 0 {
		return ""
	}
	return title
}

// row writes one line, cutting the words so that the facts after them stay.
func (p *weekPage) row(title, words, facts string, style render.Style, who ...render.Painted) {
	lead := cli.Styled(p.Out, render.Bold, cli.Pad(title, titleWidth))
	for _, name := range who {
		lead += name
	}
	if facts != "" {
		facts = " · " + facts
	}
	words = strings.Join(strings.Fields(p.Out.Text(words)), " ")
	if p.Out.Width > 0 {
		facts = cli.Cut(facts, p.Out.Width/2)
		words = cli.Cut(words, max(20, p.Out.Width-columns.Width(string(lead)+facts)))
	}
	p.Raw(lead + cli.Styled(p.Out, style, words) + cli.Styled(p.Out, render.Muted, facts))
}
