package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/noting"
	"oneonone/internal/reading"
	"oneonone/internal/screen"
)

func newFeedbackCmd(s *cli.Session) *cobra.Command {
	var o reading.FeedbackOptions
	c := &cobra.Command{
		Use:   "feedback [PERSON...]",
		Short: "List the feedback you noted and have not given",
		Long: `List the feedback you noted and have not given, oldest first, beside what you
agreed on about feedback; then what you said you would change, what you asked
about yourself and were not answered, with "Q (Sam):" under Feedback or with a
question that ask has for it, and what you were told.

"- [ ] to Alice: the demo ran long" waits to be said, in a private note or under
Feedback; "from Alice: you cancel too often" was heard, and a box nested under it
is what you will change. Only you see this.`,
		Example: `  oneonone note alice "to Alice: the demo ran long"
  oneonone feedback alice
  oneonone feedback said k4m
  oneonone feedback --exit-code           fails while there is something to say`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return reading.Feedback(c.Context(), s, args, o) },
	}
	c.Flags().BoolVar(&o.ExitCode, "exit-code", false, "exit with 1 when there is something to say")
	cli.BindFormat(s, c, &o.As, screen.Debts)
	var dryRun bool
	said := &cobra.Command{
		Use:   "said ID...",
		Short: "Note that feedback was said today",
		Example: `  oneonone feedback said k4m
  oneonone feedback said demo ran long    by words, when they fit just one`,
		Args:              cli.ArgsBetween(1, -1),
		ValidArgsFunction: noting.CompleteSaid(s),
		RunE:              func(c *cobra.Command, args []string) error { return noting.Said(c.Context(), s, args, dryRun) },
	}
	cli.DryRunFlag(said.Flags(), &dryRun)
	c.AddCommand(said)
	return c
}
