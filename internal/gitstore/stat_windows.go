package gitstore

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

func statFile(p string) (stat, error) {
	st, err := os.Lstat(p)
	if err != nil {
		return stat{}, err
	}
	t := st.ModTime()
	return stat{
		mtimeSec: uint32(t.Unix()), mtimeNsec: uint32(t.Nanosecond()), size: uint32(st.Size()),
		regular: st.Mode().IsRegular(), dir: st.IsDir(),
	}, nil
}

// dirHandle is a directory that files are looked up in.
type dirHandle struct{ path string }

func openDir(p string) (dirHandle, error) { return dirHandle{p}, nil }

func (d dirHandle) stat(name string) (stat, error) { return statFile(filepath.Join(d.path, name)) }

func (d dirHandle) close() {}

func isNotDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

// syncDir does nothing: Windows cannot sync a directory.
func syncDir(*os.File) error { return nil }

func ownedByOther(string) bool { return false }
