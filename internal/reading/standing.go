package reading

import (
	"context"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
	"oneonone/internal/noting"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes"
)

// StandingOptions say who is listed: those due within a time, or everybody.
type StandingOptions struct {
	Within string
	As     cli.Format
}

// Morning is what the program shows when run without a command: everybody, most urgent first.
func Morning(ctx context.Context, s *cli.Session, words []string, o StandingOptions) error {
	exchange.Auto(ctx, s)
	all, err := standings(s, words, o.Within)
	if err != nil {
		return err
	}
	if !o.As.Data() {
		defer noting.SayWaiting(s)
	}
	if o.As.Data() || len(all) == 0 {
		none := NobodyYet
		if o.Within != "" {
			none = "nobody is due within " + o.Within
		}
		return cli.Print(ctx, s, o.As, &render.Listing[*notes.Standing]{Columns: screen.Standings, Rows: all}, none)
	}
	return screen.Morning(s.Output(), all)
}

// Due lists who is due for a 1:1, most urgent first.
func Due(ctx context.Context, s *cli.Session, words []string, o StandingOptions) error {
	all, err := standings(s, words, o.Within)
	if err != nil {
		return err
	}
	return cli.Print(ctx, s, o.As, &render.Listing[*notes.Standing]{Columns: screen.Due, Rows: all}, "nobody is due within "+o.Within)
}

// standings reads how things stand with people, most urgent first; given a time,
// only with those due within it.
func standings(s *cli.Session, words []string, within string) ([]*notes.Standing, error) {
	until, err := s.DaysAhead(within)
	if within != "" && err != nil {
		return nil, err
	}
	w, people, err := s.OpenWith(words)
	if err != nil {
		return nil, err
	}
	all, problems := w.Standings(people, s.Today())
	s.SayProblems(problems)
	if within != "" {
		all = slices.DeleteFunc(all, func(st *notes.Standing) bool { return st.Next.IsZero() || st.Next.After(until) })
	}
	notes.ByUrgency(all)
	return all, nil
}
