// Package theming is what a person does with what several people say: lists
// complaints, questions and themes, answers a question once, says what belongs
// together, and writes what may be said to everybody.
package theming

import (
	"context"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/promise"
	"oneonone/notes/themes"
)

// Options say what is listed, and how.
type Options struct {
	Since string
	All   bool // also what came up once
	As    cli.Format
}

// Obstacles lists complaints that come back, the most pressing first, or those that
// words name.
func Obstacles(ctx context.Context, s *cli.Session, words []string, o Options) error {
	since, err := s.Since(o.Since)
	if err != nil {
		return err
	}
	w, err := s.Open()
	if err != nil {
		return err
	}
	found, problems, err := themes.Obstacles(w.Folder, themes.Window{Since: since})
	if err != nil {
		return err
	}
	s.SayProblems(problems)
	all := onDay(found, s.Today())
	l := render.Listing[screen.Obstacle]{Columns: screen.Obstacles}
	once := 0
	if len(words) > 0 {
		if l.Rows, err = named(all, strings.Join(words, " "), func(o screen.Obstacle) themes.Theme { return o.Theme }); err != nil {
			return err
		}
	} else {
		for _, ob := range all {
			if ob.Recurs || o.All {
				l.Rows = append(l.Rows, ob)
			} else {
				once++
			}
		}
	}
	if o.As.Data() || len(l.Rows) == 0 || !s.Output().TTY {
		err = cli.Print(ctx, s, o.As, &l, noObstacle(len(found), since, s.Today()))
	} else {
		err = s.Paged(ctx, func(out render.Output) error { return screen.WriteObstacles(out, l.Rows, len(words) > 0) })
	}
	if err == nil && once > 0 && !o.As.Data() {
		s.Say("%s came up once and not again: --all lists them", text.Count(once, "more", "more"))
	}
	return err
}

func onDay(found []themes.Obstacle, today when.Date) []screen.Obstacle {
	ids := make([]string, len(found))
	for i, o := range found {
		ids[i] = o.ID
	}
	short := promise.ShortIDs(ids)
	all := make([]screen.Obstacle, len(found))
	for i, o := range found {
		all[i] = screen.Obstacle{Obstacle: o, Short: short[o.ID], Today: today}
	}
	return all
}

// noObstacle says that none comes back, and how to note one.
func noObstacle(found int, since, today when.Date) string {
	if found > 0 {
		return "no obstacle has come back since " + cli.ShortDate(since, today)
	}
	return `no obstacle since ` + cli.ShortDate(since, today) + `; a line under "## Obstacles", or one with #obstacle, is one`
}

// named are the themes that words name: by their handle, or one by words of its
// name or lines.
func named[T any](all []T, words string, theme func(T) themes.Theme) ([]T, error) {
	for _, fits := range []func(t themes.Theme) bool{
		func(t themes.Theme) bool { return len(words) >= 2 && strings.HasPrefix(t.ID, strings.ToLower(words)) },
		func(t themes.Theme) bool { return lookup.Fold(t.Name) == lookup.Fold(words) },
		func(t themes.Theme) bool { return strings.Contains(lookup.Fold(t.Name), lookup.Fold(words)) },
		func(t themes.Theme) bool { return saidIn(t, words) },
	} {
		var found []T
		for _, one := range all {
			if fits(theme(one)) {
				found = append(found, one)
			}
		}
		if len(found) == 1 {
			return found, nil
		}
		if len(found) > 1 {
			e := &lookup.AmbiguousError{What: "theme", Name: words}
			for _, one := range found {
				t := theme(one)
				e.Matches = append(e.Matches, t.ID+"  "+t.Name)
			}
			return nil, e
		}
	}
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = theme(one).Name
	}
	return nil, &lookup.NotFoundError{What: "theme", Name: words, Near: lookup.Near(words, names), Next: "oneonone themes obstacles --all lists them"}
}

// saidIn reports whether a line of a theme has some words.
func saidIn(t themes.Theme, words string) bool {
	for _, l := range t.Lines {
		if strings.Contains(lookup.Fold(l.Text), lookup.Fold(words)) {
			return true
		}
	}
	return false
}
