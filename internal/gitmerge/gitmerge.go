// Package gitmerge reads from a repository what a merge of two commits needs:
// their trees and their base's, as far as they differ.
package gitmerge

import (
	"context"
	"errors"
	"maps"
	"slices"

	"oneonone/internal/gitstore"
	"oneonone/internal/treemerge"
)

// bases finds the base of two commits. After criss-cross merges there are
// several; these are first merged into one, as in git's recursive merge.
type bases struct {
	r *gitstore.Repo
	// virtual are the contents that only such a merged base has, by the name git
	// would give them.
	virtual map[string][]byte
}

// crossed is how deep criss-cross merges are followed.
const crossed = 8

// base is a commit's tree with other files laid over it.
type base struct {
	commit string
	over   treemerge.Tree
}

// Read returns the bytes of a file in one of the trees as a checkout would write
// them, or [treemerge.ErrTooLarge].
type Read func(inside, id string) ([]byte, error)

// Diverged returns the trees of two commits that have diverged, and of their base.
func Diverged(ctx context.Context, r *gitstore.Repo, ours, theirs string) (*treemerge.Three, Read, error) {
	b := &bases{r: r, virtual: map[string][]byte{}}
	three, err := b.three(ctx, ours, theirs)
	if err != nil {
		return nil, nil, err
	}
	return three, func(inside, id string) ([]byte, error) { return three.Read(inside, treemerge.File{ID: id}) }, nil
}

// Forward returns the trees of a commit and of a later one; either may be "" for none.
func Forward(ctx context.Context, r *gitstore.Repo, from, to string) (*treemerge.Three, Read, error) {
	diff, err := r.Differences(ctx, from, to)
	if err != nil {
		return nil, nil, err
	}
	three := &treemerge.Three{Base: treemerge.Tree{}, Ours: treemerge.Tree{}, Theirs: treemerge.Tree{}}
	for p, e := range diff {
		put(three.Base, p, e[0])
		put(three.Ours, p, e[0])
		put(three.Theirs, p, e[1])
	}
	// A fast-forward has no need to look for renames.
	three.Holds = func(treemerge.Side, string) bool { return true }
	return three, blobs(ctx, r, slices.Collect(maps.Keys(diff))), nil
}

// blobs reads the blobs of these names.
func blobs(ctx context.Context, r *gitstore.Repo, names []string) Read {
	read := r.Blobs(ctx, names)
	return func(inside, id string) ([]byte, error) {
		b, err := read(inside, id)
		if errors.Is(err, gitstore.ErrTooLarge) {
			err = treemerge.ErrTooLarge
		}
		return b, err
	}
}

func put(tree treemerge.Tree, p string, e gitstore.Entry) {
	if e.Mode != "" {
		tree[p] = treemerge.File{Mode: e.Mode, ID: e.ID}
	}
}

// three reads three trees as far as they differ.
func (b *bases) three(ctx context.Context, ours, theirs string) (*treemerge.Three, error) {
	common, err := b.of(ctx, 0, theirs, ours)
	if err != nil {
		return nil, err
	}
	return b.trees(ctx, common, base{commit: ours}, theirs)
}

// of is the base of a commit and the merge of several others.
func (b *bases) of(ctx context.Context, depth int, theirs string, ours ...string) (base, error) {
	commits, err := b.r.Bases(ctx, theirs, ours[0], ours[1:]...)
	if err != nil || len(commits) == 0 {
		return base{}, err
	}
	slices.Sort(commits) // git's order depends on which side is ours
	common := base{commit: commits[0]}
	if depth > crossed {
		return common, nil
	}
	for i, next := range commits[1:] {
		below, err := b.of(ctx, depth+1, next, commits[:i+1]...)
		if err != nil {
			return base{}, err
		}
		three, err := b.trees(ctx, below, common, next)
		if err != nil {
			return base{}, err
		}
		merged, err := treemerge.Merge(*three)
		if err != nil {
			return base{}, err
		}
		common.over = b.lay(common.over, merged, three)
	}
	return common, nil
}

// lay returns the files to lay over the first commit so that the result is the
// merge.
func (b *bases) lay(over treemerge.Tree, merged *treemerge.Merged, three *treemerge.Three) treemerge.Tree {
	laid := treemerge.Tree{}
	maps.Copy(laid, over)
	for p := range three.Ours {
		laid[p] = treemerge.File{}
	}
	for p, o := range merged.Files {
		if o.Data != nil {
			o.ID = gitstore.BlobID(o.Data)
			b.virtual[o.ID] = o.Data
		}
		laid[p] = o.File
	}
	return laid
}

// trees reads what differs between a base and two sides.
func (b *bases) trees(ctx context.Context, common, ours base, theirs string) (*treemerge.Three, error) {
	three := &treemerge.Three{Base: treemerge.Tree{}, Ours: treemerge.Tree{}, Theirs: treemerge.Tree{}}
	sides := [2]map[string][2]gitstore.Entry{}
	names := map[string]bool{}
	for i, commit := range []string{ours.commit, theirs} {
		diff, err := b.r.Differences(ctx, common.commit, commit)
		if err != nil {
			return nil, err
		}
		sides[i] = diff
		for p := range diff {
			names[p] = true
		}
	}
	for _, over := range []treemerge.Tree{common.over, ours.over} {
		for p := range over {
			names[p] = true
		}
	}
	for p := range names {
		at, err := b.baseEntry(ctx, common, sides, p)
		if err != nil {
			return nil, err
		}
		for i, tree := range []treemerge.Tree{three.Ours, three.Theirs} {
			e := at
			if d, differs := sides[i][p]; differs {
				e = d[1]
			}
			put(tree, p, e)
		}
		put(three.Base, p, at)
		cover(three.Base, p, common.over)
		cover(three.Ours, p, ours.over)
	}
	commits := [...]string{common.commit, ours.commit, theirs}
	three.Holds = func(side treemerge.Side, name string) bool {
		e, err := b.r.EntryAt(ctx, commits[side], name)
		return err == nil && e.Mode != ""
	}
	read := blobs(ctx, b.r, slices.Collect(maps.Keys(names)))
	three.Read = func(p string, f treemerge.File) ([]byte, error) { return b.bytes(read, p, f.ID) }
	return three, nil
}

// cover replaces a file by the one laid over it.
func cover(tree treemerge.Tree, p string, over treemerge.Tree) {
	f, is := over[p]
	switch {
	case f.There():
		tree[p] = f
	case is:
		delete(tree, p)
	}
}

// baseEntry is what a base's commit has at a path.
func (b *bases) baseEntry(ctx context.Context, common base, sides [2]map[string][2]gitstore.Entry, p string) (gitstore.Entry, error) {
	for _, diff := range sides {
		if d, differs := diff[p]; differs {
			return d[0], nil
		}
	}
	return b.r.EntryAt(ctx, common.commit, p)
}

func (b *bases) bytes(read Read, p, id string) ([]byte, error) {
	if text, ok := b.virtual[id]; ok {
		return text, nil
	}
	return read(p, id)
}
