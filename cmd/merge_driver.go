package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
)

// newMergeDriverCmd is the command that git runs to merge one file of a pull:
// git hands over three files, and reads the result back from the second.
func newMergeDriverCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:     "merge-driver BASE OURS THEIRS PATH",
		Short:   "Merge one note for git",
		Long:    `Merge one note for git, which runs this in a pull or a rebase; see sync.`,
		Example: `  git config merge.oneonone.driver "oneonone merge-driver %O %A %B %P"`,
		Hidden:  true,
		Args:    cli.ArgsBetween(4, 4),
		RunE: func(c *cobra.Command, args []string) error {
			return exchange.MergeForGit(s, args[:3], args[3])
		},
	}
}
