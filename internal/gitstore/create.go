package gitstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/rootfs"
)

// Exclude adds a line to the repository's private ignore rules.
func (r *Repo) Exclude(line string) error {
	p := r.ExcludeFile()
	b, err := rootfs.ReadPath(p)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("ignoring %s: %w", line, err)
	}
	for l := range bytes.Lines(b) {
		if strings.TrimSpace(string(l)) == line {
			return nil
		}
	}
	if len(b) > 0 && b[len(b)-1] != '\n' {
		b = append(b, '\n')
	}
	if err := os.MkdirAll(filepath.Dir(p), dirPerm); err != nil {
		return fmt.Errorf("ignoring %s: %w", line, err)
	}
	if err := replaceFile(p, append(b, line+"\n"...)); err != nil {
		return fmt.Errorf("ignoring %s: %w", line, err)
	}
	return nil
}

// ExcludeFile holds the repository's private ignore rules.
func (r *Repo) ExcludeFile() string { return filepath.Join(r.commonDir, "info", "exclude") }

// Init writes an empty repository into dir/.git. It is made beside and renamed,
// so that a crash leaves a whole one or none.
func (g *Git) Init(dir string) error {
	tmp, err := os.MkdirTemp(dir, ".git.new-") // 0700
	if err != nil {
		return fmt.Errorf("making a repository: %w", err)
	}
	defer os.RemoveAll(tmp)
	for _, d := range []string{"objects/info", "objects/pack", "refs/heads", "refs/tags", "info", "hooks"} {
		if err := os.MkdirAll(filepath.Join(tmp, d), dirPerm); err != nil {
			return fmt.Errorf("making a repository: %w", err)
		}
	}
	for name, text := range map[string]string{
		"HEAD": "ref: refs/heads/" + g.initialBranch(dir) + "\n",
		"config": "[core]\n\trepositoryformatversion = 0\n\tfilemode = " + map[bool]string{true: "true", false: "false"}[filepath.Separator == '/'] +
			"\n\tbare = false\n\tlogallrefupdates = true\n",
		"info/exclude": "",
	} {
		if err := replaceFile(filepath.Join(tmp, name), []byte(text)); err != nil {
			return fmt.Errorf("making a repository: %w", err)
		}
	}
	if err := os.Rename(tmp, filepath.Join(dir, ".git")); err != nil {
		return fmt.Errorf("making a repository: %w", err)
	}
	syncPath(dir)
	return nil
}

// initialBranch is init.defaultBranch, else main.
func (g *Git) initialBranch(dir string) string {
	var b string
	r := &Repo{Root: dir, GitDir: dir, commonDir: dir, git: g}
	// There is no repository yet: what looks like one is not asked.
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
func replaceFile(p string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(p), ".new-") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(b); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), p)
}
