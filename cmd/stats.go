package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/handout"
	"oneonone/internal/reading"
	"oneonone/internal/screen"
)

func newStatsCmd(s *cli.Session) *cobra.Command {
	var o reading.StatsOptions
	var cadence, html bool
	var into string
	c := &cobra.Command{
		Use:   "stats [PERSON...]",
		Short: "Count meetings, promises, topics and moods of a year",
		Long: `Count what happened in the last year: meetings, actions by who owes them and how
long they took, what slips, topics nobody got to, moods.

With --cadence, compare what was planned in the last half year with what took
place, and say what could be changed, with the reason. What was planned follows
from the cadence and day on the person's page as they are now, less leave
(away: on the page, or in oneonone.yaml for everybody).

With --mine, show your own record with one person: your promises kept, late and
dropped, topics nobody got to, meetings that were moved, what you asked about
yourself, feedback you were given; each with its line, and nothing about them.

With --html, one page of the last half year for a browser or for paper: meetings
kept, moved and skipped with each, promises of both sides, the load of each week.`,
		Example: `  oneonone stats
  oneonone stats alice
  oneonone stats alice --since 2026-07-01 --json
  oneonone stats alice --mine             how you did
  oneonone stats --cadence                how often you meet, and could
  oneonone stats --html -o team.html      half a year on one page`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			if cadence {
				return reading.Cadence(c.Context(), s, args, o.As)
			}
			if html {
				since, err := o.First(s, 6)
				if err != nil {
					return err
				}
				return handout.Team(s, args, handout.TeamOptions{Since: since, Into: into})
			}
			return reading.Stats(c.Context(), s, args, o)
		},
	}
	c.Flags().StringVar(&o.Since, "since", "", "the first day to count from (default: a year ago, half a year with --html)")
	c.Flags().BoolVar(&o.Mine, "mine", false, "your own record with one person, fit to be shown to them")
	c.Flags().BoolVar(&cadence, "cadence", false, "planned and kept meetings of half a year, and advice")
	c.Flags().BoolVar(&html, "html", false, "as one page for a browser or for paper, without script or network")
	cli.NewFileFlag(c.Flags(), &into, "write the page to a new `file` that only you can read")
	cli.Exclude(c, "cadence", "since", "mine")
	cli.BindFormat(s, c, &o.As, screen.Stats)
	cli.Exclude(c, "html", "cadence", "mine", "json", "csv")
	cli.Needs(c, "output", "html")
	cli.AlsoPrints(s, c, "--cadence", screen.Regularities)
	cli.AlsoPrints(s, c, "--mine", screen.Records)
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
		RunE:              func(c *cobra.Command, args []string) error { return reading.Cadence(c.Context(), s, args, as) },
	}
	cli.BindFormat(s, c, &as, screen.Regularities)
	return c
}
