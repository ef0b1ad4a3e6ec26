package history

import (
	"context"
	"errors"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/gitmerge"
	"oneonone/internal/gitstore"
	"oneonone/internal/merge"
	"oneonone/internal/rootfs"
	"oneonone/internal/treemerge"
	"oneonone/notes/page"
)

// Settle plans what a merge left to settle about one person, given all of the
// person's notes as merged and as either side had them. It is promise.Settle with
// a folder's grammar.
type Settle func(merged, ours, theirs map[string][]byte) ([]page.Change, error)

// settlePeople settles, for everybody both sides wrote about, that person's notes
// as a whole, and makes the result part of the join.
func (h *History) settlePeople(ctx context.Context, j *join, three *treemerge.Three, settle Settle) error {
	for _, dir := range bothWrote(j.r, three) {
		ours, err := h.notesAt(ctx, j.r, j.head, dir)
		if err != nil {
			return err
		}
		theirs, err := h.notesAt(ctx, j.r, j.tip, dir)
		if err != nil {
			return err
		}
		merged, err := j.mergedNotes(ours, dir)
		if err != nil {
			return err
		}
		settled, err := settle(merged, ours, theirs)
		if err != nil {
			return err
		}
		for _, c := range settled {
			if err := j.put(ctx, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// bothWrote returns the directories of people in which both sides changed notes.
func bothWrote(r *repo, three *treemerge.Three) []string {
	wrote := [2]map[string]bool{{}, {}}
	for _, p := range three.Names() {
		folderPath, ok := r.Outside(p)
		if !ok || page.ParsePath(folderPath).Person == "" {
			continue
		}
		for i, tree := range []treemerge.Tree{three.Ours, three.Theirs} {
			if tree[p] != three.Base[p] {
				wrote[i][path.Dir(folderPath)] = true
			}
		}
	}
	var both []string
	for _, dir := range slices.Sorted(maps.Keys(wrote[0])) {
		if wrote[1][dir] {
			both = append(both, dir)
		}
	}
	return both
}

// notesAt are the notes of a directory as a commit has them.
func (h *History) notesAt(ctx context.Context, r *repo, rev, dir string) (map[string][]byte, error) {
	all, err := r.ListAt(ctx, rev, r.Inside(dir))
	if err != nil {
		return nil, err
	}
	files, err := r.FilesAt(ctx, rev, all)
	notes := map[string][]byte{}
	for inside, b := range files {
		if p, ok := r.Outside(inside); ok && path.Dir(p) == dir {
			notes[p] = orNil(b, true)
		}
	}
	return notes, err
}

// mergedNotes are the notes of a directory as the join makes them.
func (j *join) mergedNotes(ours map[string][]byte, dir string) (map[string][]byte, error) {
	merged := maps.Clone(ours)
	for inside := range j.ours {
		if _, kept := j.merged.Files[inside]; !kept { // it has another name now
			p, _ := j.r.Outside(inside)
			delete(merged, p)
		}
	}
	for inside, o := range j.merged.Files {
		p, ok := j.r.Outside(inside)
		if !ok || path.Dir(p) != dir {
			continue
		}
		delete(merged, p)
		b := o.Data
		if b == nil {
			var err error
			if b, err = j.bytes(inside, o.File); err != nil {
				return nil, err
			}
		}
		if b != nil {
			merged[p] = b
		}
	}
	return merged, nil
}

// put makes a change of a merged note part of the join.
func (j *join) put(ctx context.Context, c page.Change) error {
	inside := j.r.Inside(c.Path)
	o, differs := j.merged.Files[inside]
	if !differs {
		e, err := j.r.EntryAt(ctx, j.head, inside)
		if err != nil {
			return err
		}
		o.File = treemerge.File{Mode: e.Mode, ID: e.ID}
		j.ours[inside] = o.File
	}
	o.ID, o.Data, o.Decide = "", c.New, merge.Undecided(c.New)
	j.merged.Files[inside] = o
	return nil
}

// settledFile, in the git directory, names the newest commit whose merges are
// settled.
const settledFile = "oneonone.settled"

// SettleMerges does for a merge by plain git what a sync does in its own commit.
// It looks only at HEAD: the case of a pull followed by one of our commands.
func (h *History) SettleMerges(ctx context.Context, settle Settle) error {
	repos, err := h.repos.All()
	if err != nil {
		return err
	}
	for _, r := range repos {
		changes, head, err := h.unsettled(ctx, r, settle)
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			continue
		}
		if _, err := h.Apply(ctx, changes, Message{Subject: "Settle what a merge left open: " + peopleOf(changes), Edits: true}); err != nil {
			return err
		}
		if err := r.Keep(settledFile, []byte(head+"\n")); err != nil {
			return err
		}
	}
	return nil
}

// Unsettled is what SettleMerges would change, for commands that only read.
func (h *History) Unsettled(ctx context.Context, settle Settle) []page.Change {
	repos, _ := h.repos.All() // a command that needs them reports the error
	var all []page.Change
	for _, r := range repos {
		changes, _, _ := h.unsettled(ctx, r, settle)
		all = append(all, changes...)
	}
	return all
}

// unsettled plans what a merge by plain git at HEAD left open, from the notes as
// they now are on disk. head is that merge.
func (h *History) unsettled(ctx context.Context, r *repo, settle Settle) (changes []page.Change, head string, err error) {
	if _, err := os.Lstat(filepath.Join(r.GitDir, "FETCH_HEAD")); err != nil {
		return nil, "", nil // nothing was ever pulled
	}
	_, head, err = r.Head(ctx)
	var refused *gitstore.RefusedError
	if errors.As(err, &refused) || head == "" {
		return nil, "", nil // recording reports why
	}
	if err != nil {
		return nil, "", err
	}
	if b, err := rootfs.ReadPath(filepath.Join(r.GitDir, settledFile)); err == nil && strings.TrimSpace(string(b)) == head {
		return nil, "", nil
	}
	parents, err := r.Parents(ctx, head)
	if err != nil || len(parents) != 2 {
		return nil, "", err
	}
	three, _, err := gitmerge.Diverged(ctx, r.Repo, parents[0], parents[1])
	if err != nil {
		return nil, "", err
	}
	for _, dir := range bothWrote(r, three) {
		var sides [3]map[string][]byte
		for i, rev := range []string{head, parents[0], parents[1]} {
			if sides[i], err = h.notesAt(ctx, r, rev, dir); err != nil {
				return nil, "", err
			}
		}
		for p := range sides[0] {
			if sides[0][p] = h.onDisk(p); sides[0][p] == nil {
				delete(sides[0], p)
			}
		}
		settled, err := settle(sides[0], sides[1], sides[2])
		if err != nil {
			return nil, "", err
		}
		changes = append(changes, settled...)
	}
	if len(changes) == 0 {
		return nil, "", r.Keep(settledFile, []byte(head+"\n"))
	}
	return changes, head, nil
}

// peopleOf names the people whose notes change.
func peopleOf(changes []page.Change) string {
	var handles []string
	for _, c := range changes {
		handles = append(handles, path.Base(path.Dir(c.Path)))
	}
	return strings.Join(slices.Compact(handles), ", ")
}
