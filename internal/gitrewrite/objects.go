package gitrewrite

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/storer"
	"github.com/go-git/go-git/v5/storage/filesystem"

	"oneonone/internal/rootfs"
)

type hash = plumbing.Hash

// objects are those of the old repository, with the new ones laid over them.
type objects struct {
	storer.EncodedObjectStorer
	fresh map[hash]plumbing.EncodedObject
	close func() error
}

func openObjects(gitDir string) *objects {
	s := filesystem.NewStorageWithOptions(osfs.New(gitDir, osfs.WithBoundOS()), cache.NewObjectLRU(64*cache.MiByte),
		filesystem.Options{KeepDescriptors: true, LargeObjectThreshold: rootfs.MaxFile})
	return &objects{EncodedObjectStorer: s, fresh: map[hash]plumbing.EncodedObject{}, close: s.Close}
}

// EncodedObject makes objects a store for go-git's pack writer.
func (o *objects) EncodedObject(t plumbing.ObjectType, h hash) (plumbing.EncodedObject, error) {
	if obj := o.fresh[h]; obj != nil && (t == plumbing.AnyObject || t == obj.Type()) {
		return obj, nil
	}
	return o.EncodedObjectStorer.EncodedObject(t, h)
}

func (o *objects) has(h hash) bool {
	return o.fresh[h] != nil || o.HasEncodedObject(h) == nil
}

func (o *objects) read(t plumbing.ObjectType, h hash) ([]byte, error) {
	obj, err := o.EncodedObject(t, h)
	if err != nil {
		return nil, fmt.Errorf("reading git %s %s: %w", t, h, err)
	}
	rd, err := obj.Reader()
	if err != nil {
		return nil, fmt.Errorf("reading git %s %s: %w", t, h, err)
	}
	defer rd.Close()
	b, err := io.ReadAll(rd)
	if err != nil {
		return nil, fmt.Errorf("reading git %s %s: %w", t, h, err)
	}
	return b, nil
}

func (o *objects) add(t plumbing.ObjectType, b []byte) hash {
	h := plumbing.ComputeHash(t, b)
	if o.fresh[h] == nil {
		m := &plumbing.MemoryObject{}
		m.SetType(t)
		m.Write(b)
		o.fresh[h] = m
	}
	return h
}

// entry is a line of a tree.
type entry struct {
	mode, name string
	hash       hash
}

const modeTree, modeSubmodule = "40000", "160000"

func (o *objects) tree(h hash) ([]entry, error) {
	if h == emptyTree || h.IsZero() {
		return nil, nil
	}
	b, err := o.read(plumbing.TreeObject, h)
	if err != nil {
		return nil, err
	}
	var entries []entry
	for len(b) > 0 {
		sp, nul := bytes.IndexByte(b, ' '), bytes.IndexByte(b, 0)
		if sp < 0 || nul < sp || len(b) < nul+1+len(hash{}) {
			return nil, fmt.Errorf("reading git tree %s: it is damaged", h)
		}
		e := entry{mode: strings.TrimPrefix(string(b[:sp]), "0"), name: string(b[sp+1 : nul])}
		copy(e.hash[:], b[nul+1:])
		entries = append(entries, e)
		b = b[nul+1+len(hash{}):]
	}
	return entries, nil
}

var emptyTree = plumbing.NewHash("4b825dc642cb6eb9a060e54bf8d69288fbee4904") // git's name for the tree without entries

func (o *objects) addTree(entries []entry) hash {
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.sortName(), b.sortName()) })
	var b bytes.Buffer
	for _, e := range entries {
		b.WriteString(e.mode + " " + e.name + "\x00")
		b.Write(e.hash[:])
	}
	return o.add(plumbing.TreeObject, b.Bytes())
}

// sortName is the name by which git sorts a tree.
func (e entry) sortName() string {
	if e.mode == modeTree {
		return e.name + "/"
	}
	return e.name
}

// lookup finds what a tree has at a path; the zero entry when nothing is there.
func (o *objects) lookup(tree hash, p string) (entry, error) {
	name, rest, deep := strings.Cut(p, "/")
	entries, err := o.tree(tree)
	if err != nil {
		return entry{}, err
	}
	i := slices.IndexFunc(entries, func(e entry) bool { return e.name == name })
	switch {
	case i < 0, deep && entries[i].mode != modeTree:
		return entry{}, nil
	case deep:
		return o.lookup(entries[i].hash, rest)
	}
	return entries[i], nil
}

// put puts a file into a tree and returns the new tree.
func (o *objects) put(tree hash, p string, blob hash) (hash, error) {
	name, rest, deep := strings.Cut(p, "/")
	entries, err := o.tree(tree)
	if err != nil {
		return tree, err
	}
	e := entry{mode: "100644", name: name, hash: blob}
	i := slices.IndexFunc(entries, func(e entry) bool { return e.name == name })
	if deep {
		sub := emptyTree
		if i >= 0 && entries[i].mode == modeTree {
			sub = entries[i].hash
		}
		if e.hash, err = o.put(sub, rest, blob); err != nil {
			return tree, err
		}
		e.mode = modeTree
	}
	if i >= 0 {
		entries = slices.Delete(entries, i, i+1)
	}
	return o.addTree(append(entries, e)), nil
}

// commit is a commit as far as it is rewritten; the rest stays in lines.
type commit struct {
	id      hash
	tree    hash
	parents []hash
	lines   []string // author, committer and any other header lines
	message string
}

func (o *objects) commit(id hash) (*commit, error) {
	b, err := o.read(plumbing.CommitObject, id)
	if err != nil {
		return nil, err
	}
	head, message, _ := strings.Cut(string(b), "\n\n")
	c := &commit{id: id, message: message}
	for line := range strings.SplitSeq(head, "\n") {
		k, v, _ := strings.Cut(line, " ")
		switch {
		case k == "tree":
			c.tree = plumbing.NewHash(v)
		case k == "parent":
			c.parents = append(c.parents, plumbing.NewHash(v))
		default:
			c.lines = append(c.lines, line)
		}
	}
	return c, nil
}

// unsigned returns header lines without signatures, which a rewrite breaks, and
// without copies of tags.
func unsigned(lines []string) []string {
	var kept []string
	drop := false
	for _, l := range lines {
		if !strings.HasPrefix(l, " ") {
			k, _, _ := strings.Cut(l, " ")
			drop = k == "gpgsig" || k == "gpgsig-sha256" || k == "mergetag"
		}
		if !drop {
			kept = append(kept, l)
		}
	}
	return kept
}

func (o *objects) addCommit(tree hash, parents []hash, lines []string, message string) hash {
	var b strings.Builder
	b.WriteString("tree " + tree.String() + "\n")
	for _, p := range parents {
		b.WriteString("parent " + p.String() + "\n")
	}
	b.WriteString(strings.Join(lines, "\n") + "\n\n" + message)
	return o.add(plumbing.CommitObject, []byte(b.String()))
}
