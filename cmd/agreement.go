package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/reading"
	"oneonone/internal/screen"
)

func newAgreementCmd(s *cli.Session) *cobra.Command {
	var missing bool
	var as cli.Format
	c := &cobra.Command{
		Use:   "agreement PERSON...",
		Short: "Show what you agreed on about working together",
		Long: `Show what you agreed on about working together: the newest working agreement,
on the top page or in an entry, how old it is and what is still unanswered.
After a year it is worth revisiting.`,
		Example: `  oneonone agreement alice
  oneonone agreement --missing            who has none, or an old one
  oneonone agreement alice --json`,
		Args: func(c *cobra.Command, args []string) error {
			if missing {
				return nil
			}
			return cli.ArgsBetween(1, -1)(c, args)
		},
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			return reading.Agreements(c.Context(), s, args, missing, as)
		},
	}
	c.Flags().BoolVar(&missing, "missing", false, "list the people who have none, or one more than a year old")
	cli.BindFormat(s, c, &as, screen.Agreements)
	return c
}
