package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/health"
)

func newDoctorCmd(s *cli.Session) *cobra.Command {
	var fix bool
	var as cli.Format
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Check the folder for anything that could cost you a note or a secret",
		Long: `Check the folder and its repositories: their health, who can read the files,
notes that git does not have, conflict markers, locks left behind, remotes that
private notes could reach, and settings that send commits through git. Each
finding comes with the command that fixes it. The exit code is 1 when there is
something to fix. The notes themselves are checked by oneonone check.`,
		Example: `  oneonone doctor
  oneonone doctor --fix                   fix what can be fixed safely
  oneonone doctor --json`,
		Args: cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return health.Run(c.Context(), s, fix, as) },
	}
	c.Flags().BoolVar(&fix, "fix", false, "fix what can be fixed safely")
	cli.BindFormat(s, c, &as, health.Findings)
	return c
}
