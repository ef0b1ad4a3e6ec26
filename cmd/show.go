package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/handout"
	"oneonone/internal/reading"
	"oneonone/internal/screen"
	"oneonone/notes/page"
)

// shownByDefault is how many entries show prints unless told otherwise: about a
// month of a weekly 1:1 and a little more.
const shownByDefault = 5

func newShowCmd(s *cli.Session) *cobra.Command {
	var o reading.ShowOptions
	var list, html bool
	var into string
	c := &cobra.Command{
		Use:   "show PERSON [DATE] | --list [PERSON...]",
		Short: "Read the running doc, newest entry first",
		Long: `Read the running doc: the top page, then the entries, newest first. With a
date, just that day's. On a terminal it is laid out for reading; piped, it is
plain Markdown. --list lists entries instead, of everybody or of some.

With --html, one page for a browser or for paper, of the last year unless you say
what else: the weeks, goals, promises of both sides, and the entries. Private
notes, comments, moods, reasons for skipping, and what you noted to say and have
not said, are not on it.`,
		Example: `  oneonone show alice
  oneonone show alice 2026-11-13
  oneonone show alice --since "3 months ago"
  oneonone show alice --all > alice.md
  oneonone show alice --at 2026-06-30     as it stood that day
  oneonone show alice --html -o alice.html
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
			if html {
				return handout.Person(s, args[0], handout.PersonOptions{Day: append(args, "")[1], Wanted: wanted(c, s, o), Into: into})
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
	f.BoolVar(&html, "html", false, "as one page for a browser or for paper, without script or network")
	cli.NewFileFlag(f, &into, "write the page to a new `file` that only you can read")
	cli.BindFormat(s, c, &o.As, screen.Notes)
	cli.Exclude(c, "last", "since", "all")
	cli.Exclude(c, "since", "all")
	cli.Exclude(c, "list", "last", "all", "at", "private", "raw")
	cli.Exclude(c, "raw", "json", "csv")
	cli.Exclude(c, "html", "list", "at", "private", "raw", "json", "csv")
	cli.Needs(c, "output", "html")
	cli.AlsoPrints(s, c, "--list", screen.Entries)
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "at", cli.CompletePastDates(s))
	return c
}

// wanted chooses the entries of a page, nil for those a page has by default.
func wanted(c *cobra.Command, s *cli.Session, o reading.ShowOptions) func([]page.EntryRef) ([]page.EntryRef, error) {
	if !c.Flags().Changed("last") && o.Since == "" && !o.All {
		return nil
	}
	return func(refs []page.EntryRef) ([]page.EntryRef, error) { return reading.EntriesWanted(s, refs, o) }
}
