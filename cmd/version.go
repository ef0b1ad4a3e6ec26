package cmd

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/notes/settings"
)

func newVersionCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Long:    "Print the version, the commit it was built from where that is known, and for what.",
		Example: "  oneonone version",
		Args:    cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error {
			_, err := fmt.Fprintln(s.Env.Stdout, versionText())
			return err
		},
	}
}

// versionText is one line: the version, the commit, the notes format it reads, and what
// it was built with.
func versionText() string {
	b := cli.ThisBuild()
	var facts []string
	if b.Commit != "" {
		fact := "commit " + b.Commit[:min(12, len(b.Commit))]
		if b.Day != "" {
			fact += " of " + b.Day
		}
		if b.Edited {
			fact += " and later edits"
		}
		facts = append(facts, fact)
	}
	facts = append(facts, fmt.Sprintf("notes format %d", settings.Format), runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH)
	return fmt.Sprintf("oneonone %s (%s)", b.Version, strings.Join(facts, ", "))
}
