package history

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"oneonone/internal/merge"
	"oneonone/internal/rootfs"
	"oneonone/internal/treemerge"
	"oneonone/notes/page"
)

// mend merges again what some other merge left between conflict markers in notes,
// if the base of the two versions is known: from the markers, the index, or the
// merge in the history that left them. If it is not, the markers stay.
func (h *History) mend(ctx context.Context, r *repo, paths []string) error {
	var changes []page.Change
	for _, p := range paths {
		src, err := rootfs.ReadFile(h.root, p)
		if err != nil || merge.ConflictLine(src) == 0 {
			continue
		}
		base, ours, theirs, ok := merge.Versions(src)
		if !ok {
			if base, err = h.baseOf(ctx, r, r.Inside(p)); err != nil {
				return err
			}
			if base == nil {
				continue
			}
		}
		text := treemerge.Text(p, base, ours, theirs).Text
		if merge.ConflictLine(text) == 0 {
			changes = append(changes, page.Change{Path: p, Old: src, New: text})
		}
	}
	if len(changes) == 0 {
		return nil
	}
	if err := h.resolved(ctx, r, changes); err != nil {
		return err
	}
	names := strings.Join(pathsOf(changes), ", ")
	_, err := h.Apply(ctx, changes, Message{Subject: "Merge what was left between marks: " + names, Edits: true})
	return err
}

// marksReach is how many commits back to look for the merge that left markers.
const marksReach = 20

// baseOf finds the base of the versions in a file with markers; nil when it is
// not known.
func (h *History) baseOf(ctx context.Context, r *repo, inside string) ([]byte, error) {
	if out, err := r.Read(ctx, "show", ":1:"+inside); err == nil {
		return orNil(out, true), nil
	}
	rev := "HEAD"
	for range marksReach {
		out, err := r.Read(ctx, "rev-list", "-n", "1", rev, "--", inside)
		commit := strings.TrimSpace(string(out))
		if err != nil || commit == "" {
			return nil, err
		}
		parents, err := r.Parents(ctx, commit)
		if err != nil || len(parents) == 0 {
			return nil, err
		}
		if len(parents) == 2 {
			return h.baseOfMerge(ctx, r, inside, parents)
		}
		files, err := r.FilesAt(ctx, parents[0], []string{inside})
		if err != nil || merge.ConflictLine(files[inside]) == 0 {
			return nil, err
		}
		rev = parents[0]
	}
	return nil, nil
}

func (h *History) baseOfMerge(ctx context.Context, r *repo, inside string, parents []string) ([]byte, error) {
	common, err := r.Bases(ctx, parents[0], parents[1])
	if err != nil || len(common) != 1 {
		return nil, err
	}
	files, err := r.FilesAt(ctx, common[0], []string{inside})
	b, ok := files[inside]
	return orNil(b, ok), err
}

// resolved tells git that files whose conflict is still in the index have none
// any more.
func (h *History) resolved(ctx context.Context, r *repo, changes []page.Change) error {
	for _, c := range changes {
		inside := r.Inside(c.Path)
		out, err := r.Read(ctx, "ls-files", "--unmerged", "-z", "--", inside)
		if err != nil || len(out) == 0 {
			continue
		}
		cmd, err := r.Command(ctx, nil, "add", "--", inside)
		if err != nil {
			return err
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("resolving the conflict of %s: %w: %s", c.Path, err, bytes.TrimSpace(out))
		}
	}
	return nil
}

// marked returns the edits in a repository that have conflict markers.
func (h *History) marked(r *repo, edits []Edit) []string {
	var paths []string
	for _, e := range edits {
		if b, err := rootfs.ReadFile(h.root, e.Path); e.Repo == r.Rel && err == nil && merge.ConflictLine(b) > 0 {
			paths = append(paths, e.Path)
		}
	}
	return paths
}
