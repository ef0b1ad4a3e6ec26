package gitstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"oneonone/internal/gitformat"
	"path/filepath"
	"strconv"
	"strings"
)

// Join is another line of commits to merge into HEAD's branch.
type Join struct {
	// Head is the commit that HEAD must still name, "" for a branch without
	// commits; Other is the one to merge.
	Head, Other string
	// Forward says that Other comes after Head: the branch moves, without a new
	// commit.
	Forward bool
	// Pieces are the files that differ from Head's.
	Pieces []Piece
	Text   Words
}

// Piece is a file as the join should leave it.
type Piece struct {
	Snap
	// Mode is git's, "" to remove the file.
	Mode string
	// ID is git's name for the bytes, "" when they are new to git and come from
	// Snap.
	ID string
}

// Join makes one commit with two parents, by the same recipe as any commit, or
// moves the branch forward. moved is true when HEAD has moved since the join was
// planned and nothing was done.
func (r *Repo) Join(ctx context.Context, cfg Config, j Join) (moved bool, err error) {
	insides := make([]string, len(j.Pieces))
	for i, p := range j.Pieces {
		insides[i] = p.inside
	}
	if why := r.NotPlain(cfg, insides); why != "" || r.needsGitToRead() {
		return r.joinByGit(ctx, j, why)
	}
	moved, err = r.joinByRecipe(ctx, cfg, j)
	var ix gitformat.IndexError
	if errors.As(err, &ix) {
		return r.joinByGit(ctx, j, string(ix))
	}
	return moved, err
}

func (r *Repo) joinByRecipe(ctx context.Context, cfg Config, j Join) (moved bool, err error) {
	who, err := r.people(ctx, cfg)
	if err != nil {
		return false, err
	}
	if err := r.Blocked(); err != nil {
		return false, err
	}
	at, err := r.head()
	if err != nil {
		return false, err
	}
	from, _ := gitformat.ParseHash(j.Head)
	other, ok := gitformat.ParseHash(j.Other)
	if !ok || at.branch == "" || at.commit != from {
		return true, nil
	}
	defer func() { r.objects.fresh = nil }()
	files, err := r.joined(at.commit, j.Pieces)
	if err != nil {
		return false, err
	}
	commit := other
	if !j.Forward {
		if commit, err = r.joinCommit(at.commit, other, files, who, j.Text); err != nil {
			return false, err
		}
	}
	if moved, err = r.land(ctx, at, commit, files); moved || err != nil {
		return moved, err
	}
	r.appendMove(at, commit, who.committer, j.how(), cfg)
	return false, nil
}

// how is the reflog's message for a join. Our own commits begin with "commit"
// there, which tells the work of this clone from what came from elsewhere.
func (j Join) how() string {
	if j.Forward {
		return "sync: fast-forward"
	}
	return "sync: merge"
}

// joined returns the files that differ from HEAD's, and adds their bytes as objects.
func (r *Repo) joined(at gitformat.Hash, pieces []Piece) ([]file, error) {
	base, err := r.objects.treeOf(at)
	if err != nil {
		return nil, err
	}
	var files []file
	for _, p := range pieces {
		old, had, err := r.objects.lookup(base, p.inside)
		if err != nil {
			return nil, err
		}
		f := file{Snap: p.Snap, kind: Modified}
		if p.Mode != "" {
			id, known := gitformat.ParseHash(p.ID)
			if !known {
				if id, err = r.objects.add("blob", p.data); err != nil {
					return nil, err
				}
			}
			f.leaf = leaf{mode: p.Mode, hash: id}
		}
		switch isFile := had && old.Mode != gitformat.ModeTree; {
		case !isFile && f.mode == "", isFile && old.Mode == f.mode && old.Hash == f.hash:
			continue
		case !isFile:
			f.kind = Added
		case f.mode == "":
			f.kind = Deleted
		}
		files = append(files, f)
	}
	return files, nil
}

// joinCommit adds the tree and the commit with two parents.
func (r *Repo) joinCommit(head, other gitformat.Hash, files []file, who people, text Words) (gitformat.Hash, error) {
	base, err := r.objects.treeOf(head)
	if err != nil {
		return gitformat.Hash{}, err
	}
	leaves := map[string]leaf{}
	for _, f := range files {
		leaves[f.inside] = f.leaf
	}
	tree, err := r.objects.editTree(base, leaves)
	if err == nil && tree.Zero() {
		tree, err = r.objects.add("tree", nil)
	}
	if err != nil {
		return gitformat.Hash{}, err
	}
	words := text(tree.String(), head.String()+other.String())
	return r.objects.add("commit", commitObject(tree, []gitformat.Hash{head, other}, who, words))
}

