package gitstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"oneonone/internal/gitformat"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
)

// minTries is how often, at least, a commit is tried again because the branch moved.
const minTries = 20

// Commit records files as they were read; nil when HEAD already has them so.
// text makes the message.
func (r *Repo) Commit(ctx context.Context, cfg Config, snaps []Snap, text Words) (*Commit, error) {
	insides := make([]string, len(snaps))
	for i, s := range snaps {
		insides[i] = s.inside
	}
	if why := r.NotPlain(cfg, insides); why != "" {
		return r.commitByGit(ctx, cfg, snaps, text, why)
	}
	c, err := r.commitByRecipe(ctx, cfg, snaps, text)
	var ix gitformat.IndexError
	if errors.As(err, &ix) {
		return r.commitByGit(ctx, cfg, snaps, text, string(ix))
	}
	return c, err
}

// Words makes a commit's message, given the names of its tree and its parent.
type Words func(tree, parent string) string

// commitByRecipe writes objects, index and branch directly. The index goes first:
// after a kill in between, the file is as good as staged; the other way round,
// the user's next commit would bring the old file back.
func (r *Repo) commitByRecipe(ctx context.Context, cfg Config, snaps []Snap, text Words) (*Commit, error) {
	who, err := r.people(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return r.untilDone(func() (*Commit, bool, error) { return r.attempt(ctx, cfg, snaps, who, text) })
}

// untilDone retries a commit while the branch keeps moving, for as long as it
// would wait for a lock: on a busy machine another git, committing without a
// pause, may win many times.
func (r *Repo) untilDone(attempt func() (c *Commit, moved bool, err error)) (*Commit, error) {
	begin := time.Now()
	for n := 0; n < minTries || time.Since(begin) < r.git.Wait; n++ {
		if c, moved, err := attempt(); !moved || err != nil {
			return c, err
		}
	}
	return nil, Refuse("the branch of "+r.Name+" keeps moving", "run again when the other program is done: oneonone save")
}

// attempt makes one commit on top of HEAD as it is now; moved is true when
// somebody else committed meanwhile and nothing was done.
func (r *Repo) attempt(ctx context.Context, cfg Config, snaps []Snap, who people, text Words) (c *Commit, moved bool, err error) {
	if err := r.Blocked(); err != nil {
		return nil, false, err // such as a merge begun since the last try
	}
	at, err := r.head()
	if err != nil {
		return nil, false, err
	}
	if at.branch == "" {
		return nil, true, nil // HEAD was detached since Blocked looked
	}
	oldTree, err := r.objects.treeOf(at.commit)
	if err != nil {
		return nil, false, err
	}
	defer func() {
		r.objects.fresh = nil // gc sweeps whatever was not flushed
	}()
	newTree, files, err := r.buildTree(ctx, cfg, oldTree, snaps)
	if err != nil || len(files) == 0 {
		return nil, false, err
	}
	if newTree.Zero() {
		if newTree, err = r.objects.add("tree", nil); err != nil {
			return nil, false, err
		}
	}
	words := text(newTree.String(), at.commit.String())
	commit, err := r.objects.add("commit", commitObject(newTree, []gitformat.Hash{at.commit}, who, words))
	if err != nil {
		return nil, false, err
	}
	if moved, err = r.land(ctx, at, commit, files); moved || err != nil {
		return nil, moved, err
	}
	// This comes last, since git takes a reflog without its branch for damage.
	r.appendReflogs(at, commit, who.committer, words, cfg)
	a := who.author
	return &Commit{Hash: commit.String(), Text: words, Author: a.name, Email: a.email, Time: a.when, Paths: changedPaths(files)}, false, nil
}

// land makes what was added durable, then moves the branch to the commit.
func (r *Repo) land(ctx context.Context, at head, commit gitformat.Hash, files []file) (moved bool, err error) {
	ixLock, err := r.readyLock(indexLink)
	if err != nil {
		return false, err
	}
	defer ixLock.release()
	refLock, err := r.readyLock(refLink)
	if err != nil {
		return false, err
	}
	defer refLock.release()
	if err := r.objects.flush(r.GitDir); err != nil {
		return false, err
	}
	return r.publish(ctx, at, commit, files, ixLock, refLock)
}

// file is one path that the commit changes.
type file struct {
	Snap
	leaf
	kind EditKind
}

func changedPaths(files []file) []ChangedPath {
	paths := make([]ChangedPath, len(files))
	for i, f := range files {
		paths[i] = ChangedPath{Path: f.inside, Kind: f.kind}
	}
	return paths
}

// buildTree adds the blobs and trees of those snapshots that differ from HEAD.
func (r *Repo) buildTree(ctx context.Context, cfg Config, base gitformat.Hash, snaps []Snap) (gitformat.Hash, []file, error) {
	var files []file
	leaves := map[string]leaf{}
	for _, s := range snaps {
		old, had, err := r.objects.lookup(base, s.inside)
		if err != nil {
			return gitformat.Hash{}, nil, err
		}
		if had && old.Mode == gitformat.ModeLink {
			return gitformat.Hash{}, nil, Refuse(s.path+" is a submodule of "+r.Name, "work on it in its own repository")
		}
		isFile := had && old.Mode != gitformat.ModeTree
		f := file{Snap: s}
		switch {
		case s.data == nil && !isFile:
			continue
		case s.data == nil && s.NeverGone:
			return gitformat.Hash{}, nil, s.refuseGone()
		case s.data == nil:
			f.kind = Deleted
		default:
			f.leaf = leaf{mode: fileMode(s.stat, old, isFile, cfg), hash: gitformat.BlobHash(s.data)}
			if isFile && old.Mode == f.mode && old.Hash == f.hash {
				continue
			}
			f.kind = Modified
			if !isFile {
				f.kind = Added
			}
		}
		files = append(files, f)
		leaves[s.inside] = f.leaf
	}
	if err := r.refuseIgnored(ctx, cfg, files); err != nil {
		return gitformat.Hash{}, nil, err
	}
	for _, f := range files {
		if f.data == nil {
			continue
		}
		if _, err := r.objects.add("blob", f.data); err != nil {
			return gitformat.Hash{}, nil, err
		}
	}
	tree, err := r.objects.editTree(base, leaves)
	return tree, files, err
}

// fileMode is the executable bit as git records it: from the disk, or as it was,
// when core.fileMode says the disk cannot be trusted or the disk has another file
// by now.
func fileMode(s gitformat.Stat, old gitformat.TreeEntry, had bool, cfg Config) string {
	if s == (gitformat.Stat{}) || !cfg.Bool("core.filemode", true) {
		if had && (old.Mode == gitformat.ModeExec || old.Mode == gitformat.ModeFile) {
			return old.Mode
		}
		return gitformat.ModeFile
	}
	if s.Exec {
		return gitformat.ModeExec
	}
	return gitformat.ModeFile
}

// publish makes the commit visible: index, then branch, under git's locks.
func (r *Repo) publish(ctx context.Context, at head, commit gitformat.Hash, files []file, ixLock, refLock *gitLock) (moved bool, err error) {
	indexPath := filepath.Join(r.GitDir, "index")
	if err := ixLock.take(ctx, indexPath); err != nil {
		return false, err
	}
	if err := r.Blocked(); err != nil {
		return false, err // such as a merge begun while we waited for the lock
	}
	b, err := r.newIndex(indexPath, files)
	if err != nil {
		return false, err
	}
	next, err := r.readyIndex(b, ixLock)
	defer os.Remove(next)
	if err != nil {
		return false, err
	}
	refPath := filepath.Join(r.commonDir, filepath.FromSlash(at.branch))
	if err := r.git.makeDirs(filepath.Dir(refPath)); err != nil {
		return false, fmt.Errorf("writing %s: %w", at.branch, err)
	}
	if err := refLock.take(ctx, refPath); err != nil {
		return false, err
	}
	if err := refLock.write([]byte(commit.String() + "\n")); err != nil {
		return false, err
	}
	// The locks keep git out, but a suspended process may wake up to find that
	// somebody took its locks for stale, removed them and went on.
	unmoved := func() bool {
		now, err := r.head()
		return err == nil && now == at && ixLock.isOurs() && refLock.isOurs()
	}
	if moved, err := r.rename(next, indexPath, unmoved); moved || err != nil {
		return moved, err
	}
	if err := r.git.sync(r.GitDir); err != nil {
		return false, err
	}
	if st, err := os.Stat(refPath); err == nil && st.IsDir() {
		os.Remove(refPath) // git leaves empty directories where branches were
	}
	if err := refLock.close(); err != nil {
		return false, err
	}
	if moved, err := r.rename(refLock.path, refPath, unmoved); moved || err != nil {
		return moved, err
	}
	refLock.path = ""
	// The removal of the index's lock must be durable before that of our own file,
	// which marks it as ours.
	ixLock.free()
	return false, r.objects.syncAll([]string{filepath.Dir(refPath), r.GitDir})
}

// nextIndex is the new index, beside the lock, because the lock is held until the branch
// has moved. Given an index ahead of its branch, git may write a tree with a name in it
// twice (rebase does, as it primes the index with its target tree).
const nextIndex = "oneonone.next"

// readyIndex writes the new index, durably.
func (r *Repo) readyIndex(b []byte, lock *gitLock) (p string, err error) {
	p = filepath.Join(r.GitDir, nextIndex)
	if err := r.git.Step("write", p); err != nil {
		return p, err
	}
	os.Remove(p) // left by a killed run
	f, err := os.OpenFile(p, os.O_WRONLY|os.O_CREATE|os.O_EXCL, lock.mode)
	if err != nil {
		return p, fmt.Errorf("writing git's index: %w", err)
	}
	defer f.Close()
	f.Chmod(lock.mode)
	if _, err = f.Write(b); err == nil {
		err = r.git.syncFile(f, p)
	}
	if err != nil {
		return p, fmt.Errorf("writing git's index: %w", err)
	}
	return p, nil
}

// rename moves a prepared file into place, unless somebody has moved the branch,
// which it checks as late as possible.
func (r *Repo) rename(from, to string, unmoved func() bool) (moved bool, err error) {
	if err := r.git.Step("rename", from); err != nil {
		return false, err
	}
	if !unmoved() {
		return true, nil
	}
	if err := os.Rename(from, to); err != nil {
		return false, fmt.Errorf("writing %s: %w", to, err)
	}
	return false, nil
}

// newIndex is the index with our files as committed. It refuses a file with an
// unresolved conflict.
func (r *Repo) newIndex(path string, files []file) ([]byte, error) {
	ix, err := gitformat.ReadIndex(path)
	if err != nil {
		return nil, err
	}
	intact := make(chan bool, 1)
	go func() { intact <- ix.Intact() }()
	paths := make([]gitformat.Staged, len(files))
	for i, f := range files {
		if at, ok := ix.Find(f.inside); ok {
			if e := ix.Entries[at]; e.Stage() != 0 {
				return nil, Refuse(f.path+" has a conflict that is not resolved", "edit it, then: "+r.CommandLine("add", "--", f.inside)+"; then: oneonone save")
			} else if e.Ext&gitformat.ExtSkip != 0 {
				return nil, gitformat.IndexError("its index skips the note (sparse checkout)")
			}
		}
		paths[i] = gitformat.Staged{Name: f.inside, Hash: f.hash, Stat: f.stat}
		if f.mode != "" {
			m, err := strconv.ParseUint(f.mode, 8, 32)
			if err != nil {
				return nil, fmt.Errorf("writing git's index: %w", err)
			}
			paths[i].Mode = uint32(m)
		}
	}
	b := ix.Splice(paths, r.dirty)
	if !<-intact {
		return nil, Refuse("git's index of "+r.Name+" is damaged", "rebuild it: rm "+text.ShellWord(path)+" && "+r.CommandLine("reset"))
	}
	return b, nil
}

// dirty reports whether a file's bytes differ from its index entry, for when
// neither time nor size shows it.
func (r *Repo) dirty(e gitformat.Entry) bool {
	p := r.File(string(e.Name))
	s, err := gitformat.StatFile(p)
	if err != nil || s.Mtime() != e.Mtime() || s.Size != e.Size() {
		return false
	}
	b, err := rootfs.ReadUnlinked(p)
	return err != nil || gitformat.BlobHash(b) != e.Hash()
}

// person is an author or committer.
type person struct {
	name, email string
	when        time.Time
}

// String is the form git writes in commits and reflogs.
func (p person) String() string {
	return p.name + " <" + p.email + "> " + strconv.FormatInt(p.when.Unix(), 10) + " " + p.when.Format("-0700")
}

type people struct{ author, committer person }

func commitObject(tree gitformat.Hash, parents []gitformat.Hash, who people, text string) []byte {
	var b bytes.Buffer
	b.WriteString("tree " + tree.String() + "\n")
	for _, p := range parents {
		if !p.Zero() {
			b.WriteString("parent " + p.String() + "\n")
		}
	}
	b.WriteString("author " + who.author.String() + "\ncommitter " + who.committer.String() + "\n\n" + text)
	return b.Bytes()
}
