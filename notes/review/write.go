package review

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// onlyNoted marks what the person has never heard.
const onlyNoted = " (noted only)"

// headings are the headings of the kinds of evidence.
var headings = map[page.SectionKind]string{
	page.SectionWin: "Wins", page.SectionFeedback: "Feedback", page.SectionInsight: "Insights", page.SectionDecision: "Decisions",
	page.SectionMorale: "Morale", page.SectionTheme: "Themes",
}

// Title is the heading of a kind of evidence.
func (k Kind) Title() string { return headings[k.Kind] }

// Counted are the sentences of the packet that give a count, word for word.
func (p *Packet) Counted() []string {
	all := []string{p.Rhythm()}
	if s := p.months(); s != "" {
		all = append(all, s)
	}
	return all
}

// Rhythm says how often you met.
func (p *Packet) Rhythm() string {
	s := fmt.Sprintf("You met on %s", text.Count(p.Met, "day", "days"))
	if p.Tally.Planned > 0 {
		s += fmt.Sprintf(", %d of %d planned meetings took place", p.Tally.Kept(), p.Tally.Planned)
	}
	if p.Tally.Moved > 0 {
		s += fmt.Sprintf(", %d of them on another day", p.Tally.Moved)
	}
	if p.Tally.Skipped > 0 {
		s += fmt.Sprintf(", %d skipped", p.Tally.Skipped)
	}
	return s + "."
}

func (p *Packet) months() string {
	if len(p.Without) == 0 {
		return ""
	}
	var names []string
	for _, m := range p.Without {
		names = append(names, m.Time().Format("January 2006"))
	}
	return "No evidence is noted of " + strings.Join(names, ", ") + "."
}

// Markdown is the packet as a draft to edit: every line ends in its place.
func (p *Packet) Markdown() []byte {
	w := &writer{p: p, words: map[string]string{}}
	fmt.Fprintf(&w.b, "---\nreview: %s\nsince: %s\nuntil: %s\n---\n\n# %s · %s to %s\n\n", p.Person.Handle, p.Since, p.Until, p.Person.FullName(), day(p.Since), day(p.Until))
	w.b.WriteString(`<!-- Quotations, each with its place. Write sentences from them and keep the places:
oneonone review ` + p.Person.Handle + ` --check FILE finds what rests on nothing, and what would surprise;
with -o FINAL it takes the places out. -->
`)
	for _, e := range p.Elsewhere {
		fmt.Fprintf(&w.b, "<!-- For you alone: %s -->\n", strings.ReplaceAll(e.Sentence(), "--", "—"))
	}
	w.arc()
	for _, k := range p.Kinds {
		w.head(k.Title())
		for _, l := range k.Lines {
			w.line(&l)
		}
	}
	w.untagged()
	w.promises()
	w.obstacles()
	w.head("How it went")
	for _, s := range p.Counted() {
		w.item(s, counted)
	}
	w.table()
	return []byte(w.b.String())
}

type writer struct {
	b     strings.Builder
	p     *Packet
	words map[string]string // of each place that was quoted
}

func (w *writer) head(title string) { w.b.WriteString("\n## " + title + "\n\n") }

func (w *writer) item(words, place string) { fmt.Fprintf(&w.b, "- %s [%s]\n", words, place) }

// cite records the words of a place, and returns the place.
func (w *writer) cite(path string, line int, words string) string {
	place := placeOf(path, line)
	if l := w.p.read.at(spot{path, line}); l != nil {
		words = l.Text
	}
	w.words[place] = words
	return place
}

// line quotes a line, with its day, its direction and a mark if it was only noted.
func (w *writer) line(l *Line) {
	w.item(w.p.Quoted(l), w.cite(l.Path, l.Remark.Line, l.Text))
}

// Quoted is a line with its day and direction, and a mark if it was only noted.
func (p *Packet) Quoted(l *Line) string {
	s := day(l.Date) + ": "
	if !l.Toward.IsZero() {
		var names []string
		for _, h := range l.Toward.Whom {
			names = append(names, p.read.Folder.Names().Display(h))
		}
		s += string(l.Toward.Way) + " " + strings.Join(names, " and ") + ": "
	}
	s += l.Bare()
	if p.Knows(l) == Noted {
		s += onlyNoted
	}
	return s
}

// DriveQuoted is what moves somebody, with the label it answers, and a mark if it was only noted.
func (p *Packet) DriveQuoted(d Drive) string {
	words := d.Text
	if d.Label != "" {
		words = d.Label + ": " + d.Text
	}
	if p.KnowsAt(d.Place()) == Noted {
		words += onlyNoted
	}
	return words
}

func day(d when.Date) string { return d.Time().Format("2 Jan 2006") }

