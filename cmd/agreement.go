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
		Use:   "agreement [PERSON...]",
		Short: "Show what you agreed on about working together",
		Long: `Show what you agreed on about working together: the newest working agreement,
on the top page or in an entry, how old it is and what is still unanswered.
After a year it is worth revisiting. Without a person it lists, for everybody you
meet regularly, each point that nobody has answered or that is older than a year;
prep asks for them one at a time.`,
		Example: `  oneonone agreement alice
  oneonone agreement                      what is still open, with whom
  oneonone agreement --missing            who has none, or an old one
  oneonone agreement alice --json`,
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 && !missing {
				return reading.AgreementPoints(c.Context(), s, as)
			}
			return reading.Agreements(c.Context(), s, args, missing, as)
		},
	}
	c.Flags().BoolVar(&missing, "missing", false, "list the people who have none, or one that is more than a year old")
	cli.BindFormat(s, c, &as, screen.Agreements)
	cli.AlsoPrints(s, c, "without PERSON", screen.AgreementPoints)
	return c
}
