package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// maxTries bounds how often a commit starts over because the branch moved.
const maxTries = 20

// commit records a group's files in its repository; nil when HEAD already has
// them as they are. id names the command; the first commit of one sets it.
func (h *History) commit(ctx context.Context, g group, msg Message, id *string) (*Commit, error) {
	c, err := h.tryCommit(ctx, g, msg, id)
	if err == nil {
		return c, nil
	}
	var locked *LockedError
	if errors.As(err, &locked) {
		locked.Saved = g.paths
		return nil, locked
	}
	var refused *NotRecordedError
	if errors.As(err, &refused) {
		r := *refused
		r.Saved = g.paths
		return nil, &r
	}
	return nil, &NotRecordedError{Saved: g.paths, Reason: "git's files could not be written",
		Hint: "see to the cause, then: oneonone save", Err: err}
}

func (h *History) tryCommit(ctx context.Context, g group, msg Message, id *string) (*Commit, error) {
	r := g.repo
	if r == nil {
		return nil, noRepository(g.paths)
	}
	if err := r.blocked(); err != nil {
		return nil, err
	}
	cfg, err := g.settings()
	if err != nil {
		return nil, err
	}
	snap, err := h.snapshot(r, g.paths, cfg)
	if err != nil {
		return nil, err
	}
	if why := h.notPlain(r, cfg, g.paths); why != "" {
		return h.commitByGit(ctx, r, snap, msg, id, why)
	}
	c, err := h.commitByRecipe(ctx, r, cfg, snap, msg, id)
	var ix errIndex
	if errors.As(err, &ix) {
		return h.commitByGit(ctx, r, snap, msg, id, string(ix))
	}
	return c, err
}

// commitByRecipe writes objects, index and branch directly. The index goes
// first: killed in between, the note is as good as staged; the other way
// round, the user's next commit would bring the old note back.
func (h *History) commitByRecipe(ctx context.Context, r *repo, cfg config, snaps []snap, msg Message, id *string) (*Commit, error) {
	who, err := h.people(ctx, r, cfg)
	if err != nil {
		return nil, err
	}
	for range maxTries {
		c, moved, err := h.attempt(ctx, r, cfg, snaps, who, msg, id)
		if !moved || err != nil {
			return c, err
		}
	}
	return nil, refuse("the branch of "+r.name()+" keeps moving", "run again when the other program is done: oneonone save")
}

// attempt makes one commit on top of HEAD as it is now; moved tells that
// somebody else committed meanwhile and nothing was done.
func (h *History) attempt(ctx context.Context, r *repo, cfg config, snaps []snap, who people, msg Message, id *string) (c *Commit, moved bool, err error) {
	at, err := r.head()
	if err != nil {
		return nil, false, err
	}
	oldTree, err := r.objects.treeOf(at.commit)
	if err != nil {
		return nil, false, err
	}
	defer func() {
		r.objects.fresh = nil // whatever was not flushed, gc sweeps
	}()
	newTree, files, err := h.buildTree(ctx, r, cfg, oldTree, snaps)
	if err != nil || len(files) == 0 {
		return nil, false, err
	}
	if newTree.zero() {
		if newTree, err = r.objects.add("tree", nil); err != nil {
			return nil, false, err
		}
	}
	if *id == "" {
		*id = commandID(h.opt.Now(), msg, newTree, at.commit)
	}
	text := msg.format(*id)
	commit, err := r.objects.add("commit", commitObject(newTree, at.commit, who, text))
	if err != nil {
		return nil, false, err
	}
	if err := r.objects.flush(); err != nil {
		return nil, false, err
	}
	if moved, err = h.publish(ctx, r, at, commit, files, snaps, who, msg.Subject, cfg); moved || err != nil {
		return nil, moved, err
	}
	c = parseMessage(text)
	c.Repo, c.Hash, c.Author, c.Email, c.Time = r.rel, commit.String(), who.author.name, who.author.email, who.author.when
	c.Paths = changedPaths(files)
	return c, false, nil
}

// file is one path that the commit changes.
type file struct {
	snap
	leaf
	kind EditKind
}

func changedPaths(files []file) []ChangedPath {
	paths := make([]ChangedPath, len(files))
	for i, f := range files {
		paths[i] = ChangedPath{Path: f.path, Kind: f.kind}
	}
	return paths
}

// buildTree adds the blobs and trees of those snapshots that differ from HEAD.
func (h *History) buildTree(ctx context.Context, r *repo, cfg config, base hash, snaps []snap) (hash, []file, error) {
	var files []file
	leaves := map[string]leaf{}
	for _, s := range snaps {
		old, had, err := r.objects.lookup(base, s.inside)
		if err != nil {
			return hash{}, nil, err
		}
		if had && old.mode == modeLink {
			return hash{}, nil, refuse(s.path+" is a submodule of "+r.name(), "work on it in its own repository")
		}
		isFile := had && old.mode != modeTree
		f := file{snap: s}
		switch {
		case s.data == nil && !isFile:
			continue
		case s.data == nil:
			f.kind = Deleted
		default:
			f.leaf = leaf{mode: fileMode(s.stat, old, isFile, cfg), hash: blobHash(s.data)}
			if isFile && old.mode == f.mode && old.hash == f.hash {
				continue
			}
			f.kind = Modified
			if !isFile {
				f.kind = New
			}
		}
		files = append(files, f)
		leaves[s.inside] = f.leaf
	}
	if err := h.refuseIgnored(ctx, r, cfg, files); err != nil {
		return hash{}, nil, err
	}
	for _, f := range files {
		if f.data == nil {
			continue
		}
		if _, err := r.objects.add("blob", f.data); err != nil {
			return hash{}, nil, err
		}
	}
	tree, err := r.objects.editTree(base, leaves)
	return tree, files, err
}

