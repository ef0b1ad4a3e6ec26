package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"oneonone/notes/page"
)

// Init makes the notes folder a repository when neither it nor a directory
// above it is one, as git init would, also where git is not installed. A
// repository above that ignores the folder, as those for dot files do, does not
// count. The folder is made when it is missing, for the user alone.
func Init(o Options) error {
	if err := os.MkdirAll(o.Dir, dirMode); err != nil {
		return fmt.Errorf("making the notes folder: %w", err)
	}
	h, err := Open(o)
	if err != nil {
		return err
	}
	defer h.Close()
	r, err := h.folderRepo()
	if err != nil {
		return err
	}
	if r != nil && (r.root == h.opt.Dir || !h.ignoresUs(r)) {
		return nil
	}
	return h.makeRepo(h.opt.Dir)
}

// ignoresUs reports whether a repository around the folder ignores the notes.
func (h *History) ignoresUs(r *repo) bool {
	cfg, err := h.config(context.Background(), r)
	if err != nil {
		return false
	}
	probe := r.inside(page.SettingsFile)
	ignored, err := h.ignored(context.Background(), r, cfg, []string{probe})
	return err == nil && ignored[probe]
}

// InitAt makes a directory of the notes folder, such as private, a repository
// of its own for the user alone. The repository around it is told to ignore it
// by its .git/info/exclude: unlike .gitignore that file is never committed or
// pushed, so that not even the existence of private notes is published.
func (h *History) InitAt(rel string) error {
	if err := checkPath(rel); err != nil {
		return err
	}
	if err := h.root.MkdirAll(rel, dirMode); err != nil {
		return fmt.Errorf("making %s: %w", rel, err)
	}
	if err := h.root.Chmod(rel, dirMode); err != nil {
		return fmt.Errorf("making %s private: %w", rel, err)
	}
	outer, err := h.folderRepo()
	if err != nil {
		return err
	}
	if outer != nil {
		if err := outer.exclude("/" + outer.inside(rel) + "/"); err != nil {
			return err
		}
	}
	r, err := h.repoAt(rel)
	if r != nil || err != nil {
		return err
	}
	return h.makeRepo(filepath.Join(h.opt.Dir, filepath.FromSlash(rel)))
}

// exclude adds a line to the repository's private ignore rules.
func (r *repo) exclude(line string) error {
	p := filepath.Join(r.commonDir, "info", "exclude")
	b, err := os.ReadFile(p)
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
	if err := os.MkdirAll(filepath.Dir(p), dirMode); err != nil {
		return fmt.Errorf("ignoring %s: %w", line, err)
	}
	if err := replaceFile(p, append(b, line+"\n"...)); err != nil {
		return fmt.Errorf("ignoring %s: %w", line, err)
	}
	return nil
}

// makeRepo writes an empty repository into dir/.git. It is made beside and
// renamed, so that a crash leaves a whole one or none.
func (h *History) makeRepo(dir string) error {
	tmp, err := os.MkdirTemp(dir, ".git.new-") // 0700
	if err != nil {
		return fmt.Errorf("making a repository: %w", err)
	}
	defer os.RemoveAll(tmp)
	for _, d := range []string{"objects/info", "objects/pack", "refs/heads", "refs/tags", "info", "hooks"} {
		if err := os.MkdirAll(filepath.Join(tmp, d), dirMode); err != nil {
			return fmt.Errorf("making a repository: %w", err)
		}
	}
	for name, text := range map[string]string{
		"HEAD": "ref: refs/heads/" + h.initialBranch() + "\n",
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
func (h *History) initialBranch() string {
	var b string
	if out, err := h.gitRead(context.Background(), nil, nil, "config", "--get", "init.defaultBranch"); err == nil {
		b = strings.TrimSpace(string(out))
	} else if errors.Is(err, errNoGit) {
		b, _ = h.ownConfig(&repo{gitDir: h.opt.Dir, commonDir: h.opt.Dir}).get("init.defaultbranch")
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