// joinByGit is joinByRecipe for repositories that ask for more: git makes the
// commit, signed if configured, with an index of its own.
func (r *Repo) joinByGit(ctx context.Context, j Join, why string) (moved bool, err error) {
	if !r.git.Installed() {
		return false, Refuse("only git itself can commit in "+r.Name+", because "+why+", and git is not installed", "install git")
	}
	env, err := r.gitIdent(ctx)
	if err != nil {
		return false, err
	}
	index := filepath.Join(r.GitDir, "index")
	lock, release, err := r.lockForGit(ctx, index)
	if err != nil {
		return false, err
	}
	defer release()
	if err := r.Blocked(); err != nil {
		return false, err
	}
	if head, err := r.headRev(ctx); err != nil || head != j.Head {
		return err == nil, err
	}
	entries, err := r.pieceEntries(ctx, j.Pieces)
	if err != nil {
		return false, err
	}
	own, err := r.ownIndexes(ctx, index, j.Head, entries)
	defer own.remove()
	if err != nil {
		return false, err
	}
	commit := j.Other
	if !j.Forward {
		if commit, err = r.joinCommitByGit(ctx, j, own, env); err != nil {
			return false, gitRefused(r, err)
		}
	}
	if err := own.replace(lock, own.theirs); err != nil {
		return false, err
	}
	old := j.Head
	if old == "" {
		old = strings.Repeat("0", len(j.Other))
	}
	move := append(durably(), "update-ref", "-m", j.how(), "HEAD", commit, old)
	if _, err := r.run(ctx, nil, env, move...); err != nil {
		return true, own.replace(lock, own.before)
	}
	return false, nil
}

// joinCommitByGit makes the commit with two parents.
func (r *Repo) joinCommitByGit(ctx context.Context, j Join, own ownIndexes, env []string) (string, error) {
	tree, err := r.run(ctx, nil, []string{"GIT_INDEX_FILE=" + own.ours}, append(durably(), "write-tree")...)
	if err != nil {
		return "", err
	}
	args := append(durably(), "commit-tree", "-p", j.Head, "-p", j.Other, "-F", "-")
	if cfg, err := r.Config(ctx); err == nil && cfg.Bool("commit.gpgsign", false) {
		args = append(args, "-S")
	}
	name := strings.TrimSpace(string(tree))
	out, err := r.run(ctx, []byte(j.Text(name, j.Head+j.Other)), env, append(args, name)...)
	return strings.TrimSpace(string(out)), err
}

// pieceEntries returns the input for `git update-index --index-info`.
func (r *Repo) pieceEntries(ctx context.Context, pieces []Piece) ([]byte, error) {
	var lines bytes.Buffer
	for _, p := range pieces {
		id, mode := p.ID, p.Mode
		switch {
		case mode == "":
			mode, id = "0", strings.Repeat("0", len(gitformat.Hash{})*2)
		case id == "":
			out, err := r.run(ctx, p.data, nil, "hash-object", "-w", "--stdin", "--path="+p.inside)
			if err != nil {
				return nil, err
			}
			id = strings.TrimSpace(string(out))
		}
		lines.WriteString(mode + " " + id + "\t" + p.inside + "\x00")
	}
	return lines.Bytes(), nil
}

// Entry is a name in a commit's tree: the zero Entry is no entry.
type Entry struct{ Mode, ID string }

// Differences returns the files in which two commits differ, as each has them; ""
// stands for a commit without files.
func (r *Repo) Differences(ctx context.Context, a, b string) (map[string][2]Entry, error) {
	found := map[string][2]Entry{}
	if !r.needsGitToRead() {
		var trees [2]gitformat.Hash
		for i, rev := range []string{a, b} {
			id, _ := gitformat.ParseHash(rev)
			var err error
			if trees[i], err = r.objects.treeOf(id); err != nil {
				return nil, err
			}
		}
		return found, r.objects.diffTrees("", trees[0], trees[1], func(p string, x, y gitformat.TreeEntry) {
			found[p] = [2]Entry{entryOf(x), entryOf(y)}
		})
	}
	if a == "" {
		out, err := r.read(ctx, nil, "hash-object", "-t", "tree", "--stdin") // the empty tree
		if err != nil {
			return nil, err
		}
		a = strings.TrimSpace(string(out))
	}
	out, err := r.read(ctx, nil, "diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", a, b)
	fields := splitNames(out)
	for ; err == nil && len(fields) > 1; fields = fields[2:] {
		f := strings.Fields(strings.TrimPrefix(fields[0], ":"))
		if len(f) != 5 {
			return nil, fmt.Errorf("reading differences from git: %q", fields[0])
		}
		found[fields[1]] = [2]Entry{rawEntry(f[0], f[2]), rawEntry(f[1], f[3])}
	}
	return found, err
}

func entryOf(e gitformat.TreeEntry) Entry {
	if e.Mode == "" {
		return Entry{}
	}
	return Entry{e.Mode, e.Hash.String()}
}

func rawEntry(mode, id string) Entry {
	if n, _ := strconv.Atoi(mode); n == 0 {
		return Entry{}
	}
	return Entry{mode, id}
}

// BlobID is git's name for b as a blob.
func BlobID(b []byte) string { return gitformat.BlobHash(b).String() }

// EntryAt is what a commit has at a path: a file, or a directory.
func (r *Repo) EntryAt(ctx context.Context, rev, inside string) (Entry, error) {
	if !r.needsGitToRead() {
		id, _ := gitformat.ParseHash(rev)
		tree, err := r.objects.treeOf(id)
		if err != nil {
			return Entry{}, err
		}
		e, ok, err := r.objects.lookup(tree, inside)
		if !ok || err != nil {
			return Entry{}, err
		}
		return entryOf(e), nil
	}
	out, err := r.read(ctx, nil, "ls-tree", "-z", "--full-tree", rev, "--", inside)
	meta, _, _ := strings.Cut(string(out), "\t")
	if f := strings.Fields(meta); err == nil && len(f) == 3 {
		return rawEntry(f[0], f[2]), nil
	}
	return Entry{}, err
}
