package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"oneonone/internal/gitformat"
	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
	"oneonone/internal/treemerge"
	"oneonone/notes/page"
)

// perform writes a join: the files first, so that a kill leaves at worst edits
// that both sides have, then commit, index and branch. again is true when a note
// or the branch has changed since it was planned and nothing was done.
func (h *History) perform(ctx context.Context, j *join, s Shared, o SyncOptions, done *Synced) (again bool, err error) {
	var changes []page.Change
	pieces := j.pieces()
	for _, p := range pieces {
		c, err := j.change(p)
		if err != nil {
			return false, err
		}
		changes = append(changes, c)
	}
	if !o.DryRun {
		again, err = h.write(ctx, j, pieces, changes, s, o)
	}
	if err != nil || again {
		return again, err
	}
	done.tell(j, changes)
	return false, nil
}

// tell records what the user should know about a join.
func (done *Synced) tell(j *join, changes []page.Change) {
	for _, c := range changes {
		if page.ParsePath(c.Path).Kind != page.KindOther {
			done.Came = append(done.Came, c)
		}
	}
	for inside, o := range j.merged.Files {
		p, _ := j.r.Outside(inside)
		for _, line := range o.Decide {
			done.Decide = append(done.Decide, Place{p, line})
		}
	}
	slices.SortFunc(done.Decide, func(a, b Place) int {
		if a.Path == b.Path {
			return a.Line - b.Line
		}
		return bytes.Compare([]byte(a.Path), []byte(b.Path))
	})
	for _, n := range j.merged.Notices {
		p, _ := j.r.Outside(n.Path)
		done.Notices = append(done.Notices, p+": "+n.Text)
	}
}

// write writes a planned join to disk and into git.
func (h *History) write(ctx context.Context, j *join, pieces []joinPiece, changes []page.Change, s Shared, o SyncOptions) (again bool, err error) {
	_, err = h.locked(ctx, append(pathsOf(changes), lockedBy(j.r)), func(groups []group) (*Result, error) {
		cfg, err := j.r.Config(ctx)
		if err != nil {
			return nil, err
		}
		if _, head, err := j.r.Head(ctx); err != nil || head != j.head {
			again = err == nil
			return nil, err
		}
		ctx = gitstore.Finish(ctx)
		h.clearLinks(j, pieces)
		todo, err := h.todo(ctx, j, pieces, changes, j.r.NotPlain(cfg, insides(j.r, changes)) == "")
		if err == nil && len(todo) > 0 {
			if err = h.beginJoin(j); err == nil {
				err = h.save(todo)
			}
		}
		if err != nil {
			return nil, errors.Join(err, h.placeLinks(ctx, j, pieces, before))
		}
		if err = h.placeLinks(ctx, j, pieces, after); err == nil {
			again, err = j.r.Join(ctx, cfg, h.joinOf(ctx, j, pieces, changes, s))
		}
		if err != nil || again {
			return nil, errors.Join(err, h.save(reversed(todo)), h.placeLinks(ctx, j, pieces, before))
		}
		h.rememberSynced(j, pieces, changes, o.Open)
		j.r.Tidy(ctx)
		return nil, nil
	})
	var changed *ChangedError
	if errors.As(err, &changed) {
		return true, nil
	}
	return again, err
}

// lockedBy is a path whose lock is the repository's.
func lockedBy(r *repo) string {
	p, _ := r.Outside(page.TopPageFile)
	return p
}

// reversed returns the changes that undo changes.
func reversed(changes []page.Change) []page.Change {
	back := make([]page.Change, 0, len(changes))
	for _, c := range slices.Backward(changes) {
		back = append(back, page.Change{Path: c.Path, Old: c.New, New: c.Old})
	}
	return back
}

// todo returns the changes still to be made on disk: a killed run may have made
// some. It refuses to touch a file other than a note that has edits unknown to
// git. Where the repository is not plain, git may have converted line ends.
func (h *History) todo(ctx context.Context, j *join, pieces []joinPiece, changes []page.Change, plain bool) ([]page.Change, error) {
	var todo []page.Change
	for i := range changes {
		c := &changes[i]
		if j.bulk[pieces[i].inside] && !h.bulkAsKnown(ctx, j, pieces[i]) {
			return nil, unknownThere(j.r, c.Path)
		}
		if c.Old == nil && c.New == nil {
			continue // a link, or placed like one
		}
		if pieces[i].There() && c.New == nil || pieces[i].before.There() && c.Old == nil {
			return nil, &remote.Error{Reason: c.Path + " is a link or a submodule on one side, and a file on the other", Next: "merge it with git: " + j.r.Typed() + " pull"}
		}
		disk, err := rootfs.ReadFile(h.root, c.Path)
		gone := errors.Is(err, fs.ErrNotExist) || gitformat.IsNotDir(err) // a file may be in the way of its directory, and will go
		if err != nil && !gone {
			return nil, &remote.Error{Reason: fmt.Sprintf("reading %s: %v", c.Path, err), Next: "merge it with git: " + j.r.Typed() + " pull"}
		}
		if old := likeDisk(c.Old, disk); !plain && !gone && bytes.Equal(old, disk) {
			c.Old, c.New = old, likeDisk(c.New, disk)
		}
		switch {
		case gone && c.New == nil, !gone && c.New != nil && bytes.Equal(disk, c.New):
			continue
		case page.ParsePath(c.Path).Kind == page.KindOther && (gone != (c.Old == nil) || !bytes.Equal(disk, c.Old)):
			return nil, unknownThere(j.r, c.Path)
		}
		todo = append(todo, *c)
	}
	return todo, nil
}