// fileMode is the executable bit as git records it: from the disk, or as it
// was when core.fileMode says that the disk cannot be believed.
func fileMode(s stat, old treeEntry, had bool, cfg config) string {
	if !cfg.bool("core.filemode", true) {
		if had && (old.mode == modeExec || old.mode == modeFile) {
			return old.mode
		}
		return modeFile
	}
	if s.exec {
		return modeExec
	}
	return modeFile
}

// publish makes the commit visible: index, reflog, branch, under git's locks.
func (h *History) publish(ctx context.Context, r *repo, at head, commit hash, files []file, snaps []snap, who people, subject string, cfg config) (moved bool, err error) {
	indexPath := filepath.Join(r.gitDir, "index")
	mode := os.FileMode(noteMode)
	if st, err := os.Stat(indexPath); err == nil {
		mode = st.Mode().Perm()
	}
	ixLock, err := h.takeGitLock(ctx, r, indexPath, indexLink, mode)
	if err != nil {
		return false, err
	}
	defer ixLock.release()
	b, err := r.newIndex(indexPath, files, snaps)
	if err != nil {
		return false, err
	}
	if err := ixLock.write(b); err != nil {
		return false, err
	}
	refPath := filepath.Join(r.commonDir, filepath.FromSlash(at.branch))
	if err := os.MkdirAll(filepath.Dir(refPath), dirMode); err != nil {
		return false, fmt.Errorf("writing %s: %w", at.branch, err)
	}
	refLock, err := h.takeGitLock(ctx, r, refPath, refLink, mode)
	if err != nil {
		return false, err
	}
	defer refLock.release()
	if now, err := r.head(); err != nil || now != at {
		return err == nil, err
	}
	if err := refLock.write([]byte(commit.String() + "\n")); err != nil {
		return false, err
	}
	if err := ixLock.commit(); err != nil {
		return false, err
	}
	h.appendReflogs(r, at, commit, who.committer, subject, cfg)
	if st, err := os.Stat(refPath); err == nil && st.IsDir() {
		os.Remove(refPath) // git leaves empty directories where branches were
	}
	if err := refLock.commit(); err != nil {
		return false, err
	}
	for _, dir := range []string{r.gitDir, filepath.Dir(refPath)} {
		// The commit is made; a failing sync of a directory cannot unmake it.
		if h.step("fsync", dir) == nil {
			syncPath(dir)
		}
	}
	return false, nil
}

// newIndex is the index with our files as committed. A file with a conflict
// that nobody has resolved is refused.
func (r *repo) newIndex(path string, files []file, snaps []snap) ([]byte, error) {
	ix, err := readIndex(path)
	if err != nil {
		return nil, err
	}
	intact := make(chan bool, 1)
	go func() { intact <- ix.intact() }()
	paths := make([]staged, len(files))
	for i, f := range files {
		if at, ok := ix.find(f.inside); ok {
			if e := ix.entries[at]; e.stage() != 0 {
				return nil, refuse(f.path+" has a conflict that is not resolved", "edit it, then: git add -- "+f.path+"; then: oneonone save")
			} else if e.ext&extSkip != 0 {
				return nil, errIndex("its index skips the note (sparse checkout)")
			}
		}
		paths[i] = staged{name: f.inside, hash: f.hash, stat: f.stat}
		if f.mode != "" {
			m, err := strconv.ParseUint(f.mode, 8, 32)
			if err != nil {
				return nil, fmt.Errorf("writing git's index: %w", err)
			}
			paths[i].mode = uint32(m)
		}
	}
	b := ix.splice(paths, r.dirty)
	if !<-intact {
		return nil, refuse("git's index of "+r.name()+" is damaged", "rebuild it: rm "+path+" && git -C "+r.root+" reset")
	}
	return b, nil
}

// dirty reports whether a file's bytes differ from its index entry where
// neither its time nor its size tells.
func (r *repo) dirty(e indexEntry) bool {
	p := r.file(string(e.name))
	s, err := statFile(p)
	if err != nil || s.mtime() != e.mtime() || s.size != e.size() {
		return false
	}
	b, err := os.ReadFile(p)
	return err != nil || blobHash(b) != e.hash()
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

func commitObject(tree, parent hash, who people, text string) []byte {
	var b bytes.Buffer
	b.WriteString("tree " + tree.String() + "\n")
	if !parent.zero() {
		b.WriteString("parent " + parent.String() + "\n")
	}
	b.WriteString("author " + who.author.String() + "\ncommitter " + who.committer.String() + "\n\n" + text)
	return b.Bytes()
}

func noRepository(paths []string) error {
	if strings.HasPrefix(paths[0], "private/") {
		return refuse("private/ is no git repository of its own", "make it one with: git init private; private notes are never recorded in the folder's repository")
	}
	return refuse("the notes folder is in no git repository", "make it one with: oneonone init")
}
