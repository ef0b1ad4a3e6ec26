package gitstore

import (
	"errors"
	"io/fs"
)

// Snap is one file as it stands on disk now.
type Snap struct {
	path   string // what messages call it
	inside string // relative to the repository
	data   []byte // nil when the file is not there
	stat   stat
}

// Snapshot reads a file to commit. The stat data taken must belong to the bytes
// read, or git would take the file for unchanged.
func (r *Repo) Snapshot(path, inside string, read func() ([]byte, error)) (Snap, error) {
	s := Snap{path: path, inside: inside}
	for range 3 {
		before, err := statFile(r.File(inside))
		if errors.Is(err, fs.ErrNotExist) || isNotDir(err) {
			s.data = nil
			return s, nil
		}
		if err != nil {
			return s, err
		}
		if s.data, err = read(); err != nil {
			return s, err
		}
		if s.data == nil {
			s.data = []byte{}
		}
		after, err := statFile(r.File(inside))
		if s.stat = after; err == nil && after == before {
			return s, nil
		}
		s.stat = stat{} // matches nothing, so that git looks again
	}
	return s, nil
}
