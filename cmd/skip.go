package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/meeting"
	"oneonone/notes"
	"oneonone/notes/page"
)

func newSkipCmd(s *cli.Session) *cobra.Command {
	var reason, date string
	var dryRun bool
	c := &cobra.Command{
		Use:   "skip PERSON",
		Short: "Skip a meeting, and say why",
		Long: `Skip the next planned meeting, or the one of --date.
It asks about one of this week that has passed; an older one needs --date, and so
does a day on which none is planned. If the next is already skipped, it asks about
the one after.

The entry of that day says so, with the reason. What waits to be talked about
keeps waiting. A meeting that takes place on another day is moved, not skipped.`,
		Example: `  oneonone skip alice --reason "on call"
  oneonone skip alice --date "next friday" --reason offsite`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			return runSkip(c.Context(), s, args[0], date, strings.Join(strings.Fields(reason), " "), dryRun)
		},
	}
	c.Flags().StringVar(&reason, "reason", "", "why")
	c.Flags().StringVar(&date, "date", "", "the day of the meeting (default: the next one planned)")
	cli.DryRunFlag(c.Flags(), &dryRun)
	cli.CompleteFlag(c, "date", cli.CompleteDates(s))
	return c
}

func runSkip(ctx context.Context, s *cli.Session, word, date, reason string, dryRun bool) error {
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		p, r, err := meeting.RhythmOf(s, w, word)
		if err != nil {
			return nil, err
		}
		day, err := meeting.Which(ctx, s, r, "skip", date, dryRun)
		if err != nil {
			return nil, err
		}
		change, err := w.PlanSkip(p, day, reason)
		if errors.Is(err, notes.ErrSkippedAlready) {
			return &cli.Plan{Said: []string{fmt.Sprintf("%s: %s is already skipped", p.Handle, day)}}, nil
		}
		if err != nil {
			return nil, err
		}
		subject := fmt.Sprintf("%s: skip 1:1 of %s", p.Handle, day)
		if reason != "" {
			subject = cli.SubjectLine(subject+": ", []string{reason})
		}
		return &cli.Plan{Changes: []page.Change{*change}, Message: history.Message{Subject: subject}, Said: meeting.SaidSkip(w, p, r, *change, day)}, nil
	})
	return err
}
