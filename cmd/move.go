package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/meeting"
	"oneonone/internal/when"
)

func newMoveCmd(s *cli.Session) *cobra.Command {
	var date, to string
	var dryRun bool
	c := &cobra.Command{
		Use:   "move PERSON --to DAY",
		Short: "Move a meeting to another day",
		Long: `Move the next planned meeting, or the one of --date, to another day.

If it has an entry, that is renamed; else one is written for the new day. Either
way the entry says which day it was moved from: a moved meeting is not a cancelled
one. It asks before moving to a day that has passed or is far off.`,
		Example: `  oneonone move alice --to thursday
  oneonone move alice --date 2026-11-25 --to "1 dec"`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			if to == "" {
				return cli.Hinted(cli.Usagef("--to is missing: give the day to move to"), "oneonone move %s --to thursday", args[0])
			}
			return runMove(c.Context(), s, args[0], date, to, dryRun)
		},
	}
	c.Flags().StringVar(&to, "to", "", "the new day")
	c.Flags().StringVar(&date, "date", "", "the day it was planned for (default: the next one planned)")
	cli.DryRunFlag(c.Flags(), &dryRun)
	cli.CompleteFlag(c, "to", cli.CompleteDates(s))
	cli.CompleteFlag(c, "date", cli.CompleteDates(s))
	return c
}

func runMove(ctx context.Context, s *cli.Session, word, date, toWord string, dryRun bool) error {
	to, err := when.ParseFrom(toWord, s.Today(), when.Future)
	if err != nil {
		return cli.Usage(err)
	}
	if err := meeting.SureOfTarget(ctx, s, to, !dryRun); err != nil {
		return err
	}
	_, err = s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		p, r, err := meeting.RhythmOf(s, w, word)
		if err != nil {
			return nil, err
		}
		from, err := meeting.Which(ctx, s, r, "move", date, dryRun)
		if err != nil {
			return nil, err
		}
		changes, err := meeting.PlanMove(s, w, p, from, to)
		if err != nil {
			return nil, err
		}
		said := []string{fmt.Sprintf("%s: moved from %s to %s", p.Handle, cli.LongDate(from), cli.LongDate(to))}
		if leave, away := r.Away.On(to); away {
			said = append(said, fmt.Sprintf("warning: that day is in the leave %s", leave))
		}
		subject := fmt.Sprintf("%s: move 1:1 of %s to %s", p.Handle, from, to)
		return &cli.Plan{Changes: changes, Message: history.Message{Subject: subject}, Said: said}, nil
	})
	return err
}
