package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/screen"
	"oneonone/internal/templating"
)

func newTemplateCheckCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "check [NAME...]",
		Short: "Check that templates work, and that what they write is read",
		Long: `Check that templates work: each is filled in with sample notes and read back.
It fails when follow-ups, topics or goals are not found again, as happens under
a heading in another language, or when an entry nobody has written in already
holds some. Without a name, your own templates are checked.`,
		Example: `  oneonone template check
  oneonone template check weekly`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: completeTemplateNames(s),
		RunE:              func(c *cobra.Command, args []string) error { return templating.Check(c.Context(), s, args, as) },
	}
	cli.BindFormat(s, c, &as, screen.Findings)
	return c
}
