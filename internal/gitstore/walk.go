package gitstore

import (
	"container/heap"
	"context"
	"oneonone/internal/gitformat"
	"strings"
	"time"
)

// commitInfo is a parsed commit object.
type commitInfo struct {
	id                gitformat.Hash
	tree              gitformat.Hash
	parents           []gitformat.Hash
	author, committer person
	text              string
}

func (o *objects) commit(id gitformat.Hash) (*commitInfo, error) {
	b, err := o.read("commit", id)
	if err != nil {
		return nil, err
	}
	head, text, _ := strings.Cut(string(b), "\n\n")
	c := &commitInfo{id: id, text: text}
	for line := range strings.SplitSeq(head, "\n") {
		k, v, _ := strings.Cut(line, " ")
		switch k {
		case "tree":
			c.tree, _ = gitformat.ParseHash(v)
		case "parent":
			p, _ := gitformat.ParseHash(v)
			c.parents = append(c.parents, p)
		case "author":
			c.author, _ = parseIdent(v)
		case "committer":
			c.committer, _ = parseIdent(v)
		}
	}
	return c, nil
}

// commitQueue orders commits by date, newest first, as git log does.
type commitQueue []*commitInfo

func (q commitQueue) Len() int           { return len(q) }
func (q commitQueue) Less(i, j int) bool { return q[i].committer.when.After(q[j].committer.when) }
func (q commitQueue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *commitQueue) Push(x any)        { *q = append(*q, x.(*commitInfo)) }
func (q *commitQueue) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}

// walk is git log for when there is no git: the commits in which a path differs
// from every parent. It compares the hashes of the path's trees and reads nothing
// below them unless they differ.
func (r *Repo) walk(ctx context.Context, a LogQuery, yield func(Commit) bool) error {
	start, err := r.resolve(a.From)
	if err != nil || start.Zero() {
		return err
	}
	first, err := r.objects.commit(start)
	if err != nil {
		return err
	}
	queue := commitQueue{first}
	seen := map[gitformat.Hash]bool{start: true}
	known := map[gitformat.Hash]string{} // states by tree: each parent comes up again as a commit
	for left := a.Limit; len(queue) > 0 && ctx.Err() == nil; {
		c := heap.Pop(&queue).(*commitInfo)
		if !a.Since.IsZero() && c.committer.when.Before(a.Since.Truncate(time.Second)) {
			continue
		}
		parents, changed, err := r.simplify(c, a.Paths, known)
		if err != nil {
			return err
		}
		for _, p := range parents {
			if !seen[p.id] {
				seen[p.id] = true
				heap.Push(&queue, p)
			}
		}
		if !changed || !a.Until.IsZero() && c.committer.when.After(a.Until) {
			continue
		}
		commit, err := r.asCommit(c, a.Paths)
		if err != nil {
			return err
		}
		if left--; !yield(commit) || left == 0 {
			return nil
		}
	}
	return ctx.Err()
}

// simplify reports whether a commit changed the paths, and where the walk goes
// on: at the first parent with the same state, else at all of them.
func (r *Repo) simplify(c *commitInfo, paths []string, known map[gitformat.Hash]string) (next []*commitInfo, changed bool, err error) {
	state := func(tree gitformat.Hash) (string, error) {
		s, ok := known[tree]
		if !ok {
			if s, err = r.objects.states(tree, paths); err == nil {
				known[tree] = s
			}
		}
		return s, err
	}
	mine, err := state(c.tree)
	if err != nil {
		return nil, false, err
	}
	for _, id := range c.parents {
		p, err := r.objects.commit(id)
		if err != nil {
			continue // a shallow clone ends here
		}
		theirs, err := state(p.tree)
		if err != nil {
			return nil, false, err
		}
		if mine == theirs {
			return []*commitInfo{p}, false, nil
		}
		next = append(next, p)
	}
	empty, err := state(gitformat.Hash{})
	return next, len(next) > 0 || mine != empty, err
}

