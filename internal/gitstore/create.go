package gitstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gofrs/flock"

	"oneonone/internal/rootfs"
)

// Exclude adds a line to the repository's private ignore rules.
func (r *Repo) Exclude(line string) error { return r.ownRule(r.ExcludeFile(), line) }

// Attribute adds a line to the repository's private attributes.
func (r *Repo) Attribute(line string) error {
	return r.ownRule(filepath.Join(r.commonDir, "info", "attributes"), line)
}

// ownRule adds a line to a file that is never committed.
func (r *Repo) ownRule(p, line string) error {
	b, err := rootfs.ReadPath(p)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("adding %s to %s: %w", line, p, err)
	}
	for l := range bytes.Lines(b) {
		if strings.TrimSpace(string(l)) == line {
			return nil
		}
	}
	if len(b) > 0 && b[len(b)-1] != '\n' {
		b = append(b, '\n')
	}
	if err := r.git.makeDirs(filepath.Dir(p)); err != nil {
		return fmt.Errorf("adding %s to %s: %w", line, p, err)
	}
	if err := r.git.replaceFile(p, append(b, line+"\n"...)); err != nil {
		return fmt.Errorf("adding %s to %s: %w", line, p, err)
	}
	return nil
}

// ExcludeFile holds the repository's private ignore rules.
func (r *Repo) ExcludeFile() string { return filepath.Join(r.commonDir, "info", "exclude") }

// initMark begins the name of a repository that is being made.
const initMark = ".git.new-"

// Init writes an empty repository into dir/.git. It is made under another name
// and renamed, so that a crash leaves a whole one or none.
func (g *Git) Init(dir string) error {
	g.clearBegun(dir)
	if err := g.Step("create", dir); err != nil {
		return fmt.Errorf("making a repository: %w", err)
	}
	tmp, err := os.MkdirTemp(dir, initMark) // 0700
	if err != nil {
		return fmt.Errorf("making a repository: %w", err)
	}
	defer os.RemoveAll(tmp)
	if err := g.fillNew(tmp, g.initialBranch(dir)); err != nil {
		return fmt.Errorf("making a repository: %w", err)
	}
	to := filepath.Join(dir, ".git")
	err = g.Step("rename", to)
	if err == nil {
		err = os.Rename(tmp, to)
	}
	if err != nil && fileGone(filepath.Join(to, "HEAD")) {
		return fmt.Errorf("making a repository: %w", err)
	}
	if err := g.sync(dir); err != nil {
		return fmt.Errorf("making a repository: %w", err)
	}
	return nil
}

// fillNew fills the directory of a new repository. Meanwhile a lock tells others
// that it is not the leftover of a killed run.
func (g *Git) fillNew(tmp, branch string) error {
	alive := flock.New(filepath.Join(tmp, advisoryLock), flock.SetPermissions(filePerm))
	if _, err := alive.TryLock(); err != nil {
		return err
	}
	defer alive.Close()
	for _, d := range []string{"objects/info", "objects/pack", "refs/heads", "refs/tags", "info", "hooks"} {
		if err := g.Step("mkdir", d); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Join(tmp, d), dirPerm); err != nil {
			return err
		}
	}
	for _, f := range []struct{ name, text string }{
		{"HEAD", "ref: refs/heads/" + branch + "\n"},
		{"config", "[core]\n\trepositoryformatversion = 0\n\tfilemode = " + strconv.FormatBool(filepath.Separator == '/') +
			"\n\tbare = false\n\tlogallrefupdates = true\n"},
		{"info/exclude", ""},
	} {
		if err := g.replaceFile(filepath.Join(tmp, f.name), []byte(f.text)); err != nil {
			return err
		}
	}
	for _, d := range []string{"objects", "refs"} {
		if err := g.sync(filepath.Join(tmp, d)); err != nil {
			return err
		}
	}
	return nil
}

// clearBegun clears away repositories that a killed run began in dir.
func (g *Git) clearBegun(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if !IsBegun(e.Name()) {
			continue
		}
		p := filepath.Join(dir, e.Name())
		lock := filepath.Join(p, advisoryLock)
		if rootfs.Own(lock) != nil {
			continue
		}
		alive := flock.New(lock)
		if ok, err := alive.TryLock(); ok || err != nil {
			alive.Close()
			os.RemoveAll(p)
		}
	}
}

// IsBegun reports whether a name is that of a repository still being made.
func IsBegun(name string) bool { return strings.HasPrefix(name, initMark) }

// Keep writes a file of the caller's into the git directory, whole or not at all.
func (r *Repo) Keep(name string, b []byte) error {
	return r.git.replaceFile(filepath.Join(r.GitDir, name), b)
}

// initialBranch is init.defaultBranch, else main.
func (g *Git) initialBranch(dir string) string {
	var b string
	r := &Repo{Root: dir, GitDir: dir, commonDir: dir, git: g}
	// There is no repository yet, so whatever looks like one is ignored.
	if out, err := r.run(context.Background(), nil, []string{"GIT_DIR=" + os.DevNull}, "config", "--get", "init.defaultBranch"); err == nil {
		b = strings.TrimSpace(string(out))
	} else if errors.Is(err, ErrNoGit) {
		b, _ = r.ownConfig().Get("init.defaultbranch")
	}
	if b == "" || !safeRef("refs/heads/"+b) || strings.ContainsAny(b, " ~^:?*[\\\x7f") || strings.HasPrefix(b, "-") {
		return "main"
	}
	return b
}

// replaceFile writes a file of the repository's own, whole or not at all.
func (g *Git) replaceFile(p string, b []byte) error {
	if err := g.Step("create", p); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(p), ".new-") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err = g.Step("write", p); err == nil {
		_, err = f.Write(b)
	}
	if err == nil {
		err = g.syncFile(f, f.Name())
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = g.Step("rename", p)
	}
	if err == nil {
		err = os.Rename(f.Name(), p)
	}
	if err != nil {
		return err
	}
	return g.sync(filepath.Dir(p))
}
