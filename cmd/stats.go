package cmd

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

func newStatsCmd(s *cli.Session) *cobra.Command {
	var asJSON bool
	var since string
	c := &cobra.Command{
		Use:   "stats [PERSON]",
		Short: "Count meetings, promises, topics and moods of a year",
		Long: `Count what happened in the last year: meetings, actions by who owes them and how
long they took, what slips, topics nobody got to, moods.`,
		Example: `  oneonone stats
  oneonone stats alice
  oneonone stats alice --since 2026-07-01 --json`,
		Args:              cli.ArgsBetween(0, 1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runStats(c.Context(), s, args, since, asJSON) },
	}
	c.Flags().StringVar(&since, "since", "", "the first day that counts (default: a year ago)")
	cli.JSONFlag(c.Flags(), &asJSON)
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	return c
}

// statsJSON is a person as stats --json gives them.
type statsJSON struct {
	Person   string         `json:"person"`
	Role     string         `json:"role"`
	Since    when.Date      `json:"since"`
	Until    when.Date      `json:"until"`
	Meetings int            `json:"meetings"`
	Planned  int            `json:"planned"`
	Met      int            `json:"met"`
	Moved    int            `json:"moved"`
	Skipped  int            `json:"skipped"`
	Missed   int            `json:"missed"`
	Extra    int            `json:"extra"`
	Actions  []ownerJSON    `json:"actions"`
	Slipping []slippingJSON `json:"slipping"`
	PutBack  []putBackJSON  `json:"topics_put_back"`
	Mood     []moodJSON     `json:"mood"`
	MeanMood *float64       `json:"mean_mood"`
}

type ownerJSON struct {
	Owner      string   `json:"owner"`
	Opened     int      `json:"opened"`
	Done       int      `json:"done"`
	Dropped    int      `json:"dropped"`
	Open       int      `json:"open"`
	Overdue    int      `json:"overdue"`
	MedianDays *float64 `json:"median_days"`
}

type slippingJSON struct {
	ID      string     `json:"id"`
	Text    string     `json:"text"`
	Owners  []string   `json:"owners"`
	Since   when.Date  `json:"since"`
	Due     *when.Date `json:"due"`
	Entries int        `json:"entries"`
}

type putBackJSON struct {
	Text  string `json:"text"`
	Times int    `json:"times"`
}

type moodJSON struct {
	Date when.Date `json:"date"`
	Mood int       `json:"mood"`
}

func statsAsJSON(st *notes.Stats) statsJSON {
	j := statsJSON{Person: st.Person.Handle, Role: st.Person.Role, Since: st.Since, Until: st.Until, Meetings: st.Meetings,
		Planned: st.Tally.Planned, Met: st.Tally.Met, Moved: st.Tally.Moved, Skipped: st.Tally.Skipped, Missed: st.Tally.Missed, Extra: st.Tally.Extra,
		Actions: []ownerJSON{}, Slipping: []slippingJSON{}, PutBack: []putBackJSON{}, Mood: []moodJSON{}}
	for _, o := range st.Owners {
		row := ownerJSON{Owner: o.Owner, Opened: o.Opened, Done: o.Done, Dropped: o.Dropped, Open: o.Open, Overdue: o.Overdue}
		if days, ok := o.MedianDays(); ok {
			row.MedianDays = &days
		}
		j.Actions = append(j.Actions, row)
	}
	for _, t := range st.Slipping {
		j.Slipping = append(j.Slipping, slippingJSON{t.ID, t.Text, append([]string{}, t.Owners...), t.Since, cli.OrNull(t.Due), len(t.Lines)})
	}
	for _, p := range st.PutBacks {
		j.PutBack = append(j.PutBack, putBackJSON{p.Text, p.Times})
	}
	for _, m := range st.Moods {
		j.Mood = append(j.Mood, moodJSON{m.Date, m.Mood})
	}
	if mean, ok := st.MeanMood(); ok {
		mean = math.Round(mean*100) / 100
		j.MeanMood = &mean
	}
	return j
}

func runStats(ctx context.Context, s *cli.Session, words []string, sinceWord string, asJSON bool) error {
	since := s.Today().AddMonths(-12)
	if sinceWord != "" {
		var err error
		if since, err = when.ParseFrom(sinceWord, s.Today(), when.Past); err != nil {
			return cli.Usage(err)
		}
		if since.After(s.Today()) {
			return cli.Usagef("%s is still to come", since)
		}
	}
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	all := make([]*notes.Stats, len(people))
	rows := make([]statsJSON, len(people))
	for i, p := range people {
		st, problems := w.Stats(p, since, s.Today())
		s.SayProblems(problems)
		all[i], rows[i] = st, statsAsJSON(st)
	}
	switch {
	case asJSON:
		return render.JSON(s.Env.Stdout, rows)
	case len(all) == 0:
		s.Say("nobody yet: oneonone people add NAME")
		return nil
	case len(words) == 1:
		return s.Paged(ctx, func(out render.Output) error { return writeStats(s, out, all[0]) })
	}
	return statsTable(all).Write(s.Output())
}

