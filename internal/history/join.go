package history

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/gitmerge"
	"oneonone/internal/gitstore"
	"oneonone/internal/mergedriver"
	"oneonone/internal/noterepo"
	"oneonone/internal/remote"
	"oneonone/internal/treemerge"
	"oneonone/notes/habits"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// join is a planned merge of another line of commits into a repository's
// branch. It is made in memory; nothing is written until it is performed.
type join struct {
	r         *repo
	head, tip string
	forward   bool
	// ours is what HEAD has for the files in which the trees differ.
	ours   treemerge.Tree
	merged *treemerge.Merged
	read   gitmerge.Read
	// bulk are files too large to be read: they go from git to the disk as a stream.
	bulk map[string]bool
}

// planJoin merges tip into head, both commits of a repository. head is "" for a
// branch without commits.
func (h *History) planJoin(ctx context.Context, s Shared, head, tip string, settle Settle) (*join, error) {
	r := s.r
	if err := h.isNotes(ctx, r, tip); err != nil && !s.vouched {
		return nil, err
	}
	j := &join{r: r, head: head, tip: tip, forward: head == "", bulk: map[string]bool{}}
	if !j.forward {
		bases, err := r.Bases(ctx, head, tip)
		if err != nil {
			return nil, err
		}
		if _, err := os.Lstat(filepath.Join(r.GitDir, "shallow")); err == nil && len(bases) == 0 {
			return nil, &remote.Error{Reason: "it is a shallow clone, without the commit that both grew from", Next: "fetch the rest: git -C " + r.Root + " fetch --unshallow"}
		}
		if len(bases) == 0 && !s.vouched && !r.Doc { // a doc may have been begun on both sides
			return nil, remote.ErrUnrelated
		}
		j.forward = len(bases) > 0 && bases[0] == head
	}
	trees := gitmerge.Diverged
	if j.forward {
		trees = gitmerge.Forward
	}
	three, read, err := trees(ctx, r.Repo, head, tip)
	if err != nil {
		return nil, err
	}
	j.read = read
	j.ours = maps.Clone(three.Ours)
	if j.merged, err = treemerge.Merge(*three); err != nil {
		return nil, err
	}
	if r.Doc {
		j.keepTopPage()
	}
	if settle != nil && !j.forward {
		if err := h.settlePeople(ctx, j, three, settle); err != nil {
			return nil, err
		}
	}
	if err := j.sameFilters(); err != nil {
		return nil, err
	}
	if err := j.readableSettings(); err != nil {
		return nil, err
	}
	return j, h.mayWrite(j)
}

// now returns a file as the join leaves it.
func (j *join) now(inside string, o treemerge.Outcome) ([]byte, error) {
	if o.Data != nil {
		return o.Data, nil
	}
	return j.bytes(inside, o.File)
}

// readableSettings refuses settings that no command could read: not even the sync that
// fetches better ones would open the folder.
func (j *join) readableSettings() error {
	inside := j.r.Inside(page.SettingsFile)
	o, changed := j.merged.Files[inside]
	if j.r.Rel != "" || !changed || !o.There() {
		return nil
	}
	now, err := j.now(inside, o)
	if err != nil {
		return err
	}
	if _, err := settings.Parse(now, habits.Names); err != nil {
		return &remote.Error{Reason: "what the remote has cannot be read: " + err.Error(),
			Next: "correct it where it was changed; then: oneonone sync"}
	}
	return nil
}

// sameFilters refuses a merge that changes which filters apply: we read its files
// without those filters, and git would write them with.
func (j *join) sameFilters() error {
	for inside, o := range j.merged.Files {
		if path.Base(inside) != mergedriver.AttributesFile {
			continue
		}
		was, err := j.bytes(inside, j.ours[inside])
		if err != nil {
			return err
		}
		now, err := j.now(inside, o)
		if err != nil {
			return err
		}
		if !slices.Equal(filterRules(was), filterRules(now)) {
			return &remote.Error{Reason: inside + " comes with other filters, which git has to apply",
				Next: "merge it with git: " + j.r.Typed() + " pull --no-rebase --no-edit; then: oneonone sync"}
		}
	}
	return nil
}

// filterRules returns the lines of attributes that name filters.
func filterRules(attributes []byte) []string {
	return slices.DeleteFunc(strings.Split(string(attributes), "\n"), func(l string) bool { return !strings.Contains(l, "filter") })
}

