package followup

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/internal/rootfs"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// Files reads files where there is no notes folder, as one with nobody in it
// would; nil when something else than files is named.
func Files(s *cli.Session, words []string) []*page.Entry {
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

// ToExplain are a person's entries, or the file of a path. A path has a
// separator or an ending, which no handle that is typed has.
func ToExplain(s *cli.Session, w *cli.Workspace, word string) ([]*page.Entry, error) {
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
		return nil, &lookup.NotFoundError{What: "file", Name: word, Next: "name a person, or a file as seen from here or from the notes folder"}
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
