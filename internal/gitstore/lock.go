package gitstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Three locks guard a commit. The advisory one, .git/oneonone.lock, orders the
// runs of this program and is freed by the kernel when one dies. It means
// nothing to git: against git's own commands only git's lock files help,
// index.lock and the branch's. Those stay behind when a process is killed, so
// ours are hard links to a file of our own beside them: a lock that is the same
// file as our link was provably left by a run of ours, and only such a one is
// ever removed.
const (
	advisoryLock = "oneonone.lock"
	indexLink    = "oneonone.index"
	refLink      = "oneonone.ref"
	pollLock     = 5 * time.Millisecond
)

// Lock takes the advisory lock, and clears away the git locks that a killed run
// of ours left. Closing gives it back.
func (r *Repo) Lock(ctx context.Context) (io.Closer, error) {
	p := filepath.Join(r.GitDir, advisoryLock)
	ctx, cancel := context.WithTimeout(ctx, r.git.Wait)
	defer cancel()
	l := flock.New(p, flock.SetPermissions(filePerm))
	ok, err := l.TryLockContext(ctx, pollLock)
	if ok {
		// Who holds it, for whoever has to wait.
		if err := os.WriteFile(p, []byte("pid "+strconv.Itoa(os.Getpid())+"\n"), filePerm); err != nil {
			l.Close()
			return nil, fmt.Errorf("locking %s: %w", r.Name, err)
		}
		r.clearStale()
		return l, nil
	}
	if errors.Is(err, context.DeadlineExceeded) {
		holder := "another oneonone command"
		if b, err := os.ReadFile(p); err == nil && len(b) > 0 {
			holder += ", " + strings.TrimSpace(strings.SplitN(string(b), "\n", 2)[0])
		}
		return nil, &LockedError{Path: p, Holder: holder, Hint: "wait until it has finished, then run the command again"}
	}
	if err == nil {
		err = ctx.Err()
	}
	return nil, fmt.Errorf("locking %s: %w", r.Name, err)
}

// clearStale removes the git locks that a killed run of ours left. It is
// called under the advisory lock, so that no such run is alive.
func (r *Repo) clearStale() {
	for _, link := range []string{indexLink, refLink} {
		ours := filepath.Join(r.GitDir, link)
		if _, err := os.Lstat(ours); err != nil {
			continue
		}
		lock := filepath.Join(r.GitDir, "index.lock")
		if link == refLink {
			lock = r.staleRefLock()
		}
		if sameFile(ours, lock) {
			os.Remove(lock)
		}
		os.Remove(ours)
	}
}

// staleRefLock is the lock of the branch that the killed run worked on, which
// is the one HEAD names unless the user has switched since.
func (r *Repo) staleRefLock() string {
	found := ""
	ours := filepath.Join(r.GitDir, refLink)
	filepath.WalkDir(filepath.Join(r.commonDir, "refs", "heads"), func(p string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, ".lock") && sameFile(ours, p) {
			found = p
			return filepath.SkipAll
		}
		return nil
	})
	return found
}

func sameFile(a, b string) bool {
	sa, errA := os.Lstat(a)
	sb, errB := os.Lstat(b)
	return errA == nil && errB == nil && os.SameFile(sa, sb)
}

// gitLock is one of git's lock files, held.
type gitLock struct {
	path string // the lock
	link string // our own name for the same file, "" where links are not possible
	file *os.File
	step func(op, name string) error
}

