package gitrewrite

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// writePack writes everything that the new refs lead to.
func (w *rewriter) writePack(ctx context.Context, dir string, now *refs, blobs []hash) error {
	m := marker{w.objects, map[hash]bool{}, nil}
	for _, name := range slices.Sorted(maps.Keys(now.at)) {
		if err := m.mark(ctx, now.at[name]); err != nil {
			return err
		}
	}
	for _, log := range now.logs {
		for _, l := range log {
			for _, h := range []hash{l.old, l.now} {
				if h.IsZero() || !w.has(h) {
					continue
				}
				if err := m.mark(ctx, h); err != nil {
					return err
				}
			}
		}
	}
	for _, h := range blobs {
		m.leaf(h)
	}
	if len(m.order) == 0 {
		return nil
	}
	pack, err := filesystem.NewStorage(osfs.New(dir, osfs.WithBoundOS()), cache.NewObjectLRUDefault()).PackfileWriter()
	if err != nil {
		return err
	}
	if _, err := packfile.NewEncoder(pack, w.objects, false).Encode(m.order, 0); err != nil {
		pack.Close()
		return err
	}
	return pack.Close()
}

// marker lists the objects that others lead to.
type marker struct {
	*objects
	seen  map[hash]bool
	order []hash
}

func (m *marker) leaf(h hash) bool {
	if m.seen[h] {
		return false
	}
	m.seen[h] = true
	m.order = append(m.order, h)
	return true
}

func (m *marker) mark(ctx context.Context, root hash) error {
	for todo := []hash{root}; len(todo) > 0; {
		if err := ctx.Err(); err != nil {
			return err
		}
		h := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !m.leaf(h) {
			continue
		}
		obj, err := m.EncodedObject(plumbing.AnyObject, h)
		if err != nil {
			return fmt.Errorf("reading git object %s: %w", h, err)
		}
		switch obj.Type() {
		case plumbing.CommitObject:
			c, err := m.commit(h)
			if err != nil {
				return err
			}
			todo = append(append(todo, c.parents...), c.tree)
		case plumbing.TagObject:
			b, err := m.read(plumbing.TagObject, h)
			if err != nil {
				return err
			}
			line, _, _ := strings.Cut(string(b), "\n")
			todo = append(todo, plumbing.NewHash(strings.TrimPrefix(line, "object ")))
		case plumbing.TreeObject:
			entries, err := m.tree(h)
			if err != nil {
				return err
			}
			for _, e := range entries {
				switch e.mode {
				case modeTree:
					todo = append(todo, e.hash)
				case modeSubmodule:
				default:
					m.leaf(e.hash)
				}
			}
		}
	}
	return nil
}
