package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/reading"
	"oneonone/internal/screen"
)

func newPrepCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "prep PERSON",
		Short: "Get ready for a meeting, on one screen",
		Long: `Get ready for a meeting: the last one in five lines, what each side promised and
has not done, goals, what you agreed on, mood, dates, and what to talk about, each
with its reason: their topics and the others that wait, how they are and where they
are going, and at most three promises last. oneonone PERSON is short for it.`,
		Example: `  oneonone prep alice
  oneonone alice
  oneonone prep alice | mail -s "1:1" me@example.org
  oneonone prep alice --json`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE:              func(c *cobra.Command, args []string) error { return reading.Prep(c.Context(), s, args[0], as) },
	}
	cli.BindFormat(s, c, &as, screen.Preps)
	return c
}
