package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"oneonone/notes/page"
)

// WriteNew makes a file that nobody else may read. One that is there is left as it
// is, and none is made where somebody else reads.
func (s *Session) WriteNew(w *Workspace, file string, src []byte) error {
	path := s.InDir(file)
	if inside, ok := w.Inside(path); ok && !strings.HasPrefix(inside, page.PrivateDir+"/") {
		return Hinted(fmt.Errorf("%s lies in the notes folder, where others may read", file), "choose a place outside of it, or below private/")
	}
	if w.LiesInShared(filepath.Dir(path)) {
		return Hinted(fmt.Errorf("%s lies in a repository that is shared", file), "choose a place outside of it")
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return Hinted(fmt.Errorf("%s already exists", file), "choose another name, or remove it first")
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", file, errors.Unwrap(err))
	}
	if _, err = f.Write(src); err != nil {
		f.Close()
		return fmt.Errorf("writing %s: %w", file, err)
	}
	return f.Close()
}
