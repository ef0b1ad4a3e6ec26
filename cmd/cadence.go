package cmd

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
)

// agendasLooked is how many meetings back advice looks.
const agendasLooked = 3

func newCadenceCmd(s *cli.Session) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "cadence [PERSON...]",
		Short: "Compare planned with kept meetings, and think about how often to meet",
		Long: `Compare what was planned in the last half year with what took place, and say
what could be changed, with the reason.

What was planned follows from the cadence and day on the person's page as they
are now, less leave (away: on the page, or in oneonone.yaml for everybody).`,
		Example: `  oneonone cadence
  oneonone cadence alice
  oneonone cadence --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runCadence(s, args, asJSON) },
	}
	cli.JSONFlag(c.Flags(), &asJSON)
	return c
}

// cadenceJSON is a person as cadence --json gives them.
type cadenceJSON struct {
	Person        string       `json:"person"`
	Role          string       `json:"role"`
	Cadence       string       `json:"cadence"`
	Day           *string      `json:"day"`
	Time          *string      `json:"time"`
	Minutes       int          `json:"minutes"`
	Since         when.Date    `json:"since"`
	Planned       int          `json:"planned"`
	Met           int          `json:"met"`
	Moved         int          `json:"moved"`
	Skipped       int          `json:"skipped"`
	Missed        int          `json:"missed"`
	Extra         int          `json:"extra"`
	Streak        int          `json:"streak"`
	LongestStreak int          `json:"longest_streak"`
	NotMetInARow  int          `json:"not_met_in_a_row"`
	Weeks         string       `json:"weeks"`
	Advice        []adviceJSON `json:"advice"`
}

type adviceJSON struct {
	What string `json:"what"`
	Why  string `json:"why"`
}

// rhythmReport is what cadence says about one person.
type rhythmReport struct {
	*notes.Rhythm
	tally   cadence.Tally
	streaks cadence.Streaks
	advice  []notes.Advice
}

func runCadence(s *cli.Session, words []string, asJSON bool) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	team := notes.NewTeam(w.Present())
	var all []rhythmReport
	for _, p := range people {
		r, err := w.Rhythm(p, s.Today())
		if err != nil {
			return err
		}
		agendas, err := w.RecentAgendas(p.Handle, agendasLooked, s.Today())
		if err != nil {
			return err
		}
		all = append(all, rhythmReport{r, r.Tally(cadence.WeeksSince(s.Today(), stripWeeks)), r.Streaks(), r.Advise(team, agendas)})
	}
	out := s.Output()
	if asJSON {
		rows := make([]cadenceJSON, len(all))
		for i, r := range all {
			rows[i] = r.asJSON(out)
		}
		return render.JSON(s.Env.Stdout, rows)
	}
	if len(all) == 0 {
		s.Say("nobody yet: oneonone people add NAME")
		return nil
	}
	if err := cadenceTable(out, all).Write(out); err != nil || !out.TTY && len(words) != 1 {
		return err
	}
	if err := writeAdvice(out, all); err != nil {
		return err
	}
	if len(words) > 0 {
		return nil
	}
	return writeLoad(out, team)
}

func (r rhythmReport) asJSON(out render.Output) cadenceJSON {
	out.TTY = false
	p := r.Person
	j := cadenceJSON{Person: p.Handle, Role: p.Role, Cadence: p.Cadence.String(), Day: cli.OrNull(p.Day), Time: cli.OrNull(p.Time), Minutes: p.Minutes,
		Since: cadence.WeeksSince(r.Today, stripWeeks), Planned: r.tally.Planned, Met: r.tally.Met, Moved: r.tally.Moved, Skipped: r.tally.Skipped,
		Missed: r.tally.Missed, Extra: r.tally.Extra, Streak: r.streaks.Current, LongestStreak: r.streaks.Longest,
		NotMetInARow: len(r.streaks.Broken), Weeks: cli.WeeksCell(out, r.Rhythm, stripWeeks).Text, Advice: []adviceJSON{}}
	for _, a := range r.advice {
		j.Advice = append(j.Advice, adviceJSON{a.What, a.Why})
	}
	return j
}

func cadenceTable(out render.Output, all []rhythmReport) *render.Table {
	t := &render.Table{Columns: []render.TableColumn{{Name: "person", Fixed: true}, {Name: "slot"}, {Name: "kept", Right: true},
		{Name: "moved", Right: true}, {Name: "skipped", Right: true}, {Name: "missed", Right: true}, {Name: "streak", Right: true}}}
	rows := make([][]render.Cell, len(all))
	rhythms := make([]*notes.Rhythm, len(all))
	for i, r := range all {
		rhythms[i] = r.Rhythm
		kept := render.Cell{Text: "–", Style: render.Muted}
		if r.tally.Planned > 0 {
			kept = render.Text(fmt.Sprintf("%d of %d", r.tally.Kept(), r.tally.Planned))
		}
		streak := cli.Count(r.streaks.Current)
		if n := len(r.streaks.Broken); n > 1 {
			streak = render.Cell{Text: fmt.Sprintf("%d not", n), Style: render.Bad}
		}
		rows[i] = []render.Cell{{Text: r.Person.Handle, Style: render.Name}, render.Text(cli.SlotText(r.Person)), kept, cli.Count(r.tally.Moved),
			cli.Count(r.tally.Skipped), cli.Alarming(r.tally.Missed), streak}
	}
	addStrips(out, t, rows, rhythms)
	return t
}

func writeAdvice(out render.Output, all []rhythmReport) error {
	for _, r := range all {
		for i, a := range r.advice {
			if i == 0 {
				if err := out.Printf("\n%s\n", cli.Styled(out, render.Name, r.Person.Handle)); err != nil {
					return err
				}
			}
			if err := out.Printf("  %s\n", a.What); err != nil {
				return err
			}
			if err := cli.WriteWrapped(out, render.Muted, "    ", a.Why); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeLoad shows how much of the week 1:1s take, and on which days.
func writeLoad(out render.Output, team notes.Team) error {
	if err := out.Printf("\n%s\n", cli.Styled(out, render.Bold, fmt.Sprintf("%s a week in 1:1s", hours(team.Minutes)))); err != nil {
		return err
	}
	most := team.Loose
	for _, m := range team.Load {
		most = max(most, m)
	}
	const width = 20
	line := func(name string, minutes float64) error {
		return out.Printf("  %s %s %s\n", fmt.Sprintf("%-9s", name), render.Bar(int(minutes), int(most), width), hours(minutes))
	}
	for d := range 7 {
		day := time.Weekday((d + 1) % 7)
		if m := team.Load[day]; m > 0 || d < 5 {
			if err := line(day.String(), m); err != nil {
				return err
			}
		}
	}
	if team.Loose > 0 {
		return line("any day", team.Loose)
	}
	return nil
}

// hours is a length of time as a person says it: 3¾ h would be too fine, so
// 3.8 h, and minutes below one hour.
func hours(minutes float64) string {
	switch {
	case minutes == 0:
		return "–"
	case minutes < 59.5:
		return fmt.Sprintf("%.0f min", minutes)
	}
	return fmt.Sprintf("%.1f h", minutes/60)
}
