package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/demo"
)

func newDemoCmd(s *cli.Session) *cobra.Command {
	var remove bool
	c := &cobra.Command{
		Use:   "demo [DIR]",
		Short: "Make a folder of invented notes to look around in",
		Long: `Make a folder of invented notes to look around in: half a year of five people up
to today, with its history. It is ~/oneonone-demo unless DIR names another place,
and lies apart from your own notes; every command looks into it with --dir.

--remove takes it away again. What changed since it was made is named, and you are
asked; a folder that is not a demo is never touched.`,
		Example: `  oneonone demo
  oneonone --dir ~/oneonone-demo alice
  oneonone demo --remove`,
		Args: cli.ArgsBetween(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			place := append(args, s.Dir)[0]
			if remove {
				return demo.Remove(c.Context(), s, place)
			}
			return demo.Make(c.Context(), s, place)
		},
	}
	c.Flags().BoolVar(&remove, "remove", false, "take it away again")
	return c
}
