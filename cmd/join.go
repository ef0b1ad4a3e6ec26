package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/sharing"
)

func newJoinCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:   "join URL [HANDLE]",
		Short: "Join a doc that somebody shares with you",
		Long: `Join a doc that somebody shares with you: it is cloned into your own
notes folder (created if there is none) as the notes about them, and stays a
repository of its own. The doc names the two of you; what is yours and what is
theirs is read from where you sit. Sync sends and brings what is new. They can read
what you write into it; your private notes stay yours.`,
		Example: `  oneonone join git@example.org:sam/alice.git
  oneonone join git@example.org:sam/alice.git boss      under another handle`,
		Args: cli.ArgsBetween(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return sharing.Join(c.Context(), s, args[0], append(args, "")[1], reserved(s))
		},
	}
}
