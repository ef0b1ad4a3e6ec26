package followup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/internal/render"
	"oneonone/internal/rootfs"
	"oneonone/internal/screen"
	"oneonone/internal/text"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// files reads files where there is no notes folder, as an empty folder would; nil
// when anything but files is named.
func files(s *cli.Session, words []string) []*page.Entry {
	g := page.NewGrammar(clause.NewLexicon(nil, nil), nil)
	var entries []*page.Entry
	for _, word := range words {
		path := word
		if !filepath.IsAbs(path) {
			path = filepath.Join(s.Env.Dir, path)
		}
		src, err := rootfs.ReadPath(path)
		if err != nil {
			return nil
		}
		entries = append(entries, g.ParseText(filepath.ToSlash(word), src, s.Today()))
	}
	return entries
}

// toExplain returns a person's entries, or the file at a path. A path has a
// separator or an extension, which no handle has.
func toExplain(s *cli.Session, w *cli.Workspace, word string) ([]*page.Entry, error) {
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
	src, err := rootfs.ReadPath(path)
	if errors.Is(err, fs.ErrNotExist) && !filepath.IsAbs(word) {
		path = w.Shown(filepath.ToSlash(word)) // as listings name notes
		src, err = fs.ReadFile(w.FS, filepath.ToSlash(filepath.Clean(word)))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &lookup.NotFoundError{What: "file", Name: word, Next: "name a person, or a file relative to here or to the notes folder"}
	}
	if err != nil {
		return nil, fmt.Errorf("explaining %s: %w", word, err)
	}
	if inside, err := filepath.Rel(w.Dir, path); err == nil && filepath.IsLocal(inside) {
		if inside = filepath.ToSlash(inside); page.ParsePath(inside).Kind == page.KindTopPage {
			s.Say("%s is a top page: no actions are read from it", inside)
			return nil, nil
		}
		return []*page.Entry{w.Grammar().ParseEntry(inside, src)}, nil
	}
	return []*page.Entry{w.Grammar().ParseText(filepath.ToSlash(word), src, s.Today())}, nil
}

// Explain says of every checkbox, marker and bold span why it is an action
// or not, in the notes of people or in files, which may lie anywhere.
func Explain(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		entries := files(s, words)
		if entries == nil {
			return err
		}
		return printVerdicts(ctx, s, entries, as)
	}
	if len(words) == 0 {
		for _, p := range w.Present() {
			words = append(words, p.Handle)
		}
	}
	var all []*page.Entry
	for _, word := range words {
		entries, err := toExplain(s, w, word)
		if err != nil {
			return err
		}
		all = append(all, entries...)
	}
	return printVerdicts(ctx, s, all, as)
}

func printVerdicts(ctx context.Context, s *cli.Session, entries []*page.Entry, as cli.Format) error {
	l := &render.Listing[screen.Verdict]{Columns: screen.Verdicts}
	for _, e := range entries {
		s.SayProblems(e.Problems)
		for _, v := range e.Explain() {
			l.Rows = append(l.Rows, screen.Verdict{Verdict: v, Today: s.Today()})
		}
	}
	return cli.Print(ctx, s, as, l, "no checkbox, marker or bold text in "+text.Count(len(entries), "note", "notes"))
}