func statsTable(all []*notes.Stats) *render.Table {
	t := &render.Table{Columns: []render.TableColumn{{Name: "person", Fixed: true}, {Name: "met", Right: true}, {Name: "kept", Right: true},
		{Name: "opened", Right: true}, {Name: "closed", Right: true}, {Name: "you, d", Right: true}, {Name: "they, d", Right: true},
		{Name: "slips", Right: true}, {Name: "put back", Right: true}, {Name: "mood", Fixed: true}}}
	for _, st := range all {
		kept := render.Cell{Text: "–", Style: render.Muted}
		if p := st.Tally.Percent(); p >= 0 {
			kept = render.Text(fmt.Sprintf("%d%%", p))
		}
		opened, closed := st.Totals()
		backs := 0
		for _, b := range st.PutBacks {
			backs += b.Times
		}
		t.Add(render.Cell{Text: st.Person.Handle, Style: render.Name}, cli.Count(st.Meetings), kept, cli.Count(opened), cli.Count(closed),
			medianCell(st.Owner(clause.Me)), medianCell(st.Owner(st.Person.Handle)), cli.Alarming(len(st.Slipping)), cli.Count(backs), moodCell(st))
	}
	return t
}

func medianCell(o *notes.OwnerStats) render.Cell {
	days, ok := o.MedianDays()
	if !ok {
		return render.Cell{Text: "–", Style: render.Muted}
	}
	return render.Text(daysText(days))
}

// daysText is a number of days that may end in a half.
func daysText(days float64) string { return strconv.FormatFloat(days, 'f', -1, 64) }

// moodCell is the line of moods and their mean.
func moodCell(st *notes.Stats) render.Cell {
	mean, ok := st.MeanMood()
	if !ok {
		return render.Cell{Text: "–", Style: render.Muted}
	}
	return render.Cell{Text: fmt.Sprintf("%.1f %s", mean, moodLine(st.Moods, 7)), Piped: fmt.Sprintf("%.2f", mean)}
}

// moodLine draws the newest n moods.
func moodLine(moods []notes.Mood, n int) string {
	var values []int
	for _, m := range moods[max(0, len(moods)-n):] {
		values = append(values, m.Mood)
	}
	return render.Levels(values, 5)
}

// writeStats is the page about one person.
func writeStats(s *cli.Session, out render.Output, st *notes.Stats) error {
	p := cli.Printer{Out: out}
	p.Line(render.Bold, "%s · %s to %s", st.Person.FullName(), st.Since, st.Until)
	t := st.Tally
	p.Gap()
	p.Line(render.Plain, "%s: %d planned, %d met, %d moved, %d skipped, %d missed%s", cli.Plural(st.Meetings, "meeting", "meetings"),
		t.Planned, t.Met, t.Moved, t.Skipped, t.Missed, extraText(t.Extra))
	for _, b := range []struct {
		name string
		n    int
	}{{"met", t.Met}, {"moved", t.Moved}, {"skipped", t.Skipped}, {"missed", t.Missed}} {
		if b.n > 0 && out.TTY {
			p.Line(render.Plain, "  %-8s %s %d", b.name, render.Bar(b.n, t.Planned, 30), b.n)
		}
	}
	statsActions(s, &p, st)
	if len(st.PutBacks) > 0 {
		p.Gap()
		p.Line(render.Bold, "Topics nobody got to")
		for i, b := range st.PutBacks {
			if i == 10 {
				p.Line(render.Muted, "  and %d more", len(st.PutBacks)-i)
				break
			}
			style := render.Plain
			if b.Times >= notes.OftenPutBack {
				style = render.Warn
			}
			p.Line(style, "  %d×  %s", b.Times, b.Text)
		}
	}
	if mean, ok := st.MeanMood(); ok {
		p.Gap()
		p.Line(render.Bold, "Mood")
		last := st.Moods[len(st.Moods)-1]
		p.Line(render.Plain, "  %s  %.1f of 5 in %s, last %d on %s", moodLine(st.Moods, 52), mean,
			cli.Plural(len(st.Moods), "entry", "entries"), last.Mood, last.Date)
	}
	return p.Err
}

func extraText(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d besides", n)
}

func statsActions(s *cli.Session, p *cli.Printer, st *notes.Stats) {
	if len(st.Owners) == 0 {
		return
	}
	p.Gap()
	p.Line(render.Bold, "Actions")
	table := render.Table{Columns: []render.TableColumn{{Name: "  owner", Fixed: true}, {Name: "opened", Right: true}, {Name: "done", Right: true},
		{Name: "dropped", Right: true}, {Name: "open", Right: true}, {Name: "late", Right: true}, {Name: "median days", Right: true}}}
	for _, o := range st.Owners {
		table.Add(render.Text("  "+cli.OwnersText([]string{o.Owner})), cli.Count(o.Opened), cli.Count(o.Done), cli.Count(o.Dropped), cli.Count(o.Open), cli.Alarming(o.Overdue), medianCell(o))
	}
	p.Table(&table)
	if len(st.Slipping) == 0 {
		return
	}
	p.Gap()
	p.Line(render.Bold, "Slipping")
	for _, t := range st.Slipping {
		p.Hanging(render.Plain, "  ", "    ", fmt.Sprintf("%s: %s (%s)", cli.OwnersText(t.Owners), t.Text, slippingWhy(t, s.Today())))
	}
}

// slippingWhy says why an action counts as slipping.
func slippingWhy(t *promise.Thread, today when.Date) string {
	var why []string
	if t.Overdue(today) {
		why = append(why, cli.Plural(today.Sub(t.Due), "day", "days")+" late")
	}
	if n := len(t.Lines); n > 1 {
		why = append(why, fmt.Sprintf("in %d entries", n))
	}
	return strings.Join(append(why, "since "+cli.ShortDate(t.Since, today)), ", ")
}
