package history

import (
	"errors"
	"fmt"
	"io/fs"
)

// snap is one file as it stands on disk now.
type snap struct {
	path   string // relative to the notes folder
	inside string // relative to the repository
	data   []byte // nil when the file is not there
	stat   stat
}

// snapshot reads the files to commit. The stat data taken must belong to the
// bytes read, or git would take the note for unchanged.
func (h *History) snapshot(r *repo, paths []string, cfg config) ([]snap, error) {
	snaps := make([]snap, 0, len(paths))
	for _, p := range paths {
		s := snap{path: p, inside: r.inside(p)}
		if err := h.noLinks(p); err != nil {
			return nil, err
		}
		for range 3 {
			before, err := statFile(r.file(s.inside))
			if errors.Is(err, fs.ErrNotExist) || isNotDir(err) {
				s.data = nil
				break
			}
			if err != nil {
				return nil, fmt.Errorf("reading %s: %w", p, err)
			}
			if s.data, err = h.root.ReadFile(p); err != nil {
				return nil, fmt.Errorf("reading %s: %w", p, err)
			}
			if s.data == nil {
				s.data = []byte{}
			}
			after, err := statFile(r.file(s.inside))
			if s.stat = after; err == nil && after == before {
				break
			}
			s.stat = stat{} // matches nothing, so that git looks again
		}
		snaps = append(snaps, s)
	}
	return snaps, nil
}
