package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/screen"
	"oneonone/internal/searching"
)

func newSearchCmd(s *cli.Session) *cobra.Command {
	var o searching.Options
	var tags bool
	c := &cobra.Command{
		Use:   "search [WORD...]",
		Short: "Find words and tags in the notes, newest first",
		Long: `Find items, paragraphs, headings and rows of tables that have every word,
"phrase" and #tag, newest first. A word is found at the beginning of one: lower
case finds capitals too, letters without accents those with. A section of a kind
counts as its tag: what stands under "## Wins" is found by '#win'. Comments are
not searched, and private notes only with --private.

In a pipe each is a line that editors and compilers understand: file:line: text.`,
		Example: `  oneonone search migration
  oneonone search on-call '"false alarms"' --since "6 months ago"
  oneonone search '#win' --with alice --since 2026-01-01      the ledger
  oneonone search -e 'v[0-9]+ (slipped|moved)'
  oneonone search '#insight' -o insights.md                   to be reworded and shared
  oneonone search --tags                  which tags there are
  vim -q <(oneonone search migration)     jump from one to the next`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			if tags {
				return searching.Tags(c.Context(), s, args, o)
			}
			return searching.Run(c.Context(), s, args, o)
		},
	}
	f := c.Flags()
	f.StringSliceVar(&o.With, "with", nil, "only the notes about these people")
	f.StringVar(&o.Since, "since", "", "entries since a day")
	f.StringVar(&o.Until, "until", "", "entries up to and including a day")
	f.BoolVar(&o.Private, "private", false, "private notes too")
	f.StringVarP(&o.Pattern, "regexp", "e", "", "a regular `expression` instead of words")
	f.BoolVar(&tags, "tags", false, "count the tags instead")
	f.BoolVar(&o.Open, "open", false, "open one of them in the editor")
	cli.NewFileFlag(f, &o.Into, "write them without names, days and places into a new `file`, to be reworded and shared")
	cli.BindFormat(s, c, &o.As, screen.Hits)
	cli.Exclude(c, "tags", "open", "output")
	cli.Exclude(c, "open", "output", "json", "csv")
	cli.Exclude(c, "output", "json", "csv")
	cli.AlsoPrints(s, c, "--tags", screen.TagCounts)
	cli.CompleteFlag(c, "with", cli.CompletePeople(s))
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "until", cli.CompletePastDates(s))
	return c
}
