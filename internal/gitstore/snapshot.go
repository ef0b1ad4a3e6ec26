package gitstore

import (
	"bytes"
	"errors"
	"io/fs"
	"oneonone/internal/gitformat"
)

// Snap is one file as a commit should have it.
type Snap struct {
	path   string         // as messages call it
	inside string         // relative to the repository
	data   []byte         // nil to remove the file
	stat   gitformat.Stat // of the file that holds data; zero when no such file was seen

	// NeverGone forbids recording the file as removed.
	NeverGone bool
}

func (s Snap) refuseGone() error {
	return Refuse(s.path+" is not there at the moment", "bring it back, or record that it is gone with: oneonone save")
}

// Planned is a file to commit as it was written; nil data means it was removed.
// The disk only gives the stat data, and only if the file still has these bytes:
// if somebody has written others meanwhile, git should notice.
func (r *Repo) Planned(path, inside string, data []byte, read func() ([]byte, error)) Snap {
	onDisk, err := r.Snapshot(path, inside, read)
	if err != nil || data == nil || onDisk.data == nil || !bytes.Equal(onDisk.data, data) {
		onDisk.stat = gitformat.Stat{}
	}
	return Snap{path: path, inside: inside, data: data, stat: onDisk.stat}
}

// Snapshot reads a file to commit. The stat data taken must belong to the bytes
// read, or git would take the file for unchanged.
func (r *Repo) Snapshot(path, inside string, read func() ([]byte, error)) (Snap, error) {
	s := Snap{path: path, inside: inside}
	for range 3 {
		before, err := gitformat.StatFile(r.File(inside))
		if errors.Is(err, fs.ErrNotExist) || gitformat.IsNotDir(err) {
			return Snap{path: path, inside: inside}, nil
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
		after, err := gitformat.StatFile(r.File(inside))
		if s.stat = after; err == nil && after == before {
			return s, nil
		}
		s.stat = gitformat.Stat{} // matches nothing, so that git looks again
	}
	return s, nil
}
