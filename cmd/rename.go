package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/roster"
)

func newPeopleRenameCmd(s *cli.Session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "rename PERSON HANDLE",
		Short: "Give someone another handle; their history stays with them",
		Example: `  oneonone people rename alice alice-m
  oneonone people edit alice-m --name "Alice Moreau"`,
		Args:              cli.ArgsBetween(2, 2),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			return roster.Rename(c.Context(), s, args[0], args[1], reserved(s), dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

func newPeopleArchiveCmd(s *cli.Session) *cobra.Command {
	var undo, dryRun bool
	c := &cobra.Command{
		Use:   "archive PERSON",
		Short: "Archive someone you no longer meet; nothing is removed",
		Example: `  oneonone people archive alice
  oneonone people archive alice --undo`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			return roster.Archive(c.Context(), s, args[0], undo, dryRun)
		},
	}
	c.Flags().BoolVar(&undo, "undo", false, "bring them back")
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}
