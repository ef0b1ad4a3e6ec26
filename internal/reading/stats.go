package reading

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/counts"
	"oneonone/notes/markdown"
	"oneonone/notes/review"
	"oneonone/template"
)

// NobodyYet is shown when there is nobody to list.
const NobodyYet = "nobody yet: oneonone people add NAME"

// Stats counts what happened in a year.
func Stats(ctx context.Context, s *cli.Session, words []string, o StatsOptions) error {
	since, err := o.First(s, 12)
	if err != nil {
		return err
	}
	if o.Mine {
		return mine(ctx, s, words, since, o.As)
	}
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	l := &render.Listing[*counts.Stats]{Columns: screen.Stats}
	l.Heading("since " + cli.LongDate(since))
	l.Rows = make([]*counts.Stats, len(people))
	problems := make([][]markdown.Problem, len(people))
	w.SideBySide(people, func(i int, p *notes.Person) { l.Rows[i], problems[i] = counts.Of(w.Folder, p, since, s.Today()) })
	for _, of := range problems {
		s.SayProblems(of)
	}
	if len(words) == 1 && !o.As.Data() {
		return s.Paged(ctx, func(out render.Output) error { return screen.WriteStats(out, l.Rows[0]) })
	}
	return cli.Print(ctx, s, o.As, l, NobodyYet)
}

// mine shows the keeper's own record with one person.
func mine(ctx context.Context, s *cli.Session, words []string, since when.Date, as cli.Format) error {
	if len(words) != 1 {
		return cli.Hinted(cli.Usagef("--mine is about one person"), "oneonone stats PERSON --mine")
	}
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	if moved := w.Moved(people[0].Handle); len(moved) > 0 {
		s.Say("entries up to %s are private since the doc is shared; they count here, and %s cannot read them", moved[len(moved)-1].Date, people[0].FirstName())
	}
	read := review.ReadPerson(w.Folder, people[0], review.Scope{Moved: true, Every: true})
	s.SayProblems(read.Problems)
	l := &render.Listing[review.Record]{Columns: screen.Records, Rows: read.RecordOf(since, s.Today(), template.LoadBank(w.FS).AboutAsker())}
	if as.Data() {
		return cli.Print(ctx, s, as, l, "")
	}
	return s.Paged(ctx, func(out render.Output) error { return screen.WriteRecord(out, people[0], since, l.Rows) })
}

// First is the first day counted: the one asked for, else so many months ago.
func (o *StatsOptions) First(s *cli.Session, months int) (when.Date, error) {
	if o.Since == "" {
		return s.Today().AddMonths(-months), nil
	}
	since, err := when.ParseFrom(o.Since, s.Today(), when.Past)
	if err != nil {
		return since, cli.Usage(err)
	}
	if since.After(s.Today()) {
		return since, cli.Usagef("%s is still to come", since)
	}
	return since, nil
}

// StatsOptions say since when meetings are counted.
type StatsOptions struct {
	Mine  bool // the keeper's own record instead
	Since string
	As    cli.Format
}
