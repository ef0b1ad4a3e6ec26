package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/reading"
	"oneonone/internal/screen"
)

// shownByDefault is how many entries show gives when nothing is said: about a
// month of a weekly 1:1 and a little more.
const shownByDefault = 5

func newShowCmd(s *cli.Session) *cobra.Command {
	var o reading.ShowOptions
	var list bool
	c := &cobra.Command{
		Use:   "show PERSON [DATE] | --list [PERSON...]",
		Short: "Read the running doc, newest entry first",
		Long: `Read the running doc: the top page, then the entries, newest first. With a
date, just that day's. On a terminal it is laid out for reading; piped, it is
plain Markdown. --list lists entries instead, of everybody or of some.`,
		Example: `  oneonone show alice
  oneonone show alice 2026-11-13
  oneonone show alice --since "3 months ago"
  oneonone show alice --all > alice.md
  oneonone show alice --at 2026-06-30     as it stood that day
  oneonone show --list --since "2 weeks ago"`,
		Args: func(c *cobra.Command, args []string) error {
			if list {
				return nil
			}
			return cli.ArgsBetween(1, 2)(c, args)
		},
		ValidArgsFunction: cli.CompletePersonAndEntry(s),
		RunE: func(c *cobra.Command, args []string) error {
			if list {
				return reading.List(c.Context(), s, args, o.Since, o.As)
			}
			return reading.Show(c.Context(), s, args, o)
		},
	}
	f := c.Flags()
	f.IntVar(&o.Last, "last", shownByDefault, "how many entries")
	f.StringVar(&o.Since, "since", "", "entries since a day")
	f.BoolVar(&o.All, "all", false, "every entry")
	f.StringVar(&o.At, "at", "", "as everything stood at the end of a day, at a time, or in a commit from the log")
	f.BoolVar(&o.Private, "private", false, "your private notes about them instead")
	f.BoolVar(&o.Raw, "raw", false, "print the files as they are, front matter included")
	f.BoolVar(&list, "list", false, "list the entries, newest first")
	cli.BindFormat(s, c, &o.As, screen.Notes)
	cli.Exclude(c, "last", "since", "all")
	cli.Exclude(c, "since", "all")
	cli.Exclude(c, "list", "last", "all", "at", "private", "raw")
	cli.Exclude(c, "raw", "json", "csv")
	cli.AlsoPrints(s, c, "--list", screen.Entries)
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "at", cli.CompletePastDates(s))
	return c
}
