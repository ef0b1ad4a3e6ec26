package gitrewrite

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
)

// NewName is the git directory built beside the existing one.
const NewName = ".git.erase-new"

// Rebuilt is a rebuilt repository that is not yet in place.
type Rebuilt struct {
	// Commits is how many there were, Changed and Dropped how many of them were
	// rewritten and how many are gone.
	Commits, Changed, Dropped int
	// Was is what each ref that has changed pointed to before.
	Was map[string]string
	// Files are the files of the last commit and the edited ones, as they should be
	// in the working tree.
	Files map[string][]byte
	// Others are what else is in the old git directory and is not kept.
	Others []string
	// Names are the branches and tags that stay as they are named, except for HEAD's
	// branch.
	Names []string

	print [sha256.Size]byte
}

// Rebuild rebuilds a repository in a git directory beside its own.
func Rebuild(ctx context.Context, git *gitstore.Git, r *gitstore.Repo, rule Rule) (*Rebuilt, error) {
	b, err := rebuild(ctx, git, r, rule)
	if err != nil {
		os.RemoveAll(filepath.Join(r.Root, NewName))
	}
	return b, err
}

func rebuild(ctx context.Context, git *gitstore.Git, r *gitstore.Repo, rule Rule) (*Rebuilt, error) {
	b, w, now, index, err := plan(ctx, r, rule)
	if w != nil {
		defer w.close()
	}
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(r.Root, NewName)
	if err := git.Step("create", dir); err != nil {
		return nil, err
	}
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	for _, d := range []string{"objects/info", "objects/pack", "refs/heads", "refs/tags", "info", "hooks"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o700); err != nil {
			return nil, err
		}
	}
	if err := git.Step("write", dir); err != nil {
		return nil, err
	}
	if err := w.writePack(ctx, dir, now, index.blobs); err != nil {
		return nil, fmt.Errorf("writing the objects: %w", err)
	}
	if err := git.Step("write", filepath.Join(dir, "packed-refs")); err != nil {
		return nil, err
	}
	if err := now.write(dir); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "index"), index.raw, 0o600); err != nil {
		return nil, err
	}
	if err := errors.Join(keepOwn(r.GitDir, dir, rule), keepDirs(r.GitDir, dir, rule.Keep)); err != nil {
		return nil, err
	}
	if err := b.keepWas(r.GitDir, dir); err != nil {
		return nil, err
	}
	return b, syncAll(git, dir)
}

// Plan returns what Rebuild would, and writes nothing.
func Plan(ctx context.Context, r *gitstore.Repo, rule Rule) (*Rebuilt, error) {
	b, w, _, _, err := plan(ctx, r, rule)
	if w != nil {
		w.close()
	}
	return b, err
}

// staging is the new index and its blobs.
type staging struct {
	raw   []byte
	blobs []hash
}

func plan(ctx context.Context, r *gitstore.Repo, rule Rule) (*Rebuilt, *rewriter, *refs, *staging, error) {
	fail := func(w *rewriter, err error) (*Rebuilt, *rewriter, *refs, *staging, error) {
		return nil, w, nil, nil, err
	}
	if err := refuse(ctx, r); err != nil {
		return fail(nil, err)
	}
	b := &Rebuilt{Was: map[string]string{}, Files: map[string][]byte{}, Others: others(r.GitDir)}
	var err error
	if b.print, err = fingerprint(r.GitDir); err != nil {
		return fail(nil, err)
	}
	old, err := readRefs(r.GitDir)
	if err != nil {
		return fail(nil, err)
	}
	for name := range old.at {
		if strings.HasPrefix(name, "refs/replace/") {
			return fail(nil, gitstore.Refuse(r.Name+" cannot be rewritten: it replaces objects", "remove them: "+r.CommandLine("replace", "-d", "OBJECT")))
		}
	}
	w := newRewriter(openObjects(r.GitDir), &rule)
	if err := w.walkAll(ctx, old); err != nil {
		return fail(w, err)
	}
	if err := w.rewrite(ctx); err != nil {
		return fail(w, err)
	}
	now, err := w.follow(old)
	if err != nil {
		return fail(w, err)
	}
	b.Commits, b.Dropped, b.Names = len(w.order), w.dropped, now.kept()
	for from, to := range w.now {
		if from != to {
			b.Changed++
		}
	}
	b.Changed -= b.Dropped
	if err := w.last(now, b); err != nil {
		return fail(w, err)
	}
	for name, h := range old.at {
		if now.at[name] != h {
			b.Was[name] = h.String()
		}
	}
	w.headGoes = w.within[old.at[old.head]] || rule.Within == nil
	index, err := w.index(r, now, b)
	if err != nil {
		return fail(w, err)
	}
	return b, w, now, index, nil
}

