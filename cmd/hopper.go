package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/agenda"
	"oneonone/internal/cli"
	"oneonone/internal/role"
	"oneonone/internal/screen"
)

func newHopperCmd(s *cli.Session) *cobra.Command {
	c := &cobra.Command{
		Use:   "hopper",
		Short: "Keep topics for next time",
		Long: `Keep topics for next time.

The next entry takes the oldest ones onto its agenda. A topic nobody got to
comes back by itself.`,
		Example: `  oneonone hopper add alice "how promotion works here"
  oneonone hopper list alice
  oneonone hopper drop alice promotion
  oneonone hopper take alice promotion    onto today's agenda`,
		Args: cobra.ArbitraryArgs,
		RunE: cli.NeedSubcommand,
	}
	c.AddCommand(newHopperAddCmd(s), newHopperListCmd(s), newHopperDropCmd(s), newHopperTakeCmd(s),
		newHopperMoveCmd(s), newHopperEditCmd(s))
	return c
}

func newHopperAddCmd(s *cli.Session) *cobra.Command {
	var ofRole string
	var o agenda.AddOptions
	c := &cobra.Command{
		Use:   "add PERSON TEXT",
		Short: "Add a topic",
		Example: `  oneonone hopper add alice "how promotion works here"
  oneonone hopper add alice,bob the reorg
  oneonone hopper add --role report the reorg
  oneonone hopper add alice --theirs "my next project"        they brought it
  oneonone hopper add alice --private "ask about the offer"   only prep shows it
  pbpaste | oneonone hopper add alice -   a topic a line, from standard input`,
		Args:              cli.ArgsBetween(1, -1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			if ofRole != "" {
				return agenda.AddForRole(c.Context(), s, ofRole, args, o)
			}
			if err := cli.ArgsBetween(2, -1)(c, args); err != nil {
				return err
			}
			return agenda.AddTopics(c.Context(), s, strings.Split(args[0], ","), args[1:], o)
		},
	}
	c.Flags().BoolVar(&o.Private, "private", false, "a talking point that only prep shows")
	c.Flags().BoolVar(&o.Theirs, "theirs", false, "a topic that they brought: it comes before yours")
	c.MarkFlagsMutuallyExclusive("private", "theirs")
	c.Flags().StringVar(&ofRole, "role", "", "add it for everyone in a role instead of PERSON")
	cli.CompleteFlag(c, "role", cobra.FixedCompletions(role.All, cobra.ShellCompDirectiveNoFileComp))
	cli.DryRunFlag(c.Flags(), &o.DryRun)
	return c
}

func newHopperListCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "list [PERSON...]",
		Short: "List the waiting topics, oldest first",
		Example: `  oneonone hopper list
  oneonone hopper list alice --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return agenda.Topics(c.Context(), s, args, as) },
	}
	cli.BindFormat(s, c, &as, screen.Topics)
	return c
}

func newHopperDropCmd(s *cli.Session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "drop PERSON WORDS",
		Short: "Drop a topic, named by some of its words",
		Example: `  oneonone hopper drop alice promotion
  oneonone hopper drop alice "how promotion works here"`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: cli.CompleteTopics(s),
		RunE: func(c *cobra.Command, args []string) error {
			return agenda.DropTopic(c.Context(), s, args, dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

func newHopperTakeCmd(s *cli.Session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:               "take PERSON WORDS",
		Short:             "Put a topic onto the agenda of today's entry, or of a future one",
		Example:           "  oneonone hopper take alice promotion",
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: cli.CompleteTopics(s),
		RunE: func(c *cobra.Command, args []string) error {
			return agenda.TakeTopic(c.Context(), s, args, dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}
