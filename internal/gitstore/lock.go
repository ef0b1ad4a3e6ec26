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

	"oneonone/internal/gitformat"
	"oneonone/internal/rootfs"
)

// Three locks guard a commit. The advisory one, .git/oneonone.lock, lets one run
// of this program work at a time and is freed by the kernel when it dies. It means
// nothing to git: against git's own commands only git's lock files help,
// index.lock and the branch's. Those stay behind when a process is killed, so ours
// are hard links to a file of our own beside them: a lock that is the same file as
// our link was provably left by a run of ours, and only such a lock is ever
// removed. Without hard links our file names the inode of the lock, which is made
// beside it and then renamed into place.
const (
	advisoryLock = "oneonone.lock"
	indexLink    = "oneonone.index"
	refLink      = "oneonone.ref"
	placed       = ".made" // suffix of a link's name: a lock not in place yet
	pollLock     = 5 * time.Millisecond
)

// Lock takes the advisory lock, and clears away git locks left by a killed run of
// ours. Close releases it.
func (r *Repo) Lock(ctx context.Context) (io.Closer, error) {
	p := filepath.Join(r.GitDir, advisoryLock)
	if err := rootfs.Own(p); err != nil {
		return nil, Refuse(p+" is not a regular file", "remove it: rm "+p)
	}
	ctx, cancel := context.WithTimeout(ctx, r.git.Wait)
	defer cancel()
	l := flock.New(p, flock.SetPermissions(filePerm))
	ok, err := l.TryLockContext(ctx, pollLock)
	for ok && !isAt(l, p) && ctx.Err() == nil { // the repository was rebuilt meanwhile
		l.Close()
		l = flock.New(p, flock.SetPermissions(filePerm))
		ok, err = l.TryLockContext(ctx, pollLock)
	}
	if ok {
		// Say who holds it, for those who have to wait.
		if err := os.WriteFile(p, []byte("pid "+strconv.Itoa(os.Getpid())+"\n"), filePerm); err != nil {
			l.Close()
			return nil, fmt.Errorf("locking %s: %w", r.Name, err)
		}
		r.clearStale()
		return l, nil
	}
	if errors.Is(err, context.DeadlineExceeded) {
		holder := "another oneonone command"
		if b, err := rootfs.ReadHead(p, 100); err == nil && len(b) > 0 {
			holder += ", " + strings.TrimSpace(strings.SplitN(string(b), "\n", 2)[0])
		}
		return nil, &LockedError{Path: p, Holder: holder, Hint: "wait until it has finished, then run the command again"}
	}
	if err == nil {
		err = ctx.Err()
	}
	return nil, fmt.Errorf("locking %s: %w", r.Name, err)
}

// isAt reports whether a lock we took is still the file at p.
func isAt(l *flock.Flock, p string) bool {
	held, err := l.Stat()
	at, atErr := os.Lstat(p)
	return err == nil && atErr == nil && os.SameFile(held, at)
}

// HoldNew takes the advisory lock of a git directory that is not in place yet.
func HoldNew(gitDir string) (io.Closer, error) {
	l := flock.New(filepath.Join(gitDir, advisoryLock), flock.SetPermissions(filePerm))
	_, err := l.TryLock()
	return l, err
}

// clearStale removes git locks left by a killed run of ours. It is called under
// the advisory lock, so no such run is alive. Their removal is made durable
// before a link of that name is made again: after a power cut, an old lock beside
// a new link would be a lock that nobody recognises.
func (r *Repo) clearStale() {
	for _, link := range []string{indexLink, refLink} {
		ours := filepath.Join(r.GitDir, link)
		if fileGone(ours) {
			continue
		}
		for _, lock := range r.locksBy(link) {
			if isLockOf(ours, lock) {
				os.Remove(lock)
			}
		}
		r.git.sync(r.GitDir)
		os.Remove(ours)
		os.Remove(ours + placed)
		os.Remove(filepath.Join(r.GitDir, nextIndex))
	}
	r.clearOwnIndexes()
}

// locksBy are the locks that a link of ours may belong to: the index's, or any
// branch's, since the user may have switched meanwhile.
func (r *Repo) locksBy(link string) []string {
	if link == indexLink {
		return []string{filepath.Join(r.GitDir, "index.lock")}
	}
	var locks []string
	filepath.WalkDir(filepath.Join(r.commonDir, "refs", "heads"), func(p string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, ".lock") {
			locks = append(locks, p)
		}
		return nil
	})
	return locks
}

// isLockOf reports whether a lock was made by whoever made our file: it is the
// same file, or the one that our file names.
func isLockOf(ours, lock string) bool {
	if sameFile(ours, lock) {
		return true
	}
	b, err := rootfs.ReadHead(ours, 1+len(lockIdentity(lock, lock)))
	return err == nil && !fileGone(lock) && string(b) == lockIdentity(lock, lock)
}

func sameFile(a, b string) bool {
	sa, errA := os.Lstat(a)
	sb, errB := os.Lstat(b)
	return errA == nil && errB == nil && os.SameFile(sa, sb)
}

// gitLock is one of git's lock files, held.
type gitLock struct {
	path string // the lock, "" while it is not held
	link string // our own file beside it, by which a later run recognises the lock
	mode os.FileMode
	file *os.File
	// spare is the lock before it is in place, where there are no hard links.
	spare *os.File
	made  os.FileInfo // the lock when it was made
	git   *Git
}

