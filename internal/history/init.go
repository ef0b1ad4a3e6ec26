package history

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"oneonone/internal/gitstore"
	"oneonone/internal/noterepo"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// Init makes the notes folder a repository, as git init would, unless it or a
// directory above it is one already; it needs no git. A repository above that
// ignores the folder, as those for dotfiles do, does not count. The folder is
// made when it is missing, for the user alone.
func Init(o Options) error {
	if err := os.MkdirAll(o.Dir, dirMode); err != nil {
		return fmt.Errorf("creating the notes folder: %w", err)
	}
	h, err := Open(o)
	if err != nil {
		return err
	}
	defer h.Close()
	return h.init()
}

// Begun reports whether name is that of a folder's repository, or of one that a
// killed run began to make.
func Begun(name string) bool { return name == ".git" || gitstore.IsBegun(name) }

func (h *History) init() error {
	r, err := h.repos.Folder()
	if err != nil {
		return err
	}
	if r != nil && (r.Root == h.opt.Dir || !h.ignoresUs(r)) {
		return nil
	}
	defer h.hold()()
	return h.git.Init(h.opt.Dir)
}

// ignoresUs reports whether a repository around the folder ignores the notes.
func (h *History) ignoresUs(r *repo) bool {
	cfg, err := r.Config(context.Background())
	if err != nil {
		return false
	}
	probe := r.Inside(page.SettingsFile)
	ignored, err := r.Ignored(context.Background(), cfg, []string{probe})
	return err == nil && ignored[probe]
}

// InitAt makes a directory of the notes folder, such as private, a repository
// of its own for the user alone. The repository around it ignores it through its
// .git/info/exclude: unlike .gitignore, that file is never committed or pushed,
// so that not even the existence of private notes is published.
func (h *History) InitAt(rel string) error {
	if err := noterepo.CheckPath(rel); err != nil {
		return err
	}
	defer h.hold()()
	dirs := map[string]bool{}
	if err := h.makeDir(rel, dirs); err != nil {
		return fmt.Errorf("making %s: %w", rel, err)
	}
	if err := h.syncDirs(dirs); err != nil {
		return err
	}
	if err := h.root.Chmod(rel, dirMode); err != nil {
		return fmt.Errorf("making %s private: %w", rel, err)
	}
	outer, err := h.repos.Folder()
	if err != nil {
		return err
	}
	if outer != nil {
		if err := outer.Exclude("/" + outer.Inside(rel) + "/"); err != nil {
			return err
		}
	}
	r, err := h.repos.At(rel)
	if err != nil {
		return err
	}
	if r == nil {
		if err := h.git.Init(filepath.Join(h.opt.Dir, filepath.FromSlash(rel))); err != nil {
			return err
		}
		if r, err = h.repos.At(rel); err != nil {
			return err
		}
	}
	return r.IgnoreEditorFiles()
}

// InitMissing makes the repositories that are missing, the folder's own and that
// of private/, where there are notes, and records the notes there. They were
// written before, elsewhere, so no command can take them back.
func (h *History) InitMissing(ctx context.Context) (recorded []string, err error) {
	if recorded, err = h.Unkept(); err != nil || len(recorded) == 0 {
		return nil, err
	}
	if r, err := h.repos.Folder(); err != nil {
		return nil, err
	} else if r == nil {
		if err := Init(h.opt); err != nil {
			return nil, err
		}
		if _, err := h.root.Lstat(ignoreFile); err == nil {
			recorded = append(recorded, ignoreFile)
		}
	}
	if info, err := h.root.Lstat(page.PrivateDir); err == nil && info.IsDir() {
		if err := h.InitAt(page.PrivateDir); err != nil {
			return nil, err
		}
	}
	_, err = h.Record(ctx, recorded, Message{Subject: "Start the history of the notes", Edits: true})
	return recorded, err
}

// ignoreFile tells git what is not a note.
const ignoreFile = ".gitignore"

// Unkept returns the notes that no repository keeps.
func (h *History) Unkept() ([]string, error) {
	var unkept []string
	for _, dir := range h.repos.NoteDirs() {
		r, err := h.repos.Of(path.Join(dir, "x"))
		if err != nil {
			return nil, err
		}
		files, err := rootfs.ReadDir(h.root, dir)
		if r != nil || err != nil {
			continue
		}
		for _, f := range files {
			if p := path.Join(dir, f.Name()); page.ParsePath(p).Kind != page.KindOther {
				unkept = append(unkept, p)
			}
		}
	}
	return unkept, nil
}
