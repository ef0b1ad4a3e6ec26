package gitrewrite

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// rewriter rewrites the commits of a repository.
type rewriter struct {
	*objects
	rule    *Rule
	renames []rename
	byID    map[hash]*commit
	order   []*commit           // parents first
	pinned  map[hash]bool       // commits that make up a stash
	history map[hash][]bool     // which of the renames are in a commit's history
	within  map[hash]bool       // commits with one of Rule.Within in their history
	now     map[hash]hash       // what each commit became; zero if it went
	part    map[hash]string     // what goes from a commit, as a key for comparing
	gone    map[string][]string // paths by renames
	pruned  map[pruneKey]hash
	edited  map[hash]hash
	touched map[hash]bool // commits that changed what goes
	quoted  quotes
	oldest  []string
	dropped int
	// headGoes says that the branch of HEAD was rewritten.
	headGoes bool
}

type pruneKey struct {
	tree         hash
	prefix, gone string
}

func newRewriter(o *objects, rule *Rule) *rewriter {
	return &rewriter{objects: o, rule: rule, byID: map[hash]*commit{}, pinned: map[hash]bool{}, history: map[hash][]bool{}, within: map[hash]bool{},
		now: map[hash]hash{}, part: map[hash]string{}, gone: map[string][]string{}, pruned: map[pruneKey]hash{}, edited: map[hash]hash{},
		touched: map[hash]bool{}, quoted: quotes{}}
}

// walk reads all commits that a root leads to, parents first.
func (w *rewriter) walk(ctx context.Context, root hash) error {
	type visit struct {
		c    *commit
		next int
	}
	if w.byID[root] != nil {
		return nil
	}
	c, err := w.commit(root)
	if err != nil {
		return err
	}
	w.byID[root] = c
	for stack := []visit{{c: c}}; len(stack) > 0; {
		if err := ctx.Err(); err != nil {
			return err
		}
		v := &stack[len(stack)-1]
		if v.next == len(v.c.parents) {
			w.order = append(w.order, v.c)
			stack = stack[:len(stack)-1]
			continue
		}
		p := v.c.parents[v.next]
		v.next++
		if w.byID[p] != nil {
			continue
		}
		if c, err = w.commit(p); err != nil {
			return err
		}
		w.byID[p] = c
		stack = append(stack, visit{c: c})
	}
	return nil
}

// rewrite rewrites every commit that was read.
func (w *rewriter) rewrite(ctx context.Context) error {
	w.trace()
	for _, c := range w.order {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.one(c); err != nil {
			return fmt.Errorf("rewriting commit %s: %w", c.id, err)
		}
	}
	return nil
}

// trace finds the renames, and which of them are in each commit's history.
func (w *rewriter) trace() {
	at := map[hash]int{}
	for _, c := range w.order {
		if from, to := w.rule.Renamed(c.message); from != "" && to != "" && from != to {
			at[c.id] = len(w.renames)
			w.renames = append(w.renames, rename{from, to})
		}
	}
	for _, c := range w.order {
		has := make([]bool, len(w.renames))
		inside := w.rule.Within == nil || slices.Contains(w.rule.Within, c.id.String())
		for _, p := range c.parents {
			for i, b := range w.history[p] {
				has[i] = has[i] || b
			}
			inside = inside || w.within[p]
		}
		if i, ok := at[c.id]; ok {
			has[i] = true
		}
		w.history[c.id], w.within[c.id] = has, inside
	}
}

// goneFrom returns the paths that go from a commit, and a key for them.
func (w *rewriter) goneFrom(c *commit) (paths []string, key string) {
	has := w.history[c.id]
	var b strings.Builder
	for _, h := range has {
		if h {
			b.WriteByte('1')
		} else {
			b.WriteByte('0')
		}
	}
	key = b.String()
	paths, ok := w.gone[key]
	if !ok {
		paths = w.rule.goneAt(w.renames, func(i int) bool { return has[i] })
		w.gone[key] = paths
	}
	return paths, key
}