// isNotes refuses a remote that holds something else.
func (h *History) isNotes(ctx context.Context, r *repo, tip string) error {
	list, err := r.ListAt(ctx, tip, "")
	if err != nil {
		return err
	}
	is := func(inside string) bool {
		p, ok := r.Outside(inside)
		if r.Rel == "" {
			return ok && p == page.SettingsFile
		}
		return ok && page.ParsePath(p).Kind != page.KindOther
	}
	if slices.ContainsFunc(list, is) {
		return nil
	}
	if _, head, err := r.Head(ctx); err == nil && r.Doc {
		if bases, err := r.Bases(ctx, head, tip); len(bases) > 0 || err != nil {
			return err // everything was removed there
		}
	}
	lacks := "it has no note"
	if r.Rel == "" {
		lacks = "it has no " + page.SettingsFile
	}
	return &remote.Error{Reason: "the remote is not a repository of these notes: " + lacks,
		Next: "see where it leads with: git -C " + r.Root + " remote -v"}
}

// mayWrite refuses paths that lead out of the repository, or into another one.
func (h *History) mayWrite(j *join) error {
	repos, err := h.repos.All()
	if err != nil {
		return err
	}
	for inside, o := range j.merged.Files {
		if o.File == j.ours[inside] && o.Data == nil {
			continue
		}
		p, ok := j.r.Outside(inside)
		if !ok {
			return &remote.Error{Reason: "the remote changes files outside of the notes folder, such as " + inside, Next: "merge them with git: git -C " + j.r.Root + " pull"}
		}
		var bad *noterepo.PathError
		switch err := noterepo.CheckPath(p); {
		case errors.As(err, &bad):
			return unwanted(p, ": "+bad.Reason)
		case err != nil:
			return err
		case strings.EqualFold(p, page.InboxFile) && o.There() && !j.ours[inside].There():
			return unwanted(p, ", which is yours alone: git never has it")
		}
		if o.There() && noterepo.Nearest(repos, p) != j.r {
			own := page.PrivateDir
			if r := noterepo.Nearest(repos, p); r != nil {
				if own = r.Rel; r.Doc {
					return &remote.Error{Reason: "the remote has " + p + " again: that doc is not shared any more",
						Next: "stop it here too: oneonone share " + path.Base(own) + " --stop; then: oneonone sync"}
				}
			}
			return unwanted(p, ", and "+own+" is a repository of its own here")
		}
	}
	return nil
}

// unwanted refuses a file of the remote.
func unwanted(p, why string) error {
	return &remote.Error{Reason: "the remote has " + p + why, Next: "remove it where it was added, with: git rm --cached"}
}

// pieces returns the files that a join changes in HEAD, removals first, so that a
// directory can take the place of a file.
func (j *join) pieces() []joinPiece {
	var pieces []joinPiece
	for inside, o := range j.merged.Files {
		if o.File == j.ours[inside] && o.Data == nil {
			continue
		}
		if o.Data != nil && j.ours[inside] == (treemerge.File{Mode: o.Mode, ID: gitstore.BlobID(o.Data)}) {
			continue
		}
		pieces = append(pieces, joinPiece{inside, j.ours[inside], o})
	}
	for inside, f := range j.ours {
		if _, kept := j.merged.Files[inside]; !kept { // it has another name now
			pieces = append(pieces, joinPiece{inside, f, treemerge.Outcome{}})
		}
	}
	slices.SortFunc(pieces, func(a, b joinPiece) int {
		if a.There() != b.There() {
			if a.There() {
				return 1
			}
			return -1
		}
		return strings.Compare(a.inside, b.inside)
	})
	return pieces
}

// joinPiece is one file: what HEAD has, and what it should become.
type joinPiece struct {
	inside string
	before treemerge.File
	treemerge.Outcome
}

// bytes returns what a checkout of a file would write; nil for anything but a
// file, and for one that is too large.
func (j *join) bytes(inside string, f treemerge.File) ([]byte, error) {
	if f.Mode != treemerge.ModeFile && f.Mode != treemerge.ModeExec {
		return nil, nil
	}
	b, err := j.read(inside, f.ID)
	if errors.Is(err, treemerge.ErrTooLarge) {
		j.bulk[inside] = true
		return nil, nil
	}
	if err != nil {
		return nil, &remote.Error{Reason: fmt.Sprintf("reading %s: %v", inside, err), Next: "merge it with git: " + j.r.Typed() + " pull"}
	}
	return orNil(b, true), nil
}

// change is a piece as a change on disk; without contents for a link, and for a
// file that is too large.
func (j *join) change(p joinPiece) (page.Change, error) {
	path, _ := j.r.Outside(p.inside)
	c := page.Change{Path: path}
	var err error
	if c.Old, err = j.bytes(p.inside, p.before); err != nil {
		return c, err
	}
	if c.New = p.Data; c.New == nil {
		c.New, err = j.bytes(p.inside, p.File)
	}
	if j.bulk[p.inside] {
		c.Old, c.New = nil, nil
	}
	return c, err
}
