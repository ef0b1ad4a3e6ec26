package gitrewrite

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// own are the files of a git directory that belong to the user, and stay.
var own = []string{"config", "config.worktree", "description", "hooks", "info", "git-crypt", "oneonone.sealed"}

// leftBy are those that git and this program make; they are rebuilt or go.
var leftBy = []string{"HEAD", "index", "objects", "refs", "logs", "packed-refs", "branches", "rr-cache", "ORIG_HEAD", "FETCH_HEAD", "COMMIT_EDITMSG",
	"TAG_EDITMSG", "NOTES_EDITMSG", "MERGE_MSG", "MERGE_RR", "MERGE_MODE", "SQUASH_MSG", "AUTO_MERGE", "gc.log", "gc.pid", "gitk.cache"}

// others are what somebody else has put into a git directory.
func others(gitDir string) []string {
	entries, _ := os.ReadDir(gitDir)
	var names []string
	for _, e := range entries {
		if n := e.Name(); !slices.Contains(own, n) && !slices.Contains(leftBy, n) && !strings.HasPrefix(n, "oneonone") {
			names = append(names, n)
		}
	}
	return names
}

// keepOwn copies the user's files. Its ignore rules are edited like the folder's
// .gitignore.
func keepOwn(from, to string, rule Rule) error {
	for _, name := range own {
		err := filepath.WalkDir(filepath.Join(from, name), func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(from, p)
			if err != nil {
				return err
			}
			at := filepath.Join(to, rel)
			switch {
			case d.IsDir():
				return os.MkdirAll(at, 0o700)
			case d.Type()&fs.ModeSymlink != 0:
				target, err := os.Readlink(p)
				if err != nil {
					return err
				}
				return os.Symlink(target, at)
			case rel == filepath.Join("info", "refs"):
				return nil
			}
			b, err := rootfs.ReadPath(p)
			if err != nil {
				return err
			}
			st, err := d.Info()
			if err != nil {
				return err
			}
			if edit := rule.Edit[".gitignore"]; edit != nil && rel == filepath.Join("info", "exclude") {
				b = edit(b)
			}
			return os.WriteFile(at, b, st.Mode().Perm())
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// keepDirs carries directories of an old git directory over into a new one. Files
// are hard-linked where possible: they may be large, and the old directory goes.
func keepDirs(from, to string, dirs []string) error {
	for _, dir := range dirs {
		err := filepath.WalkDir(filepath.Join(from, dir), func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(from, p)
			switch {
			case err != nil:
				return err
			case d.IsDir():
				return os.MkdirAll(filepath.Join(to, rel), 0o700)
			case !d.Type().IsRegular():
				return nil // git makes no other kind
			}
			if at := filepath.Join(to, rel); os.Link(p, at) != nil { // not every file system has hard links
				return copyFile(p, at)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("keeping %s: %w", dir, err)
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// wasFile, in a git directory, keeps the remote-tracking branches as they were
// before the rewrite: what the remotes still have.
const wasFile = "oneonone.was"

// RemoteWas is the commit a remote's branch was at before it was rewritten here,
// given its tracking name; "" if nothing was rewritten since Replaced.
func RemoteWas(r *gitstore.Repo, tracking string) string { return readWas(r.GitDir)[tracking] }

// Replaced forgets where the remotes' branches were.
func Replaced(r *gitstore.Repo) error { return os.Remove(filepath.Join(r.GitDir, wasFile)) }

func readWas(gitDir string) map[string]string {
	was := map[string]string{}
	b, _ := rootfs.ReadPath(filepath.Join(gitDir, wasFile))
	for line := range strings.Lines(string(b)) {
		if id, name, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			was[name] = id
		}
	}
	return was
}

func (b *Rebuilt) keepWas(from, to string) error {
	was := readWas(from)
	for name, id := range b.Was {
		if was[name] == "" && strings.HasPrefix(name, "refs/remotes/") {
			was[name] = id
		}
	}
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(was)) {
		text.WriteString(was[name] + " " + name + "\n")
	}
	if len(was) == 0 {
		return nil
	}
	return os.WriteFile(filepath.Join(to, wasFile), []byte(text.String()), 0o600)
}

// fingerprint changes when anybody moves a branch or stages a file.
func fingerprint(gitDir string) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	for _, name := range []string{"HEAD", "packed-refs", "index"} {
		b, err := os.ReadFile(filepath.Join(gitDir, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return sum, err
		}
		fmt.Fprintf(h, "%s %d\n", name, len(b))
		h.Write(b)
	}
	for _, dir := range []string{"refs", "logs"} {
		err := eachFile(gitDir, dir, func(name string, b []byte) error {
			fmt.Fprintf(h, "%s %d\n", name, len(b))
			h.Write(b)
			return nil
		})
		if err != nil {
			return sum, err
		}
	}
	h.Sum(sum[:0])
	return sum, nil
}
