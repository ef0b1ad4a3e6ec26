package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/reading"
	"oneonone/internal/screen"
)

func newDigestCmd(s *cli.Session) *cobra.Command {
	var o reading.DigestOptions
	c := &cobra.Command{
		Use:   "digest",
		Short: "Look back on the week with everybody, on one screen",
		Long: `Look back on the week with everybody, on one screen: what you closed and what they
closed, what slipped, insights and to whom they would matter, obstacles, what was
decided, feedback that waits to be said, and who was not met. The most pressing
come first; each line names the command that lists the rest.

An insight would matter (→) to those whose goals, promises and topics share its
telling words, or who asked. What stands in private notes is shown only with
--private, and marked.

With -o it writes Markdown to send: how many promises were closed and slipped, and
the ordinary words that three people or more used for obstacles, insights and
decisions. Nothing in it is of fewer than three people, no word may be a name, no
line is quoted, and private notes, feedback to be said and who was not met are left
out. Read it before you send it.`,
		Example: `  oneonone digest                         Friday afternoon
  oneonone digest --since 2w
  oneonone digest -o week.md              to send, without names and lines
  oneonone digest --json                  every line with its place`,
		Args:              cli.ArgsBetween(0, 0),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(c *cobra.Command, _ []string) error { return reading.Digest(c.Context(), s, o) },
	}
	f := c.Flags()
	f.StringVar(&o.Since, "since", "1w", "how far back: a length of time, or a day")
	f.BoolVar(&o.All, "all", false, "show all of it, not just one screen")
	f.BoolVar(&o.Private, "private", false, "private notes too")
	cli.NewFileFlag(f, &o.Into, "write what others may read into a new `file`")
	cli.BindFormat(s, c, &o.As, screen.WeekItems)
	cli.Exclude(c, "all", "json", "csv")
	cli.Exclude(c, "output", "all", "private", "json", "csv")
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	return c
}
