package gitrewrite

import (
	"maps"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// followNotes rewrites git's notes, which name commits: those on commits that are gone go.
func (w *rewriter) followNotes(old, now *refs) error {
	for name, h := range old.at {
		if !strings.HasPrefix(name, notesRefs) {
			continue
		}
		c, err := w.commit(h)
		if err != nil {
			return err
		}
		tree, err := w.notesTree(c.tree)
		if err != nil {
			return err
		}
		switch {
		case tree == emptyTree:
		case tree == c.tree && len(c.parents) == 0:
			now.at[name] = h
		default: // what notes said before they were changed is not kept
			now.at[name] = w.addCommit(tree, nil, unsigned(c.lines), "Notes\n")
		}
		delete(now.logs, name)
	}
	return nil
}

func (w *rewriter) notesTree(tree hash) (hash, error) {
	flat, err := w.flatNotes(tree, "")
	if err != nil {
		return tree, err
	}
	var kept []entry
	for id, e := range flat {
		on := plumbing.NewHash(id)
		if to, ok := w.now[on]; ok {
			if to.IsZero() || w.touched[on] {
				continue
			}
			id = to.String()
		} else if !w.has(on) {
			continue
		}
		b, err := w.read(plumbing.BlobObject, e.hash)
		if err != nil {
			return tree, err
		}
		kept = append(kept, entry{mode: e.mode, name: id, hash: w.add(plumbing.BlobObject, []byte(w.text(string(b))))})
	}
	if len(kept) == 0 {
		return emptyTree, nil
	}
	return w.addTree(kept), nil
}

// flatNotes are the notes by the object they are on, however git has fanned them out.
func (w *rewriter) flatNotes(tree hash, prefix string) (map[string]entry, error) {
	entries, err := w.tree(tree)
	if err != nil {
		return nil, err
	}
	flat := map[string]entry{}
	for _, e := range entries {
		if e.mode == modeTree {
			sub, err := w.flatNotes(e.hash, prefix+e.name)
			if err != nil {
				return nil, err
			}
			maps.Copy(flat, sub)
		} else if plumbing.IsHash(prefix + e.name) {
			flat[prefix+e.name] = e
		}
	}
	return flat, nil
}
