package cmd

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// newListCmd is the older name of show --list.
func newListCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	var since string
	c := &cobra.Command{
		Use:               "list [PERSON...]",
		Short:             "List the entries, newest first",
		Example:           "  oneonone list alice                     newer: oneonone show --list alice",
		Hidden:            true,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runList(c.Context(), s, args, since, as) },
	}
	c.Flags().StringVar(&since, "since", "", "entries since a day")
	cli.BindFormat(s, c, &as, screen.Entries)
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	return c
}

func runList(ctx context.Context, s *cli.Session, words []string, sinceWord string, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	refs, err := entriesOf(s, w, people, sinceWord)
	if err != nil {
		return err
	}
	entries, problems := w.ReadAll(refs)
	s.SayProblems(problems)
	l := &render.Listing[*page.Entry]{Columns: screen.Entries, Rows: entries}
	return cli.Print(ctx, s, as, l, "no entries: oneonone new PERSON writes one")
}

// entriesOf lists the entries of people since a day, newest first.
func entriesOf(s *cli.Session, w *cli.Workspace, people []*notes.Person, sinceWord string) ([]page.EntryRef, error) {
	var since when.Date
	if sinceWord != "" {
		var err error
		if since, err = when.ParseFrom(sinceWord, s.Today(), when.Past); err != nil {
			return nil, cli.Usage(err)
		}
	}
	var all []page.EntryRef
	for _, p := range people {
		refs, err := w.Entries(p.Handle)
		if err != nil {
			return nil, err
		}
		all = append(all, slices.DeleteFunc(refs, func(r page.EntryRef) bool { return r.Date.Before(since) })...)
	}
	slices.SortStableFunc(all, func(a, b page.EntryRef) int { return b.Compare(a) })
	return all, nil
}
