package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/role"
	"oneonone/internal/roster"
	"oneonone/internal/screen"
	"oneonone/notes/page"
)

func newPeopleCmd(s *cli.Session) *cobra.Command {
	c := &cobra.Command{
		Use:   "people",
		Short: "Add, list, edit, rename and archive the people you meet",
		Example: `  oneonone people add "Alice Martin" --cadence weekly --day wednesday
  oneonone people list
  oneonone people edit alice --role peer
  oneonone people rename alice alice-m`,
		Args: cobra.ArbitraryArgs,
		RunE: cli.NeedSubcommand,
	}
	c.AddCommand(newPeopleAddCmd(s), newPeopleListCmd(s), newPeopleShowCmd(s),
		newPeopleEditCmd(s), newPeopleRenameCmd(s), newPeopleArchiveCmd(s))
	return c
}

// bindFront binds the flags for the front matter of a top page.
func bindFront(s *cli.Session, c *cobra.Command, o *roster.Front) {
	f := c.Flags()
	f.StringVar(&o.Role, "role", "", role.List())
	f.StringVar(&o.Cadence, "cadence", "", "weekly, biweekly, monthly, quarterly, \"every 10 days\" or none")
	f.StringVar(&o.Day, "day", "", "the weekday you meet")
	f.StringVar(&o.Time, "time", "", "the time you meet, as 14:00")
	f.StringVar(&o.Started, "started", "", "their first day in the role or on the team")
	f.StringVar(&o.Field, "field", "", "what they work in, such as sales: decides which questions they get")
	f.StringVar(&o.Template, "template", "", "the template their entries start from")
	f.StringSliceVar(&o.Aliases, "alias", nil, "what else they are called in notes; can be repeated")
	f.StringSliceVar(&o.Away, "away", nil, "when they are away, as 2026-12-20..2027-01-05 or \"9 nov..13 nov\"; can be repeated")
	f.IntVar(&o.Minutes, "minutes", 0, "how long you meet")
	f.StringVar(&o.Mode, "mode", "", "how you usually meet: "+strings.Join(page.Modes, ", "))
	f.StringVar(&o.Timezone, "timezone", "", "where they are, as Asia/Tokyo")
	cli.CompleteFlag(c, "role", cobra.FixedCompletions(role.All, cobra.ShellCompDirectiveNoFileComp))
	cli.CompleteFlag(c, "cadence", cobra.FixedCompletions([]string{"weekly", "biweekly", "monthly", "quarterly", "none"}, cobra.ShellCompDirectiveNoFileComp))
	cli.CompleteFlag(c, "mode", cobra.FixedCompletions(page.Modes, cobra.ShellCompDirectiveNoFileComp))
	cli.CompleteFlag(c, "template", cli.CompleteTemplates(s))
	cli.CompleteFlag(c, "started", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "day", cobra.FixedCompletions([]string{"monday", "tuesday", "wednesday", "thursday", "friday"}, cobra.ShellCompDirectiveNoFileComp))
}

func newPeopleAddCmd(s *cli.Session) *cobra.Command {
	var o roster.Front
	var dryRun bool
	c := &cobra.Command{
		Use:   "add NAME",
		Short: "Add someone you meet",
		Long: `Add someone you meet: a folder with a top page for their goals, hopper and
working agreement. The handle, by which you refer to them, is made from the name.`,
		Example: `  oneonone people add "Alice Martin" --started 2026-03-02
  oneonone people add "Zoë O'Brien-Łukasz" --handle zoe --role peer --away "9 nov..13 nov"
  oneonone people add 李雷 --role manager --cadence biweekly`,
		Args: cli.ArgsBetween(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			o.Name = strings.TrimSpace(args[0])
			return roster.Add(c.Context(), s, o, reserved(s), dryRun)
		},
	}
	bindFront(s, c, &o)
	c.Flags().StringVar(&o.Handle, "handle", "", "the handle, when the one made from the name does not suit")
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

func newPeopleListCmd(s *cli.Session) *cobra.Command {
	var all bool
	var as cli.Format
	c := &cobra.Command{
		Use:   "list",
		Short: "List the people you meet",
		Example: `  oneonone people list
  oneonone people list --all              the archived too
  oneonone people list --json`,
		Args: cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return roster.List(c.Context(), s, all, as) },
	}
	c.Flags().BoolVar(&all, "all", false, "include archived people")
	cli.BindFormat(s, c, &as, screen.People)
	return c
}

func newPeopleShowCmd(s *cli.Session) *cobra.Command {
	var raw bool
	var as cli.Format
	c := &cobra.Command{
		Use:               "show PERSON",
		Short:             "Show someone's top page: goals, hopper, working agreement",
		Example:           "  oneonone people show alice",
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE:              func(c *cobra.Command, args []string) error { return roster.Show(c.Context(), s, args[0], raw, as) },
	}
	c.Flags().BoolVar(&raw, "raw", false, "print the file as it is")
	cli.BindFormat(s, c, &as, screen.TopPage)
	cli.Exclude(c, "raw", "json", "csv")
	return c
}