// walkAll reads the commits behind all refs and reflogs, and finds the stashes.
func (w *rewriter) walkAll(ctx context.Context, r *refs) error {
	for _, root := range r.roots(w.objects) {
		for {
			obj, err := w.EncodedObject(plumbing.AnyObject, root)
			if err != nil {
				return fmt.Errorf("reading git object %s: %w", root, err)
			}
			if obj.Type() == plumbing.CommitObject {
				if err := w.walk(ctx, root); err != nil {
					return err
				}
			}
			if obj.Type() != plumbing.TagObject {
				break
			}
			b, err := w.read(plumbing.TagObject, root)
			if err != nil {
				return err
			}
			line, _, _ := strings.Cut(string(b), "\n")
			root = plumbing.NewHash(strings.TrimPrefix(line, "object "))
		}
	}
	stashes := []hash{r.at[stashRef]}
	for _, m := range r.logs[stashRef] {
		stashes = append(stashes, m.now)
	}
	for _, h := range stashes {
		if c := w.byID[h]; c != nil && len(c.parents) > 1 {
			w.pinned[h] = true
			for _, p := range c.parents[1:] {
				w.pinned[p] = true
			}
		}
	}
	return nil
}

// last adds the commit that records the rewrite to the branch.
func (w *rewriter) last(now *refs, b *Rebuilt) error {
	if w.rule.Last == nil || len(w.oldest) == 0 {
		return nil
	}
	l := w.rule.Last(w.oldest)
	at, there := now.at[now.head]
	tree, parents := emptyTree, []hash(nil)
	if there {
		c, err := w.commit(at)
		if err != nil {
			return err
		}
		tree, parents = c.tree, []hash{at}
	}
	var err error
	for _, p := range slices.Sorted(maps.Keys(l.Files)) {
		b.Files[p] = []byte(l.Files[p])
		if tree, err = w.put(tree, p, w.add(plumbing.BlobObject, b.Files[p])); err != nil {
			return err
		}
	}
	made := w.addCommit(tree, parents, []string{"author " + l.Author, "committer " + l.Committer}, l.Message)
	now.at[now.head] = made
	subject, _, _ := strings.Cut(l.Message, "\n")
	for _, log := range []string{"HEAD", now.head} {
		now.logs[log] = append(now.logs[log], move{at, made, l.Committer, "commit: " + subject})
	}
	return nil
}

// index is what was staged, without what goes.
func (w *rewriter) index(r *gitstore.Repo, now *refs, b *Rebuilt) (*staging, error) {
	as := map[string]string{}
	for p, text := range b.Files {
		as[p] = plumbing.ComputeHash(plumbing.BlobObject, text).String()
	}
	for p, edit := range w.rule.Edit {
		if !w.headGoes {
			break
		}
		text, err := rootfs.ReadUnlinked(r.File(p))
		if err != nil {
			continue
		}
		if changed := edit(text); string(changed) != string(text) {
			b.Files[p] = changed
			if at := now.at[now.head]; !at.IsZero() {
				c, err := w.commit(at)
				if err != nil {
					return nil, err
				}
				if e, err := w.lookup(c.tree, p); err == nil && e.mode != "" {
					as[p] = e.hash.String()
				}
			}
		}
	}
	gone := w.rule.goneAt(w.renames, func(int) bool { return true })
	raw, staged, err := r.Index(func(p string) bool {
		out, _ := below(gone, p)
		return out && w.headGoes
	}, as)
	if err != nil {
		return nil, err
	}
	s := &staging{raw: raw}
	for _, id := range staged {
		if h := plumbing.NewHash(id); w.has(h) {
			s.blobs = append(s.blobs, h)
		}
	}
	return s, nil
}

// syncAll makes a directory and everything in it durable.
func syncAll(git *gitstore.Git, dir string) error {
	return filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.Type()&fs.ModeSymlink != 0 {
			return err
		}
		return syncPath(git, p)
	})
}

func syncPath(git *gitstore.Git, p string) error {
	if err := git.Step("fsync", p); err != nil {
		return err
	}
	f, err := os.Open(p)
	if err != nil {
		return err
	}
	defer f.Close()
	return git.Sync(f)
}
