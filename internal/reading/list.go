package reading

import (
	"context"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/recall"
)

// List lists the entries of people, newest first.
func List(ctx context.Context, s *cli.Session, words []string, sinceWord string, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	var since when.Date
	if sinceWord != "" {
		if since, err = when.ParseFrom(sinceWord, s.Today(), when.Past); err != nil {
			return cli.Usage(err)
		}
	}
	of, problems := make([][]*recall.Brief, len(people)), make([][]markdown.Problem, len(people))
	w.SideBySide(people, func(i int, p *notes.Person) { of[i], problems[i] = w.Briefs(p.Handle) })
	s.SayProblems(slices.DeleteFunc(slices.Concat(problems...), func(p markdown.Problem) bool {
		d := page.ParsePath(p.Path).Date
		return !d.IsZero() && d.Before(since)
	}))
	l := &render.Listing[screen.Entry]{Columns: screen.Entries}
	for _, b := range slices.Concat(of...) {
		if !b.Meeting.Ref.Date.Before(since) {
			l.Rows = append(l.Rows, screen.Entry{Brief: b})
		}
	}
	slices.SortStableFunc(l.Rows, func(a, b screen.Entry) int { return b.Meeting.Ref.Compare(a.Meeting.Ref) })
	return cli.Print(ctx, s, as, l, "no entries: oneonone new PERSON writes one")
}