// takeGitLock creates target.lock the way git does, waiting for another holder.
func (r *Repo) takeGitLock(ctx context.Context, target, link string, mode os.FileMode) (*gitLock, error) {
	l := &gitLock{path: target + ".lock", link: filepath.Join(r.GitDir, link), step: r.git.Step}
	if err := r.git.Step("create", l.link); err != nil {
		return nil, err
	}
	os.Remove(l.link)
	f, err := os.OpenFile(l.link, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", target, err)
	}
	f.Chmod(mode)
	deadline := time.Now().Add(r.git.Wait)
	for {
		if err := r.git.Step("link", l.path); err != nil {
			f.Close()
			os.Remove(l.link)
			return nil, err
		}
		err = os.Link(l.link, l.path)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
		if err := waited(ctx, l.path, deadline); err != nil {
			f.Close()
			os.Remove(l.link)
			return nil, err
		}
		time.Sleep(pollLock)
	}
	if err == nil {
		l.file = f
		return l, nil
	}
	// No hard links here: the lock itself, as git makes it.
	f.Close()
	os.Remove(l.link)
	l.link = ""
	l.file, err = os.OpenFile(l.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", target, err)
	}
	return l, nil
}

// Finish is a context that outlives ctx, for what must be finished once it is
// begun. Only waiting for somebody else's lock still ends with ctx.
func Finish(ctx context.Context) context.Context {
	return context.WithValue(context.WithoutCancel(ctx), patience{}, ctx)
}

type patience struct{}

// waited says why a lock is waited for no longer, nil when it still is.
func waited(ctx context.Context, lock string, deadline time.Time) error {
	if outer, ok := ctx.Value(patience{}).(context.Context); ok {
		ctx = outer
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("waiting for %s: %w", lock, err)
	}
	if time.Now().After(deadline) {
		return heldByGit(lock)
	}
	return nil
}

func heldByGit(lock string) *LockedError {
	return &LockedError{Path: lock, Holder: "git or another program",
		Hint: "wait until git has finished; if none is running, remove it: rm " + lock}
}

// write makes b the durable content of the lock file.
func (l *gitLock) write(b []byte) error {
	if err := l.step("write", l.path); err != nil {
		return err
	}
	if _, err := l.file.Write(b); err != nil {
		return fmt.Errorf("writing %s: %w", l.path, err)
	}
	if err := l.step("fsync", l.path); err != nil {
		return err
	}
	if err := l.file.Sync(); err != nil {
		return fmt.Errorf("writing %s: %w", l.path, err)
	}
	return nil
}

// commit moves the lock file over what it guards.
func (l *gitLock) commit() error {
	if err := l.file.Close(); err != nil {
		return fmt.Errorf("writing %s: %w", l.path, err)
	}
	l.file = nil
	if err := l.step("rename", l.path); err != nil {
		return err
	}
	if err := os.Rename(l.path, strings.TrimSuffix(l.path, ".lock")); err != nil {
		return fmt.Errorf("writing %s: %w", l.path, err)
	}
	l.path = ""
	return nil
}

// release gives up what is still held. It may be called after commit.
func (l *gitLock) release() {
	if l == nil {
		return
	}
	if l.file != nil {
		l.file.Close()
	}
	if l.path != "" {
		os.Remove(l.path)
	}
	if l.link != "" {
		os.Remove(l.link)
	}
}

// LeftLocks are the lock files that somebody left behind: ours are links of a
// killed run of this program, which the next Lock clears away; theirs are
// those of git's locks that no run of ours holds.
func (r *Repo) LeftLocks() (ours, theirs []string) {
	links := []string{filepath.Join(r.GitDir, indexLink), filepath.Join(r.GitDir, refLink)}
	for _, p := range links {
		if !fileGone(p) {
			ours = append(ours, p)
		}
	}
	candidates := []string{filepath.Join(r.GitDir, "index.lock"), filepath.Join(r.GitDir, "HEAD.lock"), filepath.Join(r.commonDir, "packed-refs.lock"), filepath.Join(r.commonDir, "config.lock")}
	if at, err := r.head(); err == nil && at.branch != "" {
		candidates = append(candidates, filepath.Join(r.commonDir, filepath.FromSlash(at.branch)+".lock"))
	}
	for _, p := range candidates {
		if !fileGone(p) && !sameFile(p, links[0]) && !sameFile(p, links[1]) {
			theirs = append(theirs, p)
		}
	}
	return ours, theirs
}
