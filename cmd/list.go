package cmd

import (
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// entryJSON is an entry as list --json gives it.
type entryJSON struct {
	Person  string    `json:"person"`
	Date    when.Date `json:"date"`
	N       int       `json:"n"`
	Title   string    `json:"title"`
	Actions int       `json:"actions"`
	Topics  int       `json:"topics"`
	Tags    []string  `json:"tags"`
	Path    string    `json:"path"`
}

func newListCmd(s *cli.Session) *cobra.Command {
	var asJSON bool
	var since string
	c := &cobra.Command{
		Use:   "list [PERSON...]",
		Short: "List the entries, newest first",
		Example: `  oneonone list alice
  oneonone list --since "2 weeks ago"
  oneonone list alice --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runList(s, args, since, asJSON) },
	}
	c.Flags().StringVar(&since, "since", "", "entries since a day")
	cli.JSONFlag(c.Flags(), &asJSON)
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	return c
}

func runList(s *cli.Session, words []string, sinceWord string, asJSON bool) error {
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
	rows := []entryJSON{}
	table := render.Table{Columns: []render.TableColumn{{Name: "date", Fixed: true}, {Name: "person", Fixed: true},
		{Name: "actions", Right: true}, {Name: "topics", Right: true}, {Name: "title"}}}
	for _, e := range entries {
		row := entryJSON{Person: e.Person, Date: e.Date, N: e.N, Title: e.Title(), Actions: len(e.Actions()),
			Topics: len(e.Topics()), Tags: tagNames(e), Path: e.Path}
		rows = append(rows, row)
		table.Add(render.Text(notes.EntryName(e.Date, e.N)), render.Cell{Text: e.Person, Style: render.Name},
			cli.Count(row.Actions), cli.Count(row.Topics), render.Text(row.Title))
	}
	if asJSON {
		return render.JSON(s.Env.Stdout, rows)
	}
	if len(rows) == 0 {
		s.Say("no entries: oneonone new PERSON writes one")
	}
	return table.Write(s.Output())
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
