package history

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/noterepo"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// Move moves a directory of the notes folder.
type Move struct{ From, To string }

// Rename moves directories of the notes folder with everything in them, makes
// further changes at the new places, and records that in one commit for each
// repository: the notes, and the other files that git knows. What git does not
// know moves along and stays unknown. A directory that is a repository of its own
// just moves; its history is inside. Nothing happens when one of the new places
// is taken.
func (h *History) Rename(ctx context.Context, moves []Move, changes []page.Change, msg Message) (*Result, error) {
	msg.renamed = renamedBy(moves)
	paths := pathsOf(changes)
	files := make([][]string, len(moves))
	for i, m := range moves {
		var err error
		if files[i], err = h.movable(m); err != nil {
			return nil, err
		}
		for _, p := range files[i] {
			paths = append(paths, p, m.To+strings.TrimPrefix(p, m.From))
		}
		if !gitstore.Within(m.From, page.PrivateDir) || len(files[i]) > 0 {
			paths = append(paths, m.From+"/"+page.TopPageFile) // to be locked
		}
	}
	return h.locked(ctx, paths, func(groups []group) (*Result, error) {
		plan, err := h.moving(files, moves)
		if err != nil {
			return nil, err
		}
		if err := h.moveAll(moves); err != nil {
			return nil, err
		}
		if err := h.save(changes); err != nil {
			return nil, errors.Join(err, h.moveBack(moves))
		}
		maps.Copy(plan, planned(changes))
		if groups, err = h.regroup(groups, moves, pathsOf(changes)); err != nil {
			return nil, err
		}
		return h.record(ctx, groups, plan, msg)
	})
}

// regroup sorts the changed paths anew: a repository that moved is recorded in
// its new place, and its files in no other.
func (h *History) regroup(groups []group, moves []Move, changed []string) ([]group, error) {
	for i, g := range groups {
		groups[i].paths = slices.DeleteFunc(slices.Clone(g.paths), func(p string) bool { return slices.Contains(changed, p) })
	}
	groups = slices.DeleteFunc(groups, func(g group) bool {
		return len(g.paths) == 0 || g.repo != nil && h.moved(g.repo, moves)
	})
	now, err := h.groups(changed)
	for _, g := range now {
		if i := slices.IndexFunc(groups, func(o group) bool { return o.repo == g.repo }); i >= 0 {
			groups[i].paths = append(groups[i].paths, g.paths...)
		} else {
			groups = append(groups, g)
		}
	}
	return groups, err
}

// movable returns the files that the commit of a move covers. A repository of its
// own has none, nor has a directory below private/ that no repository keeps.
func (h *History) movable(m Move) ([]string, error) {
	for _, p := range []string{m.From, m.To} {
		if err := noterepo.CheckPath(p); err != nil {
			return nil, err
		}
	}
	r, err := h.repos.Of(m.From + "/" + page.TopPageFile)
	if err != nil || r == nil && gitstore.Within(m.From, page.PrivateDir) || r != nil && r.Rel == m.From {
		return nil, err
	}
	files, err := h.recorded(m.From)
	if err != nil {
		return nil, fmt.Errorf("renaming %s: %w", m.From, err)
	}
	return files, nil
}

// moving plans the files under their new names, reading them before the move.
func (h *History) moving(files [][]string, moves []Move) (map[string][]byte, error) {
	plan := map[string][]byte{}
	for i, m := range moves {
		for _, p := range files[i] {
			b, err := rootfs.ReadFile(h.root, p)
			if err != nil {
				return nil, fmt.Errorf("renaming %s: %w", m.From, err)
			}
			plan[p], plan[m.To+strings.TrimPrefix(p, m.From)] = nil, orNil(b, true)
		}
	}
	return plan, nil
}

// moveAll moves the directories; when one cannot be moved, those before it are
// moved back.
func (h *History) moveAll(moves []Move) error {
	for _, m := range moves {
		if _, err := h.root.Lstat(m.To); err == nil {
			return &PathError{Path: m.To, Reason: "already exists", Hint: "choose another name"}
		}
	}
	parents := map[string]bool{}
	for i, m := range moves {
		err := h.step("rename", m.From)
		if err == nil {
			err = h.root.Rename(m.From, m.To)
		}
		if err != nil {
			return errors.Join(fmt.Errorf("renaming %s: %w", m.From, err), h.moveBack(moves[:i]))
		}
		parents[path.Dir(m.From)], parents[path.Dir(m.To)] = true, true
		if nested, _ := h.root.Lstat(m.To + "/.git"); nested != nil {
			if err := h.ignoreMoved(m.To); err != nil {
				return err
			}
		}
	}
	return h.syncDirs(parents)
}

func (h *History) moveBack(moves []Move) error {
	for _, m := range slices.Backward(moves) {
		if err := h.root.Rename(m.To, m.From); err != nil {
			return fmt.Errorf("moving %s back: %w", m.From, err)
		}
	}
	return nil
}

// moved reports whether a repository is one of the directories that moved.
func (h *History) moved(r *repo, moves []Move) bool {
	return slices.ContainsFunc(moves, func(m Move) bool { return r.Rel == m.From })
}

// ignoreMoved keeps a repository inside the folder ignored under its new name.
func (h *History) ignoreMoved(rel string) error {
	outer, err := h.repos.Of(path.Dir(rel) + "/x")
	if err != nil || outer == nil {
		return err
	}
	return outer.Exclude("/" + outer.Inside(rel) + "/")
}

// recorded returns the files below a directory that its commit covers: the notes,
// and what git tracks already.
func (h *History) recorded(dir string) ([]string, error) {
	r, err := h.repos.Of(dir + "/" + page.TopPageFile)
	if err != nil {
		return nil, err
	}
	known := func(string) bool { return false }
	if r != nil {
		tracks := r.Tracks()
		known = func(p string) bool { return tracks(r.Inside(p)) }
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
