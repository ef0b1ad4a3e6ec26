package history

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"

	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
	"oneonone/internal/treemerge"
	"oneonone/notes/page"
)

// synced is a note that a sync changed while an editor had unsaved changes to it,
// as it was before and after. If the editor then saves over it, that does not
// mean to delete what came.
type synced struct {
	Before, After string // git's names for the bytes
}

// syncedFile, in the git directory, keeps these until the note is next edited.
const syncedFile = "oneonone.synced"

func syncedIn(r *repo) map[string]synced {
	known := map[string]synced{}
	if b, err := rootfs.ReadPath(filepath.Join(r.GitDir, syncedFile)); err == nil {
		json.Unmarshal(b, &known) // an unreadable file is as good as none
	}
	return known
}

func keepSynced(r *repo, known map[string]synced) {
	if b, err := json.Marshal(known); err == nil {
		r.Keep(syncedFile, b) // without it an editor's old text counts as an edit
	}
}

// rememberSynced records what a join changed underneath an editor.
func (h *History) rememberSynced(j *join, pieces []joinPiece, changes []page.Change, open func(path string) bool) {
	known := syncedIn(j.r)
	for i, c := range changes {
		delete(known, c.Path)
		if page.ParsePath(c.Path).Kind == page.KindOther || c.Old == nil || c.New == nil || open == nil || !open(c.Path) {
			continue
		}
		after := pieces[i].ID
		if after == "" {
			after = gitstore.BlobID(c.New)
		}
		known[c.Path] = synced{Before: pieces[i].before.ID, After: after}
	}
	keepSynced(j.r, known)
}

// Stale plans a merge for edits made in an editor on a note as it was before the
// last sync: an editor had it open then, and the edit undoes all that the sync
// changed. Anything else that undoes what came is an ordinary edit. Each note is
// checked only once.
func (h *History) Stale(ctx context.Context, edits []Edit) ([]page.Change, error) {
	var changes []page.Change
	for _, e := range edits {
		r, err := h.repos.Named(e.Repo)
		if err != nil {
			return nil, err
		}
		known := syncedIn(r)
		was, ok := known[e.Path]
		if !ok {
			continue
		}
		delete(known, e.Path)
		keepSynced(r, known)
		if e.Kind != Modified {
			continue
		}
		c, err := h.stale(ctx, r, e.Path, was)
		if err != nil {
			return nil, err
		}
		if c != nil {
			changes = append(changes, *c)
		}
	}
	return changes, nil
}

func (h *History) stale(ctx context.Context, r *repo, p string, was synced) (*page.Change, error) {
	disk, err := rootfs.ReadFile(h.root, p)
	if err != nil {
		return nil, err
	}
	_, head, err := r.Head(ctx)
	if err != nil {
		return nil, err
	}
	inside := r.Inside(p)
	if now, err := r.EntryAt(ctx, head, inside); err != nil || now.ID != was.After {
		return nil, err // it has been recorded again since
	}
	blob := r.Blobs(ctx, []string{inside})
	before, err := blob(inside, was.Before)
	if err != nil {
		return nil, err
	}
	after, err := blob(inside, was.After)
	if err != nil || !treemerge.TakesBack(before, after, disk) {
		return nil, err
	}
	merged := treemerge.Text(p, before, disk, after)
	if bytes.Equal(merged.Text, disk) {
		return nil, nil
	}
	return &page.Change{Path: p, Old: disk, New: merged.Text}, nil
}
