package cmd

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
)

func newVersionCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  oneonone version",
		Args:    cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error {
			_, err := fmt.Fprintf(s.Env.Stdout, "oneonone %s (notes format 1, %s, %s/%s)\n", cli.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
