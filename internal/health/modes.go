package health

import (
	"io/fs"
	"os"
	"path/filepath"

	"oneonone/internal/config"
	"oneonone/internal/text"
)

// wideModes finds what others on this machine may read.
func (d *Doctor) wideModes() []Finding {
	var files, dirs int
	first := ""
	d.eachWide(func(p string, isDir bool) {
		if first == "" {
			first = p
		}
		if isDir {
			dirs++
		} else {
			files++
		}
	})
	if first == "" {
		return nil
	}
	return []Finding{{ID: FindMode, Path: first, Problem: text.Count(files, "file", "files") + " and " + text.Count(dirs, "directory", "directories") + " can be read by others on this machine",
		Mend: "chmod -R go-rwx " + text.ShellWord(d.repos.Dir), Safe: true}}
}

// eachWide calls found for the folder's directories and files with modes wider
// than 0700 and 0600. git's own files are skipped, except for the .git
// directories that guard them.
func (d *Doctor) eachWide(found func(p string, isDir bool)) {
	filepath.WalkDir(d.repos.Dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.Type()&fs.ModeSymlink != 0 {
			return nil
		}
		if st, err := e.Info(); err == nil && wide(st.Mode()) {
			found(d.shown(p), e.IsDir())
		}
		if e.IsDir() && e.Name() == ".git" {
			return fs.SkipDir
		}
		return nil
	})
}

// wideKey finds a key to sealed notes that others on this machine may read.
func (d *Doctor) wideKey() []Finding {
	p, err := config.KeyFile(d.getenv)
	if err != nil {
		return nil
	}
	st, err := os.Stat(p)
	if err != nil || !wide(st.Mode()) {
		return nil
	}
	return []Finding{{ID: FindMode, Path: p, Problem: "the key to your sealed notes can be read by others on this machine", Mend: "chmod go-rwx " + text.ShellWord(p), Safe: true}}
}

// wide reports whether others may read a file; false on systems where modes mean nothing.
func wide(m fs.FileMode) bool { return os.PathSeparator == '/' && m.Perm()&0o077 != 0 }
