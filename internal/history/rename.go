package history

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/notes/page"
)

// Move is a directory of the notes folder and where it goes.
type Move struct{ From, To string }

// Rename moves directories of the notes folder with everything in them, makes
// further changes at the new places, and records that in one commit for each
// repository: the notes, and the other files that git knows. What git does not
// know moves along and stays unknown. A directory that is a repository of its
// own just moves; its history lies inside. Nothing happens when there is
// something at one of the new places.
func (h *History) Rename(ctx context.Context, moves []Move, changes []page.Change, msg Message) (*Result, error) {
	var paths []string
	for _, m := range moves {
		moving, err := h.moving(m)
		if err != nil {
			return nil, err
		}
		paths = append(paths, moving...)
	}
	return h.locked(ctx, append(paths, pathsOf(changes)...), func(groups []group) (*Result, error) {
		if err := h.moveAll(moves); err != nil {
			return nil, err
		}
		if err := h.save(changes); err != nil {
			return nil, err
		}
		// A repository that moved is recorded where it lies now.
		groups = slices.DeleteFunc(groups, func(g group) bool { return g.repo != nil && h.moved(g.repo, moves) })
		more, err := h.groups(pathsOf(changes))
		if err != nil {
			return nil, err
		}
		for _, g := range more {
			if !slices.ContainsFunc(groups, func(o group) bool { return o.repo == g.repo }) {
				groups = append(groups, g)
			}
		}
		return h.record(ctx, groups, msg)
	})
}

// moving are the files that a move concerns, at both places. A directory below
// private/ that no repository keeps has none: it only moves.
func (h *History) moving(m Move) ([]string, error) {
	for _, p := range []string{m.From, m.To} {
		if err := checkPath(p); err != nil {
			return nil, err
		}
	}
	top := m.From + "/" + page.TopPageFile
	r, err := h.repoOf(top)
	if err != nil || r == nil && gitstore.Within(m.From, page.PrivateDir) {
		return nil, err
	}
	if r != nil && r.rel == m.From {
		return []string{top}, nil // to be locked
	}
	files, err := h.recorded(m.From)
	if err != nil {
		return nil, fmt.Errorf("renaming %s: %w", m.From, err)
	}
	paths := []string{top}
	for _, p := range files {
		paths = append(paths, p, m.To+strings.TrimPrefix(p, m.From))
	}
	return paths, nil
}

// moveAll moves the directories; when one cannot be moved, those before it are
// moved back.
func (h *History) moveAll(moves []Move) error {
	for _, m := range moves {
		if _, err := h.root.Lstat(m.To); err == nil {
			return &PathError{Path: m.To, Reason: "is there already", Hint: "choose another name"}
		}
	}
	parents := map[string]bool{}
	for i, m := range moves {
		err := h.step("rename", m.From)
		if err == nil {
			err = h.root.Rename(m.From, m.To)
		}
		if err != nil {
			for _, back := range moves[:i] {
				h.root.Rename(back.To, back.From)
			}
			return fmt.Errorf("renaming %s: %w", m.From, err)
		}
		parents[path.Dir(m.To)] = true
		if nested, _ := h.root.Lstat(m.To + "/.git"); nested != nil {
			if err := h.ignoreMoved(m.To); err != nil {
				return err
			}
		}
	}
	return h.syncDirs(parents)
}

// moved reports whether a repository is one of the directories that moved.
func (h *History) moved(r *repo, moves []Move) bool {
	return slices.ContainsFunc(moves, func(m Move) bool { return r.rel == m.From })
}

// ignoreMoved keeps a repository inside the folder ignored under its new name.
func (h *History) ignoreMoved(rel string) error {
	outer, err := h.repoOf(path.Dir(rel) + "/x")
	if err != nil || outer == nil {
		return err
	}
	return outer.Exclude("/" + outer.inside(rel) + "/")
}

// recorded are the files below a directory that a commit of it covers: the
// notes, and what git knows already.
func (h *History) recorded(dir string) ([]string, error) {
	r, err := h.repoOf(dir + "/" + page.TopPageFile)
	if err != nil {
		return nil, err
	}
	known := func(string) bool { return false }
	if r != nil {
		tracks := r.Tracks()
		known = func(p string) bool { return tracks(r.inside(p)) }
	}
	var files []string
	err = fs.WalkDir(h.root.FS(), dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case d.IsDir():
			return nil
		case page.ParsePath(p).Kind != page.KindOther || known(p):
			files = append(files, p)
		}
		return nil
	})
	return files, err
}
