package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/template"
)

// newHelp1on1 is the help topic 1on1: the practice on one page.
func newHelp1on1(s *cli.Session) *cobra.Command {
	c := &cobra.Command{
		Use:     "1on1",
		Short:   "How to run a 1:1, on one page",
		Example: "  oneonone help 1on1",
		Args:    cli.ArgsBetween(0, 0),
	}
	c.SetHelpFunc(func(c *cobra.Command, _ []string) {
		if err := showPractice(s, c); err != nil {
			s.Say("oneonone: %v", err)
		}
	})
	return c
}

// showPractice shows the page laid out and paged on a terminal, as it is when
// piped.
func showPractice(s *cli.Session, c *cobra.Command) error {
	return s.Paged(c.Context(), func(out render.Output) error {
		return showNote(out, shownNote{src: template.Practice()}, false)
	})
}
