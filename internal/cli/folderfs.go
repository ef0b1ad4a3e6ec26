package cli

import (
	"io/fs"
	"os"
	"path/filepath"
)

// folderFS is the notes folder as a file system. It reads whole files in as
// few steps as the system allows: a folder of ten years has ten thousand.
type folderFS struct {
	fs.FS
	dir string
}

func openFolderFS(dir string) folderFS { return folderFS{os.DirFS(dir), dir} }

// ReadDir keeps the directory's reading as os has it.
func (f folderFS) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.FS, name) }

// ReadFile reads a file whole.
func (f folderFS) ReadFile(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	src, err := readWhole(filepath.Join(f.dir, filepath.FromSlash(name)))
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return src, nil
}
