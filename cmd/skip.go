package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/when"
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
One of this week that has passed is asked about first, an older one is only
meant with --date; so is a day on which none is planned. Where the next is
skipped already, the one after it is asked about.

The entry of that day says so, with the reason. What waits to be talked about
waits on. A meeting that takes place on another day is moved, not skipped.`,
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
		p, r, err := rhythmOf(s, w, word)
		if err != nil {
			return nil, err
		}
		day, err := meant{s, "skip", date, dryRun}.day(ctx, r)
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
		return &cli.Plan{Changes: []page.Change{*change}, Message: history.Message{Subject: subject}, Said: saidSkip(w, p, r, *change, day)}, nil
	})
	return err
}

// saidSkip says what a skip means for the weeks around it.
func saidSkip(w *cli.Workspace, p *notes.Person, before *notes.Rhythm, change page.Change, day when.Date) []string {
	skip := w.Grammar().ParseEntry(change.Path, change.New).Meeting()
	meetings, err := w.MeetingsOf(p.Handle)
	if err != nil {
		return nil
	}
	kept := []page.Meeting{skip}
	for _, m := range meetings {
		if m.Ref.Path != change.Path {
			kept = append(kept, m)
		}
	}
	after := notes.NewRhythm(p, kept, before.Away, before.Today)
	line := fmt.Sprintf("%s: %s skipped", p.Handle, day)
	switch {
	case after.Next.IsZero():
	case after.Next.Before(after.Today):
		line += fmt.Sprintf("; the one of %s is still late", cli.LongDate(after.Next))
	default:
		line += fmt.Sprintf("; the next is %s", cli.LongDate(after.Next))
	}
	said := []string{line}
	if broken := after.InARowWith(day); broken > 1 {
		said = append(said, fmt.Sprintf("  that makes %d in a row without a meeting: oneonone move %s --to DAY finds another day", broken, p.Handle))
	}
	return said
}

// rhythmOf finds a person and how you meet.
func rhythmOf(s *cli.Session, w *cli.Workspace, word string) (*notes.Person, *notes.Rhythm, error) {
	p, err := w.Find(word)
	if err != nil {
		return nil, nil, err
	}
	r, err := w.Rhythm(p, s.Today())
	return p, r, err
}
