package gitrewrite

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"oneonone/internal/gitstore"
)

// Relation is what is known about two histories, one of them rewritten.
type Relation struct {
	// As maps commits of the old history to what they are in the new one.
	As map[string]string
	// Gone are the files and directories that the new history lacks.
	Gone []string
}

// Relate compares an old history with the rewritten one, matching commits by author and
// dates, which a rewrite keeps. renamed reads a rename of a person from a message; what
// was renamed in the old history afterwards goes under the new name too. whole tells
// which directories go missing as a whole; of others, their files do. An erased commit
// that has no match in the new history counts as the one before it.
func Relate(ctx context.Context, r *gitstore.Repo, old, now string, erased []string, renamed func(message string) (from, to string), whole func(dir string) bool) (*Relation, error) {
	o := openObjects(r.GitDir)
	defer o.close()
	was, is := newRewriter(o, &Rule{}), newRewriter(o, &Rule{})
	if err := was.walk(ctx, plumbing.NewHash(old)); err != nil {
		return nil, err
	}
	if err := is.walk(ctx, plumbing.NewHash(now)); err != nil {
		return nil, err
	}
	only := slices.DeleteFunc(was.order, func(c *commit) bool { return is.byID[c.id] != nil }) // a pull may have merged the two
	then, today := byMaking(only), byMaking(is.order)
	rel := &Relation{As: map[string]string{}}
	m := missed{o, whole, map[[2]hash]bool{}, map[string]bool{}}
	var newest *commit
	for _, c := range only {
		same := today[made(c)]
		if len(same) == 1 && len(then[made(c)]) == 1 {
			rel.As[c.id.String()] = same[0].id.String()
			if err := m.compare("", c.tree, same[0].tree); err != nil {
				return nil, err
			}
			newest = same[0]
			continue
		}
		if before := rel.before(c, is); before != nil && slices.Contains(erased, c.id.String()) {
			rel.As[c.id.String()] = before.id.String()
			if err := m.compare("", c.tree, before.tree); err != nil {
				return nil, err
			}
			newest = before
			continue
		}
		if from, to := renamed(c.message); len(same) == 0 && from != "" && to != "" {
			for _, p := range slices.Collect(maps.Keys(m.found)) {
				if parts := strings.Split(p, "/"); slices.Contains(parts, from) {
					parts[slices.Index(parts, from)] = to
					m.found[strings.Join(parts, "/")] = true
				}
			}
		}
	}
	for _, p := range slices.Sorted(maps.Keys(m.found)) {
		if e, err := o.lookup(newest.tree, p); err == nil && e.mode == "" {
			rel.Gone = append(rel.Gone, p)
		}
	}
	return rel, nil
}

// before is what the only parent of an old commit is in the new history, or nil.
func (rel *Relation) before(c *commit, now *rewriter) *commit {
	if len(c.parents) != 1 {
		return nil
	}
	id := c.parents[0]
	if as, ok := rel.As[id.String()]; ok {
		id = plumbing.NewHash(as)
	}
	return now.byID[id]
}

// made is what a rewrite keeps of a commit, as a key: its author, its dates, and
// the trailer that tells commands apart.
func made(c *commit) string {
	var b strings.Builder
	for _, l := range unsigned(c.lines) {
		b.WriteString(l + "\n")
	}
	for l := range strings.Lines(c.message) {
		if strings.HasPrefix(l, "Oneonone: ") || strings.HasPrefix(l, "Oneonone-Edits: ") {
			b.WriteString(l)
		}
	}
	return b.String()
}

func byMaking(order []*commit) map[string][]*commit {
	by := map[string][]*commit{}
	for _, c := range order {
		by[made(c)] = append(by[made(c)], c)
	}
	return by
}

// missed collects what one of two trees has and the other lacks.
type missed struct {
	*objects
	whole    func(dir string) bool
	compared map[[2]hash]bool
	found    map[string]bool
}

func (m *missed) compare(prefix string, a, b hash) error {
	if a == b || m.compared[[2]hash{a, b}] {
		return nil
	}
	m.compared[[2]hash{a, b}] = true
	as, err := m.tree(a)
	if err != nil {
		return err
	}
	bs, err := m.tree(b)
	if err != nil {
		return err
	}
	for _, e := range as {
		p := prefix + e.name
		i := slices.IndexFunc(bs, func(other entry) bool { return other.name == e.name })
		switch {
		case i < 0 && (e.mode != modeTree || m.whole(p)):
			m.found[p] = true
		case e.mode != modeTree, i >= 0 && bs[i].mode != modeTree:
		case i < 0:
			err = m.compare(p+"/", e.hash, emptyTree)
		default:
			err = m.compare(p+"/", e.hash, bs[i].hash)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
