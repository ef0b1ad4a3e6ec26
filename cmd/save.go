package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/retrace"
)

func newSaveCmd(s *cli.Session) *cobra.Command {
	var message string
	c := &cobra.Command{
		Use:   "save",
		Short: "Record what was edited outside of the program",
		Long: `Record what was edited outside of the program. Every command that writes does
so first by itself; nothing but notes is ever recorded.`,
		Example: `  oneonone save
  oneonone save -m "Notes from the offsite"`,
		Args: cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return retrace.Save(c.Context(), s, message) },
	}
	c.Flags().StringVarP(&message, "message", "m", "", "the commit message")
	return c
}
