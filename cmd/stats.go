package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
)

type statsOptions struct {
	since   string
	cadence bool
	as      cli.Format
}

func newStatsCmd(s *cli.Session) *cobra.Command {
	var o statsOptions
	c := &cobra.Command{
		Use:   "stats [PERSON...]",
		Short: "Count meetings, promises, topics and moods of a year",
		Long: `Count what happened in the last year: meetings, actions by who owes them and how
long they took, what slips, topics nobody got to, moods.

With --cadence, compare what was planned in the last half year with what took
place, and say what could be changed, with the reason. What was planned follows
from the cadence and day on the person's page as they are now, less leave
(away: on the page, or in oneonone.yaml for everybody).`,
		Example: `  oneonone stats
  oneonone stats alice
  oneonone stats alice --since 2026-07-01 --json
  oneonone stats --cadence                how often you meet, and could`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			if o.cadence {
				return runCadence(c.Context(), s, args, o.as)
			}
			return runStats(c.Context(), s, args, o)
		},
	}
	c.Flags().StringVar(&o.since, "since", "", "the first day to count from (default: a year ago)")
	c.Flags().BoolVar(&o.cadence, "cadence", false, "planned and kept meetings of half a year, and advice")
	c.MarkFlagsMutuallyExclusive("since", "cadence")
	cli.BindFormat(s, c, &o.as, screen.Stats)
	cli.AlsoPrints(s, c, "--cadence", screen.Regularities)
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	return c
}

// newCadenceCmd is the older name of stats --cadence.
func newCadenceCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:               "cadence [PERSON...]",
		Short:             "Compare planned with kept meetings, and see how often to meet",
		Example:           "  oneonone cadence alice                  newer: oneonone stats --cadence alice",
		Hidden:            true,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runCadence(c.Context(), s, args, as) },
	}
	cli.BindFormat(s, c, &as, screen.Regularities)
	return c
}

const nobodyYet = "nobody yet: oneonone people add NAME"

func runStats(ctx context.Context, s *cli.Session, words []string, o statsOptions) error {
	since := s.Today().AddMonths(-12)
	if o.since != "" {
		var err error
		if since, err = when.ParseFrom(o.since, s.Today(), when.Past); err != nil {
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
	l := &render.Listing[*notes.Stats]{Columns: screen.Stats}
	l.Heading("since " + cli.LongDate(since))
	for _, p := range people {
		st, problems := w.Stats(p, since, s.Today())
		s.SayProblems(problems)
		l.Rows = append(l.Rows, st)
	}
	if len(words) == 1 && !o.as.Data() {
		return s.Paged(ctx, func(out render.Output) error { return screen.WriteStats(out, l.Rows[0]) })
	}
	return cli.Print(ctx, s, o.as, l, nobodyYet)
}

// agendasLooked is how many meetings back advice looks.
const agendasLooked = 3

func runCadence(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	team := notes.NewTeam(w.Present())
	l := &render.Listing[screen.Regularity]{Columns: screen.Regularities}
	for _, p := range people {
		r, err := w.Rhythm(p, s.Today())
		if err != nil {
			return err
		}
		agendas, err := w.RecentAgendas(p.Handle, agendasLooked, s.Today())
		if err != nil {
			return err
		}
		l.Rows = append(l.Rows, screen.NewRegularity(r, team, agendas))
	}
	switch out := s.Output(); {
	case as.Data() || len(l.Rows) == 0 || !out.TTY && len(words) != 1:
		return cli.Print(ctx, s, as, l, nobodyYet)
	case len(words) > 0:
		return screen.WriteRegularity(out, l.Rows, nil)
	default:
		return screen.WriteRegularity(out, l.Rows, &team)
	}
}
