package history

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"oneonone/notes/page"
)

// Fix mends a finding that is Safe.
func (h *History) Fix(ctx context.Context, f Finding) error {
	if !f.Safe {
		return fmt.Errorf("mending %s of %s: only you can decide that", f.ID, f.Path)
	}
	switch f.ID {
	case FindNoRepository:
		_, err := h.InitMissing(ctx)
		return err
	case FindMode:
		var failed error
		h.eachWide(func(p string, isDir bool) {
			mode := fs.FileMode(noteMode)
			if st, err := h.root.Stat(p); err == nil {
				mode = st.Mode().Perm() &^ 0o077
			}
			failed = errors.Join(failed, h.root.Chmod(p, mode))
		})
		return failed
	case FindUncommitted:
		_, err := h.Record(ctx, []string{f.Path}, Message{Subject: "Save edits to " + f.Path, Edits: true})
		return err
	case FindLock, FindLeftover:
		return h.clearLeft(ctx, f.Path)
	case FindEditorFiles:
		return h.fixEditorFiles(f.Path)
	case FindDriver:
		return h.fixDriver(ctx, f.Path)
	case FindPrivateBare:
		return h.InitAt(page.PrivateDir)
	case FindNotIgnored:
		outer, err := h.folderRepo()
		if err != nil || outer == nil {
			return err
		}
		return outer.Exclude("/" + outer.inside(f.Path) + "/")
	}
	return fmt.Errorf("mending %s of %s: not known how", f.ID, f.Path)
}

// clearLeft lets taking the lock do what it does for every command: clear away
// what a killed run left.
func (h *History) clearLeft(ctx context.Context, p string) error {
	if i := strings.Index(p, ".git/"); i >= 0 {
		p = p[:i] + "x"
	}
	_, err := h.locked(ctx, []string{p}, func([]group) (*Result, error) { return nil, nil })
	return err
}
