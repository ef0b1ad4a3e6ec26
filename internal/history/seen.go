package history

import (
	"context"
	"path"

	"oneonone/notes/page"
)

// SeenNotes returns the notes about a person as the other side of their shared doc
// last had them; shared is false when there is none. What was not sent is not
// included.
func (h *History) SeenNotes(ctx context.Context, handle string) (seen map[string][]byte, shared bool, err error) {
	dir := path.Dir(page.TopPagePath(handle))
	all, err := h.Shared(ctx, handle)
	if err != nil {
		return nil, false, err
	}
	for _, s := range all {
		if s.Repo != dir {
			continue
		}
		if s.Err != nil {
			return nil, true, s.Err
		}
		known, err := s.Other.Known(ctx)
		if err != nil || known == "" {
			return nil, true, err
		}
		names, err := s.r.ListAt(ctx, known, "")
		if err != nil {
			return nil, true, err
		}
		files, err := s.r.FilesAt(ctx, known, names)
		seen = map[string][]byte{}
		for inside, src := range files {
			if p, _ := s.r.Outside(inside); page.ParsePath(p).Kind != page.KindOther {
				seen[p] = src
			}
		}
		return seen, true, err
	}
	return nil, false, nil
}
