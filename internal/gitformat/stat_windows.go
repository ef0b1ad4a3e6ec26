package gitformat

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// StatFile is what the index would keep about a file.
func StatFile(p string) (Stat, error) {
	st, err := os.Lstat(p)
	if err != nil {
		return Stat{}, err
	}
	t := st.ModTime()
	return Stat{
		mtimeSec: uint32(t.Unix()), mtimeNsec: uint32(t.Nanosecond()), Size: uint32(st.Size()),
		regular: st.Mode().IsRegular(), dir: st.IsDir(),
	}, nil
}

// DirHandle is a directory that files are looked up in.
type DirHandle struct{ path string }

// OpenDir opens a directory to look files up in.
func OpenDir(p string) (DirHandle, error) { return DirHandle{p}, nil }

// Stat is StatFile for a file in the directory.
func (d DirHandle) Stat(name string) (Stat, error) { return StatFile(filepath.Join(d.path, name)) }

// Close does nothing; there is no handle to close.
func (d DirHandle) Close() {}

// IsNotDir reports whether err is because a path leads through a file.
func IsNotDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }
