package gitstore

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"oneonone/internal/gitformat"
	"oneonone/internal/rootfs"
)

// commitByGit records the files with the real `git commit`, in a repository
// that asks for more than the recipe does: hooks run, commits are signed,
// filters apply. why is the reason, for the error when there is no git.
//
// git gets an index of its own, HEAD's with our files in it, so that it commits
// the bytes of the snaps and not what is on disk by then. We hold git's
// index.lock all the while, and replace the user's index before the commit: after
// a kill in between, our files are as good as staged.
func (r *Repo) commitByGit(ctx context.Context, cfg Config, snaps []Snap, text Words, why string) (*Commit, error) {
	if !r.git.Installed() {
		return nil, Refuse("only git itself can commit in "+r.Name+", because "+why+", and git is not installed",
			"install git, then: oneonone save")
	}
	insides := make([]string, len(snaps))
	for i, s := range snaps {
		insides[i] = s.inside
	}
	if err := r.Waits(insides); err != nil {
		return nil, err
	}
	env, err := r.gitIdent(ctx)
	if err != nil {
		return nil, err
	}
	return r.untilDone(func() (*Commit, bool, error) {
		made, moved, err := r.attemptByGit(ctx, cfg, snaps, text, env)
		return made, moved, gitRefused(r, err)
	})
}

func (r *Repo) attemptByGit(ctx context.Context, cfg Config, snaps []Snap, text Words, env []string) (made *Commit, moved bool, err error) {
	index := filepath.Join(r.GitDir, "index")
	lock, release, err := r.lockForGit(ctx, index)
	if err != nil {
		return nil, false, err
	}
	defer release()
	if err := r.Blocked(); err != nil {
		return nil, false, err // such as a merge begun while we waited
	}
	at, _ := r.read(ctx, nil, "rev-parse", "--verify", "--quiet", "HEAD")
	before := strings.TrimSpace(string(at))
	entries, err := r.gitEntries(ctx, cfg, before, snaps)
	if err != nil || len(entries) == 0 {
		return nil, false, err
	}
	own, err := r.ownIndexes(ctx, index, before, entries)
	defer own.remove()
	if err != nil {
		return nil, false, err
	}
	if err := own.replace(lock, own.theirs); err != nil {
		return nil, false, err
	}
	parent, _ := gitformat.ParseHash(before)
	words := text(gitformat.Hash{}.String(), parent.String())
	_, err = r.run(ctx, []byte(words), append(env, "GIT_INDEX_FILE="+own.ours), append(durably(),
		"commit", "-q", "--cleanup=whitespace", "-F", "-")...)
	if err == nil {
		made, err = r.madeByGit(ctx, before)
	}
	if err != nil {
		return nil, false, errors.Join(err, own.replace(lock, own.before))
	}
	if r.isOnTop(ctx, before, made.Hash, words) {
		return made, false, nil
	}
	// Somebody moved the branch without taking the index's lock, and git committed
	// our files on top of it, with the rest of the tree as it was before.
	_, err = r.run(ctx, nil, nil, "update-ref", "-m", "oneonone: commit anew", "HEAD", made.Hash+"^", made.Hash)
	return nil, true, errors.Join(err, own.replace(lock, own.before))
}

// lockForGit takes the index's lock while git is at work. git syncs the
// directory, so our own file's name must be durable before that, and the removal
// of both after, or a power cut leaves a lock that nobody recognises.
func (r *Repo) lockForGit(ctx context.Context, index string) (lock *gitLock, release func(), err error) {
	if lock, err = r.readyLock(indexLink); err != nil {
		return nil, nil, err
	}
	release = func() {
		lock.release()
		r.git.sync(r.GitDir)
	}
	if err = r.git.sync(r.GitDir); err == nil {
		err = lock.take(ctx, index)
	}
	if err != nil {
		release()
	}
	return lock, release, err
}

// durably makes git sync what its defaults leave to the system, and keeps it
// from packing while the index's lock is ours.
func durably() []string {
	return []string{"-c", "core.fsync=committed,loose-object,index,reference", "-c", "core.fsyncMethod=fsync",
		"-c", "gc.auto=0", "-c", "maintenance.auto=false"}
}

// isOnTop reports whether the commit with these words has the parent it was
// made for. A hook may have added more commits on top.
func (r *Repo) isOnTop(ctx context.Context, parent, head, words string) bool {
	span := head
	if parent != "" {
		span = parent + ".." + head
	}
	lines := strings.Split(strings.TrimSpace(words), "\n")
	out, err := r.read(ctx, nil, "log", "--first-parent", "--format=%P", "--fixed-strings", "--grep="+lines[len(lines)-1], span, "--")
	got := strings.TrimSpace(string(out))
	return err == nil && (got == parent || got == "")
}

// gitEntries returns the input for `git update-index --index-info` for the snaps
// that differ from HEAD, and adds their bytes as objects, through git's filters.
func (r *Repo) gitEntries(ctx context.Context, cfg Config, rev string, snaps []Snap) ([]byte, error) {
	names := make([]string, len(snaps))
	for i, s := range snaps {
		names[i] = s.inside
	}
	if len(names) > maxArgs {
		names = nil
	}
	unmerged, err := r.read(ctx, nil, append([]string{"ls-files", "--unmerged", "-z", "--"}, names...)...)
	if err != nil {
		return nil, err
	}
	inHead := map[string]gitformat.TreeEntry{}
	if rev != "" {
		out, err := r.read(ctx, nil, append([]string{"ls-tree", "-r", "-z", "--full-tree", rev, "--"}, names...)...)
		if err != nil {
			return nil, err
		}
		for _, line := range splitNames(out) {
			meta, p, _ := strings.Cut(line, "\t")
			if f := strings.Fields(meta); len(f) == 3 {
				inHead[p] = gitformat.TreeEntry{Mode: f[0], Name: f[2]}
			}
		}
	}
	var lines bytes.Buffer
	var fresh []string
	shown := map[string]string{}
	for _, s := range snaps {
		old, had := inHead[s.inside]
		switch {
		case bytes.Contains(append([]byte{0}, unmerged...), []byte("\t"+s.inside+"\x00")):
			return nil, Refuse(s.path+" has a conflict that is not resolved", "edit it, then: "+r.CommandLine("add", "--", s.inside)+"; then: oneonone save")
		case had && old.Mode == gitformat.ModeLink:
			return nil, Refuse(s.path+" is a submodule of "+r.Name, "work on it in its own repository")
		case s.data == nil && !had:
			continue
		case s.data == nil && s.NeverGone:
			return nil, s.refuseGone()
		case s.data == nil:
			lines.WriteString("0 " + strings.Repeat("0", len(old.Name)) + "\t" + s.inside + "\x00")
			continue
		}
		id, err := r.run(ctx, s.data, nil, "hash-object", "-w", "--stdin", "--path="+s.inside)
		if err != nil {
			return nil, err
		}
		mode, name := fileMode(s.stat, old, had, cfg), strings.TrimSpace(string(id))
		if had && old.Mode == mode && old.Name == name {
			continue
		}
		if !had {
			fresh = append(fresh, s.inside)
			shown[s.inside] = s.path
		}
		lines.WriteString(mode + " " + name + "\t" + s.inside + "\x00")
	}
	ignored, err := r.Ignored(ctx, cfg, fresh)
	for _, p := range fresh {
		if ignored[p] {
			return nil, r.refuseAsIgnored(shown[p], p)
		}
	}
	return lines.Bytes(), err
}

// ownIndexes are indexes of our own: before is a copy of the user's, theirs the
// same with our files in it, and ours is HEAD's with our files and nothing
// staged.
type ownIndexes struct {
	index                string
	before, theirs, ours string
}

// ownIndexMark begins the names of these files.
const (
	ownIndexMark = "oneonone.commit-"
	ownIndexKept = time.Hour
)

func (r *Repo) ownIndexes(ctx context.Context, index, rev string, entries []byte) (own ownIndexes, err error) {
	own.index = index
	name := filepath.Join(r.GitDir, ownIndexMark+rand.Text())
	own.before, own.theirs, own.ours = name+"-before", name+"-theirs", name
	for _, p := range []string{own.before, own.theirs, own.ours} {
		if err := copyFile(index, p); err != nil {
			return own, fmt.Errorf("copying git's index: %w", err)
		}
	}
	base := []string{"read-tree", "--no-sparse-checkout", "--reset", rev}
	if rev == "" {
		base = []string{"read-tree", "--empty"}
	}
	for _, step := range []struct {
		index string
		stdin []byte
		args  []string
	}{
		{own.theirs, entries, []string{"update-index", "-z", "--replace", "--index-info"}},
		{own.ours, nil, base},
		{own.ours, entries, []string{"update-index", "-z", "--replace", "--index-info"}},
	} {
		if _, err := r.run(ctx, step.stdin, []string{"GIT_INDEX_FILE=" + step.index}, step.args...); err != nil {
			return own, err
		}
	}
	// This saves git status reading our files again; it exits with 1 when the disk
	// has other bytes by now.
	r.run(ctx, nil, []string{"GIT_INDEX_FILE=" + own.theirs}, "update-index", "-q", "--refresh")
	return own, nil
}

// copyFile copies a file that may be missing.
func copyFile(from, to string) error {
	f, err := rootfs.OpenPath(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, filePerm)
}

// replace puts a copy in place of the user's index, whose lock is held, durably:
// if the branch were durable before the index, the user's next commit would bring
// the old note back.
func (own *ownIndexes) replace(lock *gitLock, by string) error {
	if fileGone(by) {
		if err := lock.git.Step("remove", own.index); err != nil {
			return err
		}
		return os.Remove(own.index) // there was none before
	}
	if st, err := os.Stat(own.index); err == nil {
		os.Chmod(by, st.Mode().Perm())
	}
	if err := lock.git.sync(by); err != nil {
		return err
	}
	if err := lock.git.Step("rename", own.index); err != nil {
		return err
	}
	if !lock.isOurs() {
		return heldByGit(lock.path)
	}
	if err := os.Rename(by, own.index); err != nil {
		return err
	}
	return lock.git.sync(filepath.Dir(own.index))
}

// clearOwnIndexes clears away the copies that a killed run left. That run's git
// may still be at work, and not yet have read where the branch is; it would then
// commit the rest of the tree as it was before. A lock on its index makes that
// git give up, so the copies stay for an hour.
func (r *Repo) clearOwnIndexes() {
	entries, _ := os.ReadDir(r.GitDir)
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), ownIndexMark)
		if !ok {
			continue
		}
		p := filepath.Join(r.GitDir, e.Name())
		st, err := os.Stat(p)
		switch {
		case err != nil:
		case strings.Contains(rest, "-") || r.git.Now().Sub(st.ModTime()) > ownIndexKept:
			os.Remove(p)
		case !strings.HasSuffix(p, ".lock"):
			if f, err := os.OpenFile(p+".lock", os.O_CREATE|os.O_EXCL|os.O_WRONLY, filePerm); err == nil {
				f.Close()
			}
		}
	}
}

func (own *ownIndexes) remove() {
	for _, p := range []string{own.before, own.theirs, own.ours} {
		if p != "" {
			os.Remove(p)
		}
	}
}

// gitIdent makes git use our clock, and the author and committer that our own commits
// have.
func (r *Repo) gitIdent(ctx context.Context) ([]string, error) {
	cfg, err := r.Config(ctx)
	if err != nil {
		return nil, err
	}
	var env []string
	for _, role := range []string{"AUTHOR", "COMMITTER"} {
		p, err := r.ident(ctx, cfg, role)
		if err != nil {
			return nil, err
		}
		env = append(env, "GIT_"+role+"_NAME="+p.name, "GIT_"+role+"_EMAIL="+p.email)
		if !r.hasDate(role) {
			env = append(env, "GIT_"+role+"_DATE=@"+strconv.FormatInt(p.when.Unix(), 10)+" "+p.when.Format("-0700"))
		}
	}
	return env, nil
}

// gitRefused turns git's refusal into an error that names the next step.
func gitRefused(r *Repo, err error) error {
	var ge *gitError
	var refused *RefusedError
	if !errors.As(err, &ge) || errors.As(err, &refused) {
		return err
	}
	hint := "fix what git reports, then: oneonone save"
	if strings.Contains(ge.stderr, "dubious ownership") {
		hint = "if you trust it: git config --global --add safe.directory " + r.Root + "; then: oneonone save"
	}
	words := strings.Join(strings.Fields(ge.stderr), " ")
	if words == "" {
		words = "a hook refused, or " + ge.err.Error()
	}
	return Refuse("git refused in "+r.Name+": "+words, hint)
}

// madeByGit reads the commit that git just made.
func (r *Repo) madeByGit(ctx context.Context, before string) (*Commit, error) {
	r.objects.close() // git may have packed meanwhile
	var made *Commit
	err := r.logByGit(ctx, LogQuery{Limit: 1}, func(c Commit) bool {
		made = &c
		return false
	})
	if err != nil {
		return nil, fmt.Errorf("reading the new commit: %w", err)
	}
	if made == nil || made.Hash == before {
		return nil, Refuse("git made no commit in "+r.Name, "see: "+r.CommandLine("status"))
	}
	return made, nil
}

// fileGone reports whether nothing exists at an absolute path.
func fileGone(p string) bool {
	_, err := os.Lstat(p)
	return err != nil
}
