package handout

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"sync"

	"oneonone/internal/cli"
	"oneonone/internal/pages"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/counts"
)

//go:embed team.html
var teamText string

var teamPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("team").Funcs(template.FuncMap{"long": cli.LongDate}).Parse(teamText))
})

// TeamOptions say which period the page covers, and where it goes.
type TeamOptions struct {
	Since when.Date
	Into  string
}

// team is how the period went with everybody.
type team struct {
	Since, Until when.Date
	People       []member
	weeks        []pages.Load
}

// member is how it went with one person.
type member struct {
	*notes.Person
	Strip template.HTML
	Says  string
	Sides []record
}

// record counts what became of one side's promises.
type record struct {
	Whose string
	*counts.Owner
}

// parts are the promises as the parts of a bar.
func (r record) parts() []int { return []int{r.Done, r.Overdue, r.Open - r.Overdue, r.Dropped} }

// Counted says how many there are of each.
func (r record) Counted() string {
	n := r.parts()
	return fmt.Sprintf("%d done, %d late, %d open, %d dropped", n[0], n[1], n[2], n[3])
}

// says puts into words what became of the planned meetings.
func says(t cadence.Tally) string {
	if t.Planned == 0 {
		return "nothing planned, " + text.Count(t.Extra, "meeting", "meetings")
	}
	s := fmt.Sprintf("%d of %d kept", t.Kept(), t.Planned)
	for _, part := range []struct {
		n    int
		what string
	}{{t.Moved, "moved"}, {t.Skipped, "skipped"}, {t.Missed, "missed"}, {t.Extra, "besides"}} {
		if part.n > 0 {
			s += fmt.Sprintf(", %d %s", part.n, part.what)
		}
	}
	return s
}

// Bar draws one side's promises; all bars on a page share one scale.
func (t *team) Bar(r record) template.HTML {
	most := 1
	for _, m := range t.People {
		for _, r := range m.Sides {
			most = max(most, r.Done+r.Open+r.Dropped)
		}
	}
	return pages.Bar(r.parts(), most, r.Whose+": "+r.Counted())
}

// count adds somebody's meetings to the weeks they were in.
func (t *team) count(r *notes.Rhythm) {
	for _, p := range r.Past {
		day := p.Held
		if day.IsZero() {
			day = p.Day
		}
		i := when.Monday(day).Sub(t.weeks[0].Monday) / 7
		if day.Before(t.weeks[0].Monday) || i >= len(t.weeks) {
			continue
		}
		if p.Outcome.Kept() {
			t.weeks[i].Meetings++
			t.weeks[i].Held += r.Person.Minutes
		} else {
			t.weeks[i].NotHeld += r.Person.Minutes
		}
	}
}

// Load draws the weeks.
func (t *team) Load() template.HTML { return pages.Loads(t.weeks) }

// Weekly says how many meetings a week has.
func (t *team) Weekly() string {
	meetings, minutes, busiest := 0, 0, t.weeks[0]
	for _, w := range t.weeks {
		meetings, minutes = meetings+w.Meetings, minutes+w.Held
		if w.Held > busiest.Held {
			busiest = w
		}
	}
	if meetings == 0 {
		return "No meeting took place."
	}
	s := fmt.Sprintf("%s in %s, %s a week.", text.Count(meetings, "meeting", "meetings"), text.Count(len(t.weeks), "week", "weeks"), pages.Hours(minutes/len(t.weeks)))
	return s + fmt.Sprintf(" Most in the week of %s: %s, %s.", busiest.Monday.Time().Format("2 January"), text.Count(busiest.Meetings, "meeting", "meetings"), pages.Hours(busiest.Held))
}

// mostWeeks is two years and a bit.
const mostWeeks = 106

// Team writes a page on how a period went with the people named, or with everybody.
func Team(s *cli.Session, words []string, o TeamOptions) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	t := &team{Since: o.Since, Until: s.Today()}
	n := min(mostWeeks, 1+t.Until.Sub(when.Monday(t.Since))/7)
	t.weeks = make([]pages.Load, n)
	for i := range t.weeks {
		t.weeks[i].Monday = cadence.WeeksSince(t.Until, n).AddDays(7 * i)
	}
	me := cmp.Or(w.Settings.Me, "You")
	for _, p := range people {
		rhythm, err := w.Rhythm(p, t.Until)
		if err != nil {
			return err
		}
		stats, problems := counts.Of(w.Folder, p, t.Since, t.Until)
		s.SayProblems(problems)
		t.count(rhythm)
		t.People = append(t.People, member{p, pages.Strip(pages.Weeks(t.weeks[0].Monday, rhythm.Weeks(n))), says(stats.Tally),
			[]record{{me, stats.Of(clause.Me)}, {p.FullName(), stats.Of(p.Handle)}}})
	}
	var body, out bytes.Buffer
	if err := teamPage().Execute(&body, t); err != nil {
		return err
	}
	title := "1:1s since " + t.Since.String()
	if err := pages.Write(&out, title, template.HTML(body.String())); err != nil { // made by a template that escapes its values
		return err
	}
	return s.WritePage(w, out.Bytes(), o.Into)
}