func (w *writer) arc() {
	a := w.p.Arc
	if len(a.Drives)+len(a.Wishes)+len(a.Goals) > 0 {
		w.head("The arc")
	}
	for _, d := range a.Drives {
		if l := w.p.read.at(spot{d.Path, d.Line}); l != nil {
			w.item(w.p.DriveQuoted(d), w.cite(l.Path, l.Remark.Line, l.Text))
		}
	}
	for _, s := range a.Wishes {
		words := s.Sentence()
		if w.p.Knows(&s.Line) == Noted {
			words += onlyNoted
		}
		w.item(words, w.cite(s.Path, s.Remark.Line, s.Remark.Text))
	}
	for _, g := range a.Goals {
		w.item(g.sentence(), w.cite(g.Path, g.Goal.Line, g.Goal.Text))
	}
	for _, c := range a.Competencies {
		w.head(c.Text)
		if c.About != "" {
			fmt.Fprintf(&w.b, "<!-- %s -->\n\n", strings.ReplaceAll(c.About, "--", "—"))
		}
		any := false
		for _, l := range c.Evidence {
			if w.p.within(l.Date) {
				w.line(&l)
				any = true
			}
		}
		if !any {
			w.b.WriteString("<!-- nothing is noted that shows it -->\n")
		}
	}
}

// Sentence tells a wish and what came of it: "Wish, Nov 2025: lead a migration →
// goal: … → 5 notes".
func (s *WishStory) Sentence() string {
	what := "Wish"
	if !s.Stands {
		what = "Earlier wish"
	}
	if !s.Date.IsZero() {
		what += ", " + s.Date.Time().Format("Jan 2006")
	}
	what += ": " + s.Text
	switch {
	case s.Months%12 == 0 && s.Months > 0:
		what += " (in " + text.Count(s.Months/12, "year", "years") + ")"
	case s.Months > 0:
		what += " (in " + text.Count(s.Months, "month", "months") + ")"
	}
	for _, g := range s.Goals {
		what += " → goal: " + g.Goal.Text
		if g.Goal.State != clause.Open {
			what += ", " + string(g.Goal.State)
		}
		what += " → " + text.Count(len(g.Notes), "note", "notes")
	}
	switch {
	case len(s.Goals) > 0:
	case len(s.Notes) > 0:
		what += " → " + text.Count(len(s.Notes), "note", "notes")
	default:
		what += " → nothing yet"
	}
	return what
}

func (g *GoalStory) sentence() string {
	s := "Goal: " + g.Goal.Text
	if g.Goal.State != clause.Open {
		s += ", " + strings.TrimSpace(string(g.Goal.State)+" "+g.Goal.Done.String())
	}
	if done, all := g.Steps(); all > 0 {
		s += fmt.Sprintf(", %d of %s", done, text.Count(all, "step", "steps"))
	}
	return s
}

func (w *writer) untagged() {
	if len(w.p.Untagged) == 0 {
		return
	}
	w.b.WriteString("\n## Not tagged, but about what they work towards\n")
	for _, a := range w.p.Untagged {
		fmt.Fprintf(&w.b, "\n### %s\n\n", a.Subject)
		for _, l := range a.Lines {
			w.line(&l)
		}
	}
}

func (w *writer) promises() {
	for i, whose := range []string{"Promises of mine", "Promises of theirs"} {
		side := &w.p.Promises[i]
		if side.Count() == 0 {
			continue
		}
		w.head(whose)
		for _, g := range side.groups() {
			for _, t := range g.list {
				w.item(g.what+": "+t.Words()+w.until(t), w.cite(t.Newest().Path, t.Newest().Line, t.Text))
			}
		}
	}
}

func (w *writer) until(t *promise.Thread) string {
	var facts []string
	if !t.Due.IsZero() {
		facts = append(facts, "due "+day(t.Due))
	}
	if !t.Done.IsZero() {
		facts = append(facts, string(t.State)+" "+day(t.Done))
	}
	if facts == nil {
		return ""
	}
	return " (" + strings.Join(facts, ", ") + ")"
}

func (w *writer) obstacles() {
	if len(w.p.Obstacles) == 0 {
		return
	}
	w.head("Obstacles, and what became of them")
	for _, o := range w.p.Obstacles {
		w.line(&o.Line)
		for _, t := range o.Promises {
			fmt.Fprintf(&w.b, "  - %s: %s%s [%s]\n", t.State, t.Words(), w.until(t), w.cite(t.Newest().Path, t.Newest().Line, t.Text))
		}
		if o.Last != nil {
			fmt.Fprintf(&w.b, "  - named again on %s: %s [%s]\n", day(o.Last.Date), o.Last.Text, w.cite(o.Last.Path, o.Last.Remark.Line, o.Last.Text))
		}
	}
}

// table keeps the words of each place.
func (w *writer) table() {
	w.b.WriteString("\n" + tableOpen + "\n")
	var places []string
	for p := range w.words {
		places = append(places, p)
	}
	slices.Sort(places)
	for _, p := range places {
		fmt.Fprintf(&w.b, "%s %s\n", p, strings.ReplaceAll(w.words[p], "--", "—"))
	}
	w.b.WriteString("-->\n")
}
