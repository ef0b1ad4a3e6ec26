package notes

import (
	"bytes"
	"maps"
	"slices"
	"strconv"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// What a person's front matter says is their profile: FORMAT.md, "The top
// page".

var clock = lazyregexp.New(`^([01]\d|2[0-3]):[0-5]\d$`)

// ValidTime reports whether s is a time of day in the form of a slot: 14:00.
func ValidTime(s string) bool { return clock().MatchString(s) }

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

// SetFront returns a page not written yet with more keys in its front matter.
func SetFront(src []byte, values map[string]any) ([]byte, error) {
	front := markdown.SplitFrontMatter("", src)
	var pairs []markdown.Pair
	for _, key := range slices.Sorted(maps.Keys(values)) {
		pairs = append(pairs, markdown.Pair{Key: key, Value: values[key]})
	}
	return front.SetAll(pairs...)
}

// Body is a note's text after its front matter.
func Body(src []byte) []byte {
	front := markdown.SplitFrontMatter("", src)
	if !front.Exists() {
		return bytes.TrimPrefix(src, []byte(text.ByteOrderMark))
	}
	return src[front.End:]
}

// FrontFault says why a note's front matter cannot be read, nil when it can.
func FrontFault(path string, src []byte) *markdown.Problem {
	front := markdown.SplitFrontMatter(path, src)
	err := front.Parse()
	if err == nil {
		return nil
	}
	p := markdown.AsProblem(path, err)
	return &p
}

// EntryName is what an entry is called among a person's: 2026-11-20, or
// 2026-11-20-2.
func EntryName(d when.Date, n int) string {
	if n > 1 {
		return d.String() + "-" + strconv.Itoa(n)
	}
	return d.String()
}
