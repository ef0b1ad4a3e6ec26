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

// WritePage writes a page for a browser to a file, or to standard output when none is named.
func (s *Session) WritePage(w *Workspace, src []byte, into string) error {
	if into == "" {
		_, err := s.Env.Stdout.Write(src)
		return err
	}
	if err := s.WriteApart(w, into, src); err != nil {
		return err
	}
	s.Say("%s: one file to open in a browser or to print", into)
	return nil
}

// WriteApart makes a file that nobody else may read. An existing file is left
// alone, and none is made where somebody else reads.
func (s *Session) WriteApart(w *Workspace, file string, src []byte) error {
	path := realFile(s.InDir(file))
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
