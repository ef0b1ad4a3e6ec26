package cmd

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// entryColumns are the fields of an entry.
var entryColumns = []render.Column[*page.Entry]{
	{Name: "date", Doc: "its day", Fixed: true, Value: func(e *page.Entry) any { return e.Date }, Piped: entryName,
		Cell: func(e *page.Entry) render.Cell { return render.Text(entryName(e)) }},
	{Name: "person", Doc: "whom it is about", Fixed: true, Shown: true, Style: render.Name, Value: func(e *page.Entry) any { return e.Person }},
	{Name: "actions", Doc: "how many actions it holds", Right: true, Shown: true, Value: func(e *page.Entry) any { return len(e.Actions()) }},
	{Name: "topics", Doc: "how many topics are on its agenda", Right: true, Shown: true, Value: func(e *page.Entry) any { return len(e.Topics()) }},
	{Name: "title", Doc: "its heading", Shown: true, Value: func(e *page.Entry) any { return e.Title() }},
	{Name: "n", Doc: "which entry of its day it is, from 1", Value: func(e *page.Entry) any { return e.N }},
	{Name: "tags", Doc: "its tags, each once", Value: func(e *page.Entry) any { return tagNames(e) }},
	{Name: "path", Doc: "the file", Value: func(e *page.Entry) any { return e.Path }},
}

func entryName(e *page.Entry) string { return notes.EntryName(e.Date, e.N) }

func newListCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	var since string
	c := &cobra.Command{
		Use:   "list [PERSON...]",
		Short: "List the entries, newest first",
		Example: `  oneonone list alice
  oneonone list --since "2 weeks ago"
  oneonone list alice --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runList(c.Context(), s, args, since, as) },
	}
	c.Flags().StringVar(&since, "since", "", "entries since a day")
	cli.BindFormat(s, c, &as, entryColumns)
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
	l := &render.Listing[*page.Entry]{Columns: entryColumns, Rows: entries}
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

// tagNames are the entry's tags, each once.
func tagNames(e *page.Entry) []string {
	names := []string{}
	for _, t := range e.Tags() {
		if !slices.Contains(names, t.Name) {
			names = append(names, t.Name)
		}
	}
	return names
}