// states is what a tree has at the paths, as one comparable string.
func (o *objects) states(tree gitformat.Hash, paths []string) (string, error) {
	if len(paths) == 0 {
		return tree.String(), nil
	}
	var b strings.Builder
	for _, p := range paths {
		e, ok, err := o.lookup(tree, p)
		if err != nil {
			return "", err
		}
		if ok {
			b.WriteString(e.Mode + e.Hash.String())
		}
		b.WriteByte(0)
	}
	return b.String(), nil
}

// asCommit fills in what a commit changed; for a merge, like git log, nothing.
func (r *Repo) asCommit(c *commitInfo, paths []string) (Commit, error) {
	commit := Commit{Hash: c.id.String(), Text: c.text, Author: c.author.name, Email: c.author.email, Time: c.author.when}
	if len(c.parents) > 1 {
		return commit, nil
	}
	err := r.changes(c, func(p string, before, after gitformat.TreeEntry) {
		if !Picked(p, paths) {
			return
		}
		kind := Modified
		if before.Mode == "" {
			kind = Added
		} else if after.Mode == "" {
			kind = Deleted
		}
		commit.Paths = append(commit.Paths, ChangedPath{Path: p, Kind: kind})
	})
	return commit, err
}

// changes lists what a commit changed against its first parent.
func (r *Repo) changes(c *commitInfo, found func(p string, before, after gitformat.TreeEntry)) error {
	var old gitformat.Hash
	if len(c.parents) > 0 {
		if p, err := r.objects.commit(c.parents[0]); err == nil {
			old = p.tree
		}
	}
	return r.objects.diffTrees("", old, c.tree, found)
}

// diffTrees walks the files that differ between two trees, in order of name,
// reading only subtrees that differ.
func (o *objects) diffTrees(prefix string, a, b gitformat.Hash, found func(p string, a, b gitformat.TreeEntry)) error {
	if a == b {
		return nil
	}
	as, err := o.readTree(a)
	if err != nil {
		return err
	}
	bs, err := o.readTree(b)
	if err != nil {
		return err
	}
	for len(as) > 0 || len(bs) > 0 {
		var ea, eb gitformat.TreeEntry
		if len(bs) == 0 || len(as) > 0 && as[0].SortName() <= bs[0].SortName() {
			ea = as[0]
		}
		if len(as) == 0 || len(bs) > 0 && bs[0].SortName() <= as[0].SortName() {
			eb = bs[0]
		}
		if ea.Mode != "" {
			as = as[1:]
		}
		if eb.Mode != "" {
			bs = bs[1:]
		}
		if ea == eb {
			continue
		}
		p := prefix + ea.Name
		if ea.Mode == "" {
			p = prefix + eb.Name
		}
		if ea.Mode == gitformat.ModeTree || eb.Mode == gitformat.ModeTree {
			err = o.diffTrees(p+"/", ea.Hash, eb.Hash, found)
		} else {
			found(p, ea, eb)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// exactRenames pairs the files that a commit removed and added with the same
// bytes. That is what can be known cheaply without git.
func (r *Repo) exactRenames(commit string) (map[string]string, error) {
	id, _ := gitformat.ParseHash(commit)
	c, err := r.objects.commit(id)
	if err != nil {
		return nil, err
	}
	gone := map[gitformat.Hash]string{}
	added := map[string]gitformat.Hash{}
	err = r.changes(c, func(p string, before, after gitformat.TreeEntry) {
		if after.Mode == "" {
			gone[before.Hash] = p
		} else if before.Mode == "" {
			added[p] = after.Hash
		}
	})
	renames := map[string]string{}
	for p, h := range added {
		if from, ok := gone[h]; ok {
			renames[p] = from
		}
	}
	return renames, err
}

// resolve turns "" (HEAD), a hash or a hash with "^" into a commit; zero where
// there is none.
func (r *Repo) resolve(rev string) (gitformat.Hash, error) {
	if rev == "" {
		at, err := r.head()
		return at.commit, err
	}
	s, parent := strings.CutSuffix(rev, "^")
	id, ok := gitformat.ParseHash(s)
	if !ok || !parent {
		return id, nil
	}
	c, err := r.objects.commit(id)
	if err != nil || len(c.parents) == 0 {
		return gitformat.Hash{}, err
	}
	return c.parents[0], nil
}
