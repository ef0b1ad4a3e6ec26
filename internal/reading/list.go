package reading

import (
	"context"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// List lists the entries of people, newest first.
func List(ctx context.Context, s *cli.Session, words []string, sinceWord string, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	refs, err := entriesOf(s, w, people, sinceWord)
	if err != nil {
		return err
	}
	row := make(map[string]*screen.Entry, len(refs))
	for _, r := range refs {
		row[r.Path] = &screen.Entry{}
	}
	entries, problems := w.ReadEach(refs, func(e *page.Entry) {
		*row[e.Path] = screen.NewEntry(e, as.Data())
		e.Forget()
	})
	s.SayProblems(problems)
	l := &render.Listing[screen.Entry]{Columns: screen.Entries}
	for _, e := range entries {
		l.Rows = append(l.Rows, *row[e.Path])
	}
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