// readyLock makes our own file for a lock. Its name must be durable before the
// lock is taken, or a power cut may leave a lock that belongs to nobody.
func (r *Repo) readyLock(link string) (*gitLock, error) {
	mode := os.FileMode(filePerm)
	if st, err := os.Stat(filepath.Join(r.GitDir, "index")); err == nil {
		mode = st.Mode().Perm()
	}
	l := &gitLock{link: filepath.Join(r.GitDir, link), mode: mode, git: r.git}
	if err := r.git.Step("create", l.link); err != nil {
		return nil, err
	}
	os.Remove(l.link)
	f, err := os.OpenFile(l.link, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", r.Name, err)
	}
	f.Chmod(mode)
	l.file = f
	return l, nil
}

// take creates target.lock the way git does, waiting for another holder.
func (l *gitLock) take(ctx context.Context, target string) error {
	lock := target + ".lock"
	for begin := time.Now(); ; {
		err := l.git.Step("link", lock)
		if err == nil {
			err = l.tryTake(lock)
		}
		switch {
		case err == nil:
			l.path = lock
			l.made, err = l.file.Stat()
			return err
		case !errors.Is(err, fs.ErrExist):
			return fmt.Errorf("locking %s: %w", target, err)
		}
		if err := l.git.AwaitLock(ctx, lock, begin); err != nil {
			return err
		}
	}
}

// tryTake makes the lock a hard link to our own file. Without hard links our file
// says which lock is ours, before that lock is in place.
func (l *gitLock) tryTake(lock string) error {
	err := l.git.Link(l.link, lock)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if l.spare == nil {
		os.Remove(l.link + placed) // left by a killed run
		if l.spare, err = l.makeNamed(lock, l.link+placed); err != nil {
			return err
		}
	}
	if err := l.git.Step("place", lock); err != nil {
		return err
	}
	made := l.spare
	err = l.git.Place(l.link+placed, lock)
	if errors.Is(err, errors.ErrUnsupported) { // as git does: a kill before our file names it leaves a lock that nobody recognises
		made, err = l.makeNamed(lock, lock)
	}
	if err != nil {
		return err // the spare stays: a removed file's inode number may be reused
	}
	l.file.Close()
	l.file = made
	return nil
}

// makeNamed makes a lock's file under a name, and records in our file which it is.
func (l *gitLock) makeNamed(lock, name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, l.mode)
	if err != nil {
		return nil, err
	}
	f.Chmod(l.mode)
	if err = l.file.Truncate(0); err == nil {
		_, err = l.file.WriteAt([]byte(lockIdentity(lock, name)), 0)
	}
	if err != nil {
		f.Close()
		os.Remove(name)
		return nil, err
	}
	return f, nil
}

// lockIdentity is what identifies the lock file with a name.
func lockIdentity(lock, name string) string {
	st, _ := gitformat.StatFile(name)
	return fmt.Sprintf("%s\nfile %d\n", lock, st.Ino)
}

// Finish is a context that outlives ctx, for what must be finished once begun.
// Only waiting for somebody else's lock still ends with ctx.
func Finish(ctx context.Context) context.Context {
	return context.WithValue(context.WithoutCancel(ctx), patience{}, ctx)
}

type patience struct{}

// AwaitLock waits a moment for a lock that another git holds. It fails when that
// has gone on for too long since begin, or ctx has ended.
func (g *Git) AwaitLock(ctx context.Context, lock string, begin time.Time) error {
	if outer, ok := ctx.Value(patience{}).(context.Context); ok {
		ctx = outer
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("waiting for %s: %w", lock, err)
	}
	if time.Since(begin) > g.Wait {
		return heldByGit(lock)
	}
	time.Sleep(pollLock)
	return nil
}

func heldByGit(lock string) *LockedError {
	return &LockedError{Path: lock, Holder: "git or another program",
		Hint: "wait until git has finished; if none is running, remove it: rm " + lock}
}

// write makes b the durable content of the lock file.
func (l *gitLock) write(b []byte) error {
	if err := l.git.Step("write", l.path); err != nil {
		return err
	}
	if _, err := l.file.Write(b); err != nil {
		return fmt.Errorf("writing %s: %w", l.path, err)
	}
	if err := l.git.syncFile(l.file, l.path); err != nil {
		return fmt.Errorf("writing %s: %w", l.path, err)
	}
	return nil
}

// close ends the writing; the lock stays held.
func (l *gitLock) close() error {
	if err := l.file.Close(); err != nil {
		return fmt.Errorf("writing %s: %w", l.path, err)
	}
	l.file = nil
	return nil
}

// isOurs reports whether the lock is still the file we made.
func (l *gitLock) isOurs() bool {
	st, err := os.Lstat(l.path)
	return err == nil && os.SameFile(st, l.made)
}

// free releases the lock, and keeps our own file, by which it is recognised.
func (l *gitLock) free() {
	if l.file != nil {
		l.file.Close()
	}
	if l.path != "" && l.isOurs() {
		if err := os.Remove(l.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return // our own file stays too, so that the next run removes the lock
		}
	}
	l.path = ""
}

// release frees the lock, if still held, and removes our own file.
func (l *gitLock) release() {
	l.free()
	if l.path == "" {
		os.Remove(l.link)
		if l.spare != nil {
			l.spare.Close()
			os.Remove(l.link + placed)
		}
	}
}

// LeftLocks returns lock files left behind: ours are links of a killed run of
// this program, which the next Lock clears away; theirs are git's locks that no
// run of ours holds.
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
		if !fileGone(p) && !isLockOf(links[0], p) && !isLockOf(links[1], p) {
			theirs = append(theirs, p)
		}
	}
	return ours, theirs
}