func (w *rewriter) one(c *commit) error {
	if !w.within[c.id] {
		w.now[c.id] = c.id
		return nil
	}
	gone, key := w.goneFrom(c)
	if err := w.look(c, gone); err != nil {
		return err
	}
	if as, ok := w.rule.As[c.id.String()]; ok {
		w.now[c.id] = plumbing.NewHash(as)
		return nil
	}
	tree, err := w.prune(c.tree, "", gone, key)
	if err != nil {
		return err
	}
	var parents []hash
	for _, p := range c.parents {
		if n := w.now[p]; !n.IsZero() && (w.pinned[c.id] || !slices.Contains(parents, n)) {
			parents = append(parents, n)
		}
	}
	message := c.message
	switch {
	case w.touched[c.id]:
		message = w.rule.Neutral(c.message, len(c.parents) > 1)
	case len(gone) > 0 && !w.renamesOther(c): // else the name belonged to somebody else then
		message = w.rule.Words(w.quoted.out(c.message, true))
	}
	switch {
	case tree == c.tree && message == c.message && slices.Equal(parents, c.parents):
		w.now[c.id] = c.id
		return nil
	case w.touched[c.id] && !w.pinned[c.id] && len(parents) <= 1 && w.treeOf(parents) == tree:
		w.dropped++
		w.now[c.id] = hash{}
		if len(parents) == 1 {
			w.now[c.id] = parents[0]
		}
	default:
		w.now[c.id] = w.addCommit(tree, parents, unsigned(c.lines), message)
		w.byID[w.now[c.id]] = &commit{id: w.now[c.id], tree: tree}
	}
	if !slices.ContainsFunc(c.parents, func(p hash) bool { return w.now[p] != p }) {
		w.oldest = append(w.oldest, c.id.String())
	}
	return nil
}

// renamesOther reports whether a commit renames somebody else.
func (w *rewriter) renamesOther(c *commit) bool {
	_, to := w.rule.Renamed(c.message)
	has := w.history[c.id]
	return to != "" && today(to, w.renames, func(i int) bool { return has[i] }) != w.rule.Name
}

// look finds out whether a commit changed what goes.
func (w *rewriter) look(c *commit, gone []string) error {
	var part []string
	for _, p := range gone {
		e, err := w.lookup(c.tree, p)
		if err != nil {
			return err
		}
		if e.mode != "" {
			part = append(part, p+" "+e.hash.String())
		}
	}
	w.part[c.id] = strings.Join(part, " ")
	touched := len(c.parents) == 0 && len(part) > 0
	for _, p := range c.parents {
		touched = touched || w.part[p] != w.part[c.id]
	}
	if touched {
		w.touched[c.id] = true
		w.quoted.add(c.message)
	}
	return nil
}

// treeOf is the tree of the one commit there is, or the empty one.
func (w *rewriter) treeOf(parents []hash) hash {
	if len(parents) == 0 {
		return emptyTree
	}
	if c := w.byID[parents[0]]; c != nil {
		return c.tree
	}
	c, err := w.commit(parents[0])
	if err != nil {
		return hash{}
	}
	return c.tree
}

// prune returns a tree without the paths that go.
func (w *rewriter) prune(tree hash, prefix string, gone []string, key string) (hash, error) {
	k := pruneKey{tree, prefix, key}
	if h, ok := w.pruned[k]; ok {
		return h, nil
	}
	entries, err := w.tree(tree)
	if err != nil {
		return tree, err
	}
	var kept []entry
	for _, e := range entries {
		p := prefix + e.name
		out, above := below(gone, p)
		edit := w.rule.Edit[p]
		was := e.hash
		switch {
		case out:
			continue
		case above && e.mode == modeTree:
			e.hash, err = w.prune(e.hash, p+"/", gone, key)
		case edit != nil && e.mode != modeTree && e.mode != modeSubmodule:
			e.hash, err = w.edit(e.hash, edit)
		}
		if err != nil {
			return tree, err
		}
		if e.hash != emptyTree || e.hash == was {
			kept = append(kept, e)
		}
	}
	now := tree
	if !slices.Equal(kept, entries) {
		now = w.addTree(kept)
	}
	w.pruned[k] = now
	return now, nil
}

func (w *rewriter) edit(blob hash, edit func([]byte) []byte) (hash, error) {
	if h, ok := w.edited[blob]; ok {
		return h, nil
	}
	b, err := w.read(plumbing.BlobObject, blob)
	if err != nil {
		return blob, err
	}
	w.edited[blob] = w.add(plumbing.BlobObject, edit(b))
	return w.edited[blob], nil
}

// text is a line of a reflog, a note or a tag without what must not be read.
func (w *rewriter) text(s string) string { return w.rule.Words(w.quoted.out(s, false)) }
