package cli

import (
	"context"
	"io/fs"
)

// OpenSettled opens the folder for a command that only reads. What a merge by
// plain git left open, for the next command that writes to settle, is read as if
// it were settled already.
func (s *Session) OpenSettled() (*Workspace, error) {
	w, err := s.Open()
	if err != nil {
		return nil, err
	}
	if changes := w.History.Unsettled(context.Background(), w.Settle()); len(changes) > 0 {
		texts := map[string][]byte{}
		for _, c := range changes {
			texts[c.Path] = c.New
		}
		w.FS = settled{w.FS, texts}
	}
	return w, nil
}

// settled is a folder with other texts in place of some of its files.
type settled struct {
	fs.FS
	texts map[string][]byte
}

func (s settled) ReadFile(name string) ([]byte, error) {
	if b, ok := s.texts[name]; ok {
		return b, nil
	}
	return fs.ReadFile(s.FS, name)
}

func (s settled) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(s.FS, name) }

func (s settled) Stat(name string) (fs.FileInfo, error) { return fs.Stat(s.FS, name) }
