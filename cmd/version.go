package cmd

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/notes/settings"
)

func newVersionCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  oneonone version",
		Args:    cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error {
			_, err := fmt.Fprintln(s.Env.Stdout, versionText())
			return err
		},
	}
}

func versionText() string {
	return fmt.Sprintf("oneonone %s (notes format %d, %s, %s/%s)", cli.Version(), settings.Format, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
