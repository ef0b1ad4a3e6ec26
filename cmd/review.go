package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/reviewing"
	"oneonone/internal/screen"
)

func newReviewCmd(s *cli.Session) *cobra.Command {
	var o reviewing.Options
	c := &cobra.Command{
		Use:   "review PERSON",
		Short: "Gather what a review is written from, and check the draft",
		Long: `Gather what a review or a promotion is written from, as Markdown to edit: the arc
of a person, evidence by kind, lines that nobody tagged but that are about a
goal, promises of both sides, obstacles and what became of them, how often you
met. Every line is a quotation and ends in its place, [2026-05-04:12]. Lines in
other people's notes never enter; it says how many there are, and in whose.

With --check, go through a draft sentence by sentence: each has to rest on lines
that are still there and that the person knows of: they wrote it or could read
it, it stands in the notes of a meeting that took place, or "(said 2026-11-20)"
is behind it. A heading that says something is a sentence too. Numbers, names and
months that stand in no line a sentence rests on, "always" of a few lines, and
headings of your own are named to be looked at again, and do not fail. With -o as
well, write the draft without its places once nothing is wrong with it.`,
		Example: `  oneonone review alice --since 2026-01-01 -o alice.md
  oneonone review alice --check alice.md
  oneonone review alice --check alice.md -o final.md
  oneonone review alice --since "a year ago" --html -o alice.html`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return reviewing.Run(c.Context(), s, args[0], o) },
	}
	f := c.Flags()
	f.StringVar(&o.Since, "since", "", "the first day")
	f.StringVar(&o.Until, "until", "", "the last day (default: today)")
	f.BoolVar(&o.Private, "private", false, "private notes too")
	f.StringVar(&o.Check, "check", "", "check a `draft` instead")
	cli.NewFileFlag(f, &o.Into, "write to a new `file` that only you can read")
	f.BoolVar(&o.HTML, "html", false, "as one page for a browser or for paper, without script or network")
	cli.BindFormat(s, c, &o.As, screen.Quotes)
	cli.Exclude(c, "check", "html", "json", "csv")
	cli.Exclude(c, "html", "json", "csv")
	cli.Exclude(c, "output", "json", "csv")
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "until", cli.CompletePastDates(s))
	return c
}
