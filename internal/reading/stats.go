package reading

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
)

// NobodyYet is said where there is nobody to list.
const NobodyYet = "nobody yet: oneonone people add NAME"

// Stats counts what happened in a year.
func Stats(ctx context.Context, s *cli.Session, words []string, o StatsOptions) error {
	since := s.Today().AddMonths(-12)
	if o.Since != "" {
		var err error
		if since, err = when.ParseFrom(o.Since, s.Today(), when.Past); err != nil {
			return cli.Usage(err)
		}
		if since.After(s.Today()) {
			return cli.Usagef("%s is still to come", since)
		}
	}
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	l := &render.Listing[*notes.Stats]{Columns: screen.Stats}
	l.Heading("since " + cli.LongDate(since))
	for _, p := range people {
		st, problems := w.Stats(p, since, s.Today())
		s.SayProblems(problems)
		l.Rows = append(l.Rows, st)
	}
	if len(words) == 1 && !o.As.Data() {
		return s.Paged(ctx, func(out render.Output) error { return screen.WriteStats(out, l.Rows[0]) })
	}
	return cli.Print(ctx, s, o.As, l, NobodyYet)
}

// StatsOptions say since when meetings are counted.
type StatsOptions struct {
	Since string
	As    cli.Format
}
