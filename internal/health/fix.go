package health

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"oneonone/internal/history"
	"oneonone/notes/page"
)

// Fix mends a finding that is Safe.
func (d *Doctor) Fix(ctx context.Context, f Finding) error {
	if !f.Safe {
		return fmt.Errorf("fixing %s of %s: only you can decide that", f.ID, f.Path)
	}
	switch f.ID {
	case FindNoRepository:
		_, err := d.history.InitMissing(ctx)
		return err
	case FindMode:
		if filepath.IsAbs(f.Path) { // the key for sealed notes
			return os.Chmod(f.Path, 0o600)
		}
		var failed error
		d.eachWide(func(p string, isDir bool) {
			mode := fs.FileMode(0o600)
			if st, err := d.repos.Root.Stat(p); err == nil {
				mode = st.Mode().Perm() &^ 0o077
			}
			failed = errors.Join(failed, d.repos.Root.Chmod(p, mode))
		})
		return failed
	case FindUncommitted:
		_, err := d.history.Record(ctx, []string{f.Path}, history.Message{Subject: "Save edits to " + f.Path, Edits: true})
		return err
	case FindLock, FindLeftover:
		return d.history.ClearLeft(ctx, f.Path)
	case FindEditorFiles:
		return d.fixEditorFiles(f.Path)
	case FindDriver:
		return d.fixDriver(ctx, f.Path)
	case FindPrivateBare:
		return d.history.InitAt(page.PrivateDir)
	case FindNotIgnored, FindInbox:
		outer, err := d.repos.Folder()
		if err != nil || outer == nil {
			return err
		}
		rule := "/" + outer.Inside(f.Path)
		if f.ID == FindNotIgnored {
			rule += "/"
		}
		return outer.Exclude(rule)
	}
	return fmt.Errorf("fixing %s of %s: no way known", f.ID, f.Path)
}
