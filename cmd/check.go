package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/reading"
	"oneonone/internal/screen"
)

func newCheckCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	var habits bool
	c := &cobra.Command{
		Use:   "check [PERSON...]",
		Short: "Find likely mistakes in the notes, with file and line",
		Long: `Find likely mistakes in the notes, with file and line: lines
that look like an action or heading and are not read as one, dates that
disagree, unknown owners, names that an edit took from somebody, front
matter that cannot be read, comments without an end, ticks that a newer
entry contradicts.

Nothing is changed. The exit code is 1 when there is a problem; what is marked
with a question mark may well be intended, and does not count. oneonone doctor
looks after the repositories and the disk.`,
		Example: `  oneonone check
  oneonone check alice
  oneonone check --habits alice          habits that have crept in, not mistakes
  vim -q <(oneonone check)                jump from one to the next`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			if habits {
				return reading.Habits(c.Context(), s, args, as)
			}
			return reading.Check(c.Context(), s, args, as)
		},
	}
	c.Flags().BoolVar(&habits, "habits", false, "look at habits instead: what recent meetings have in common, and what to try")
	cli.BindFormat(s, c, &as, screen.Findings)
	cli.AlsoPrints(s, c, "--habits", screen.Habits)
	return c
}