// unknownThere refuses to overwrite what git could not restore.
func unknownThere(r *repo, p string) error {
	return &remote.Error{Reason: p + " changed on both sides, and git does not have what is here",
		Next: "record it with: " + r.Typed() + " add -- " + text.ShellWord(strings.TrimPrefix(r.Inside(p), r.Prefix)) + " && " + r.Typed() + " commit -m " + text.ShellWord("Add "+path.Base(p)) + "; then: oneonone sync"}
}

// insides returns the paths of changes within the repository.
func insides(r *repo, changes []page.Change) []string {
	names := make([]string, len(changes))
	for i, c := range changes {
		names[i] = r.Inside(c.Path)
	}
	return names
}

// joinOf is the join in git's terms, with the files as they now are on disk.
func (h *History) joinOf(ctx context.Context, j *join, pieces []joinPiece, changes []page.Change, s Shared) gitstore.Join {
	out := gitstore.Join{Head: j.head, Other: j.tip, Forward: j.forward}
	for i, p := range pieces {
		path := changes[i].Path
		read, planned := func() ([]byte, error) { return rootfs.ReadFile(h.root, path) }, changes[i].New
		if j.bulk[p.inside] && p.There() { // any bytes do: holdsBlob compares the file
			read, planned = func() ([]byte, error) { return nil, h.holdsBlob(ctx, j, path, p.inside, p.File) }, []byte{}
		}
		out.Pieces = append(out.Pieces, gitstore.Piece{Mode: p.Mode, ID: p.ID,
			Snap: j.r.Planned(path, p.inside, planned, read)})
	}
	out.Text = func(tree, parent string) string {
		msg := Message{Subject: "Merge the notes of " + s.Other.Title(), Edits: true}
		return msg.format(commandID(h.opt.Now(), msg, tree, parent))
	}
	return out
}

// clearLinks removes HEAD's links and empty submodules: files may be written
// below their names.
func (h *History) clearLinks(j *join, pieces []joinPiece) {
	for _, piece := range pieces {
		p, _ := j.r.Outside(piece.inside)
		st, err := h.root.Lstat(p)
		switch was := piece.before.Mode; {
		case err != nil:
		case was == treemerge.ModeLink && st.Mode()&fs.ModeSymlink != 0,
			was == treemerge.ModeSubmodule && !piece.There():
			h.root.Remove(p) // fails if there is something in it
		}
	}
}

// before and after are what a piece of a join was and will be.
func before(p joinPiece) treemerge.File { return p.before }
func after(p joinPiece) treemerge.File  { return p.File }

// placeLinks writes to disk what is not a plain text file: links, submodules,
// executables, and files that are too large.
func (h *History) placeLinks(ctx context.Context, j *join, pieces []joinPiece, as func(joinPiece) treemerge.File) error {
	for _, piece := range pieces {
		p, _ := j.r.Outside(piece.inside)
		var err error
		if j.bulk[piece.inside] {
			err = h.placeBulk(ctx, j, p, piece, as(piece))
		}
		if err == nil {
			err = h.placeLink(j, p, piece.inside, as(piece))
		}
		if err != nil {
			return fmt.Errorf("writing %s: %w", p, err)
		}
	}
	return nil
}

func (h *History) placeLink(j *join, p, inside string, f treemerge.File) error {
	switch f.Mode {
	case treemerge.ModeLink, treemerge.ModeSubmodule:
		dir := path.Dir(p)
		if f.Mode == treemerge.ModeSubmodule {
			dir = p
		}
		if err := h.noLinks(dir + "/x"); err != nil {
			return err
		}
		if err := h.makeDir(dir, map[string]bool{}); err != nil || dir == p {
			return err
		}
		target, err := j.read(inside, f.ID)
		if err != nil {
			return err
		}
		if err := h.root.Symlink(string(target), p); !errors.Is(err, fs.ErrExist) {
			return err
		}
	case treemerge.ModeExec, treemerge.ModeFile:
		st, err := h.root.Lstat(p)
		if err == nil && st.Mode().IsRegular() && (st.Mode()&0o100 != 0) != (f.Mode == treemerge.ModeExec) {
			return h.root.Chmod(p, st.Mode().Perm()^0o100)
		}
	}
	return nil
}
