package notes

import (
	"bytes"

	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// SetOnTopPage plans to set keys in a person's front matter; the values are plain
// text, a []string for a list, and "" to remove the key. A person without a top
// page gets one. nil if the page already says so.
func (f *Folder) SetOnTopPage(handle string, keys []string, values map[string]any) (*page.Change, error) {
	top := f.topOrNew(handle)
	keys, values, err := f.Person(handle).fromSeat(keys, values)
	if err != nil {
		return nil, err
	}
	pairs := make([]markdown.Pair, len(keys))
	for i, key := range keys {
		pairs[i] = markdown.Pair{Key: key, Value: values[key]}
	}
	if p := f.Person(handle); p != nil && p.Named == nil {
		held := p.calledWith(values)
		if given := clause.Without(p.Called(), held); len(given) > 0 {
			pairs = append(pairs, markdown.Pair{Key: formerly, Value: p.formerlyWith(given, held, f.Today)})
		}
	}
	src, err := top.Front.SetAll(pairs...)
	if err != nil {
		return nil, err
	}
	change := f.changeOf(top, src)
	if bytes.Equal(src, change.Old) {
		return nil, nil
	}
	return change, nil
}
