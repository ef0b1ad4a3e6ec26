package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// verdictColumns are a verdict's fields: a check or a cross, the place, the
// words, why.
func verdictColumns(s *cli.Session) []render.Column[page.Verdict] {
	style := func(v page.Verdict) render.Style {
		if v.Accepted {
			return render.Plain
		}
		return render.Muted
	}
	understood := func(get func(a *page.Action) any) func(page.Verdict) any {
		return func(v page.Verdict) any {
			if v.Action == nil {
				return nil
			}
			return get(v.Action)
		}
	}
	return []render.Column[page.Verdict]{
		{Name: "accepted", Doc: "whether it is an action", Title: " ", Fixed: true, Value: func(v page.Verdict) any { return v.Accepted },
			Cell: func(v page.Verdict) render.Cell {
				if v.Accepted {
					return render.Cell{Text: "✓", Style: render.Good}
				}
				return render.Cell{Text: "✗", Style: render.Muted}
			}},
		{Name: "path", Doc: "the file", Title: "where", Fixed: true, Value: func(v page.Verdict) any { return v.Path },
			Cell: func(v page.Verdict) render.Cell {
				return render.Cell{Text: fmt.Sprintf("%s:%d", cli.ShortPath(v.Path), v.Line), Style: render.Name}
			},
			Piped: func(v page.Verdict) string { return fmt.Sprintf("%s:%d", v.Path, v.Line) }},
		{Name: "text", Doc: "its words", Title: "words", Value: func(v page.Verdict) any { return v.Text },
			Cell: func(v page.Verdict) render.Cell { return render.Cell{Text: v.Text, Style: style(v)} }},
		{Name: "why", Doc: "what made it one or refused it, and what was understood", Value: func(v page.Verdict) any { return why(v, s.Today()) },
			Cell: func(v page.Verdict) render.Cell { return render.Cell{Text: why(v, s.Today()), Style: style(v)} }},
		{Name: "line", Doc: "the number of the line", Value: func(v page.Verdict) any { return v.Line }},
		{Name: "what", Doc: "box, marker, bold or the like", Value: func(v page.Verdict) any { return v.What }},
		{Name: "rule", Doc: "the rule that accepted or refused it", Value: func(v page.Verdict) any { return v.Rule }},
		{Name: "owners", Doc: "who promised it", Value: func(v page.Verdict) any {
			if v.Action == nil {
				return []string{}
			}
			return v.Action.Owners
		}},
		{Name: "due", Doc: "the day it is due", Value: understood(func(a *page.Action) any { return a.Due })},
		{Name: "state", Doc: "open, done or dropped", Value: understood(func(a *page.Action) any { return string(a.State) })},
	}
}

// runExplain says of every checkbox, marker and bold span why it is an action
// or not, in the notes of people or in files, which may lie anywhere.
func runExplain(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	if len(words) == 0 {
		for _, p := range w.Present() {
			words = append(words, p.Handle)
		}
	}
	var verdicts []page.Verdict
	read := 0
	for _, word := range words {
		entries, err := entriesToExplain(s, w, word)
		if err != nil {
			return err
		}
		read += len(entries)
		for _, e := range entries {
			s.SayProblems(e.Problems)
			verdicts = append(verdicts, e.Explain()...)
		}
	}
	l := &render.Listing[page.Verdict]{Columns: verdictColumns(s), Rows: verdicts}
	return cli.Print(ctx, s, as, l, "no checkbox, marker or bold text in "+cli.Plural(read, "note", "notes"))
}

// entriesToExplain are a person's entries, or the file of a path. A path has
// a separator or an ending, which no handle that is typed has.
func entriesToExplain(s *cli.Session, w *cli.Workspace, word string) ([]*page.Entry, error) {
	if p := w.Person(word); p != nil || !strings.ContainsAny(word, `/\`) && filepath.Ext(word) == "" {
		p, err := w.Find(word)
		if err != nil {
			return nil, err
		}
		refs, err := w.Entries(p.Handle)
		if err != nil {
			return nil, err
		}
		entries, problems := w.ReadAll(refs)
		s.SayProblems(problems)
		return entries, nil
	}
	path := word
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.Env.Dir, path)
	}
	src, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !filepath.IsAbs(word) {
		path = w.Shown(filepath.ToSlash(word)) // as listings name notes
		src, err = os.ReadFile(path)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &lookup.NotFoundError{What: "file", Name: word, Next: "name a person, or a file as seen from here or from the notes folder"}
	}
	if err != nil {
		return nil, fmt.Errorf("explaining %s: %w", word, err)
	}
	if inside, err := filepath.Rel(w.Dir, path); err == nil && filepath.IsLocal(inside) {
		if inside = filepath.ToSlash(inside); page.ParsePath(inside).Kind == page.KindTopPage {
			s.Say("%s is a top page: no action is read from it", inside)
			return nil, nil
		}
		return []*page.Entry{w.Grammar().ParseEntry(inside, src)}, nil
	}
	return []*page.Entry{w.Grammar().ParseText(filepath.ToSlash(word), src, s.Today())}, nil
}

// why says which rule accepted words, with what was understood, or what
// refused them.
func why(v page.Verdict, today when.Date) string {
	if !v.Accepted {
		return v.What + ": " + v.Rule
	}
	parts := []string{acceptedBy(v.Rule)}
	if a := v.Action; a != nil {
		if len(a.Owners) > 0 {
			parts = append(parts, cli.OwnersText(a.Owners))
		}
		if !a.Due.IsZero() {
			parts = append(parts, "due "+cli.ShortDate(a.Due, today))
		}
		if a.State != clause.Open {
			parts = append(parts, string(a.State))
		}
	}
	return strings.Join(parts, ", ")
}

func acceptedBy(rule string) string {
	switch rule {
	case page.RuleBox:
		return "box"
	case page.RuleMarker:
		return "marker"
	case page.RuleSection:
		return "actions section"
	case page.RuleBold:
		return "bold promise"
	}
	return rule
}
