package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/internal/render"
	"oneonone/internal/rootfs"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// verdictJSON is a verdict as actions --explain --json gives it.
type verdictJSON struct {
	Path     string        `json:"path"`
	Line     int           `json:"line"`
	What     string        `json:"what"`
	Text     string        `json:"text"`
	Accepted bool          `json:"accepted"`
	Rule     string        `json:"rule"`
	Owners   []string      `json:"owners"`
	Due      *when.Date    `json:"due"`
	State    *clause.State `json:"state"`
}

// runExplain says of every checkbox, marker and bold span why it is an action
// or not, in the notes of people or in files, which may lie anywhere.
func (s *session) runExplain(ctx context.Context, words []string, asJSON bool) error {
	w, err := s.open()
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
		entries, err := s.entriesToExplain(w, word)
		if err != nil {
			return err
		}
		read += len(entries)
		for _, e := range entries {
			s.sayProblems(e.Problems)
			verdicts = append(verdicts, e.Explain()...)
		}
	}
	if asJSON {
		rows := make([]verdictJSON, len(verdicts))
		for i, v := range verdicts {
			rows[i] = verdictAsJSON(v)
		}
		return render.JSON(s.env.Stdout, rows)
	}
	if len(verdicts) == 0 {
		s.say("no checkbox, marker or bold text in %s", plural(read, "note", "notes"))
		return nil
	}
	return s.paged(ctx, verdictTable(verdicts, s.today()).Write)
}

func verdictAsJSON(v page.Verdict) verdictJSON {
	j := verdictJSON{Path: v.Path, Line: v.Line, What: v.What, Text: v.Text, Accepted: v.Accepted, Rule: v.Rule, Owners: []string{}}
	if v.Action != nil {
		j.Owners, j.Due, j.State = append(j.Owners, v.Action.Owners...), orNull(v.Action.Due), &v.Action.State
	}
	return j
}

// entriesToExplain are a person's entries, or the file of a path. A path has
// a separator or an ending, which no handle that is typed has.
func (s *session) entriesToExplain(w *workspace, word string) ([]*page.Entry, error) {
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
		s.sayProblems(problems)
		return entries, nil
	}
	path := word
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.env.Dir, path)
	}
	src, err := rootfs.ReadPath(path)
	if errors.Is(err, fs.ErrNotExist) && !filepath.IsAbs(word) {
		path = w.shown(filepath.ToSlash(word)) // as listings name notes
		src, err = fs.ReadFile(w.FS, filepath.ToSlash(filepath.Clean(word)))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &lookup.NotFoundError{What: "file", Name: word, Next: "name a person, or a file as seen from here or from the notes folder"}
	}
	if err != nil {
		return nil, fmt.Errorf("explaining %s: %w", word, err)
	}
	if inside, err := filepath.Rel(w.dir, path); err == nil && filepath.IsLocal(inside) {
		if inside = filepath.ToSlash(inside); page.ParsePath(inside).Kind == page.KindTopPage {
			s.say("%s is a top page: no action is read from it", inside)
			return nil, nil
		}
		return []*page.Entry{w.Grammar().ParseEntry(inside, src)}, nil
	}
	return []*page.Entry{w.Grammar().ParseText(filepath.ToSlash(word), src, s.today())}, nil
}

// verdictTable lists verdicts: a check or a cross, the place, the words, why.
func verdictTable(verdicts []page.Verdict, today when.Date) *render.Table {
	table := &render.Table{Columns: []render.Column{{Name: "", Fixed: true}, {Name: "where", Fixed: true}, {Name: "words"}, {Name: "why"}}}
	for _, v := range verdicts {
		mark := render.Cell{Text: "✗", Style: render.Muted, Piped: "no"}
		style := render.Muted
		if v.Accepted {
			mark, style = render.Cell{Text: "✓", Style: render.Good, Piped: "action"}, render.Plain
		}
		table.Add(mark, render.Cell{Text: fmt.Sprintf("%s:%d", shortPath(v.Path), v.Line), Style: render.Name, Piped: fmt.Sprintf("%s:%d", v.Path, v.Line)},
			render.Cell{Text: v.Text, Style: style}, render.Cell{Text: why(v, today), Style: style})
	}
	return table
}

// why says which rule accepted words, with what was understood, or what
// refused them.
func why(v page.Verdict, today when.Date) string {
	if !v.Accepted {
		return v.What + ": " + v.Rule
	}
	parts := []string{acceptedBy(v.Rule)}
	if a := v.Action; a != nil {
		parts = append(parts, ownersText(a.Owners))
		if !a.Due.IsZero() {
			parts = append(parts, "due "+shortDate(a.Due, today))
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
