package notes

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"oneonone/internal/lazyregexp"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// oneSeat are the keys that belong to only one of the two who share a doc. They
// are kept in the private note of the same name.
var oneSeat = map[page.Kind][]string{
	page.KindTopPage: {"quiet", "template", "archived"},
	page.KindEntry:   {"mood", "template", "reason"},
}

// isOneSeat reports whether a key is one of them, however it is written.
func isOneSeat(kind page.Kind, key string) bool {
	return slices.Contains(oneSeat[kind], strings.ToLower(strings.TrimSpace(key)))
}

// typedKey is what looks like a key in front matter that need not be YAML: at the
// beginning of a line, or within braces.
var typedKey = lazyregexp.New(`(?m)(?:^|[{,])[ \t?-]*["']?(\pL+)["']?[ \t]*:`)

// OneSided finds such a key in a note: as YAML reads it, merge keys included, or as
// it was typed, even if the front matter cannot be read.
func OneSided(path string, src []byte) (key string, line int) {
	kind := page.ParsePath(path).Kind
	front := markdown.SplitFrontMatter(path, src)
	from, to := front.YAML, front.YAMLEnd
	if front.Open {
		from, to = front.Start, len(src)
		if i := bytes.Index(src, []byte("\n\n")); i >= 0 {
			to = i
		}
	}
	for _, at := range typedKey().FindAllSubmatchIndex(src[from:to], -1) {
		if key := string(src[from+at[2] : from+at[3]]); isOneSeat(kind, key) {
			return key, markdown.LineNumber(src, from+at[2])
		}
	}
	var all map[string]any
	if front.Decode(&all) == nil {
		for key := range all {
			if isOneSeat(kind, key) {
				return key, markdown.LineNumber(src, from)
			}
		}
	}
	return "", 0
}

// IsShared reports whether the person reads the notes about them too.
func (f *Folder) IsShared(handle string) bool { return f.Settings.Shared[handle] != "" }

// Aside returns changes with one-seat keys moved out of shared docs into the
// private notes beside them.
func (f *Folder) Aside(changes []page.Change) ([]page.Change, error) {
	for _, c := range changes {
		if info := page.ParsePath(c.Path); info.Private || !f.IsShared(info.Person) {
			continue
		}
		var err error
		if changes, err = f.PutAside(changes, c.Path); err != nil {
			return nil, err
		}
		changes = slices.DeleteFunc(changes, func(now page.Change) bool { // everything new was moved aside
			return now.Path == c.Path && !bytes.Equal(c.New, now.New) && bytes.Equal(now.Old, now.New)
		})
	}
	return changes, nil
}

// Unset plans to remove keys of a top page from the private one too; nil if it has
// none of them.
func (f *Folder) Unset(handle string, values map[string]any) (*page.Change, error) {
	path := page.TopPagePath(handle)
	mine := f.aside(handle, path)
	if mine == nil {
		return nil, nil
	}
	var gone []markdown.Pair
	for _, key := range mine.Keys() {
		if value, said := values[key]; said && value == "" && isOneSeat(page.KindTopPage, key) {
			gone = append(gone, markdown.Pair{Key: key})
		}
	}
	if len(gone) == 0 {
		return nil, nil
	}
	now, err := mine.SetAll(gone...)
	return &page.Change{Path: page.PrivateDir + "/" + path, Old: mine.Src(), New: now}, err
}

// PutAside moves one-seat keys out of one changed note.
func (f *Folder) PutAside(changes []page.Change, path string) ([]page.Change, error) {
	i := slices.IndexFunc(changes, func(c page.Change) bool { return c.Path == path })
	front := markdown.SplitFrontMatter(path, changes[i].New)
	var out, in []markdown.Pair
	for _, key := range front.Keys() {
		if !isOneSeat(page.ParsePath(path).Kind, key) {
			continue
		}
		node, _ := front.Get(key)
		var value any
		if err := node.Decode(&value); err != nil {
			return nil, fmt.Errorf("reading %s of %s: %w", key, path, err)
		}
		if node.ShortTag() == "!!timestamp" {
			value = node.Value // a day as it was written
		}
		out, in = append(out, markdown.Pair{Key: key}), append(in, markdown.Pair{Key: strings.ToLower(key), Value: value})
	}
	if len(out) == 0 {
		return changes, nil
	}
	changes = slices.Clone(changes)
	var err error
	if changes[i].New, err = front.SetAll(out...); err != nil {
		return nil, err
	}
	return f.intoPrivate(changes, page.PrivateDir+"/"+path, in)
}

// intoPrivate writes keys into a private note, which may be among the changes.
func (f *Folder) intoPrivate(changes []page.Change, path string, pairs []markdown.Pair) ([]page.Change, error) {
	i := slices.IndexFunc(changes, func(c page.Change) bool { return c.Path == path })
	if i < 0 {
		c := page.Change{Path: path}
		if src, err := fs.ReadFile(f.FS, path); err == nil {
			c.Old, c.New = src, src
		}
		changes, i = append(changes, c), len(changes)
	}
	front := markdown.SplitFrontMatter(path, changes[i].New)
	src, err := front.SetAll(pairs...)
	changes[i].New = src
	return changes, err
}

// aside is the front matter of the private note beside one that is shared, or was
// when something was put aside.
func (f *Folder) aside(handle, path string) *markdown.FrontMatter {
	if !f.private[handle] {
		return nil
	}
	src, err := fs.ReadFile(f.FS, page.PrivateDir+"/"+path)
	if err != nil {
		return nil
	}
	front := markdown.SplitFrontMatter(page.PrivateDir+"/"+path, src)
	return &front
}

// readPrivate finds out about which people there are private notes.
func (f *Folder) readPrivate() {
	f.private = map[string]bool{}
	dirs, _ := fs.ReadDir(f.FS, page.PrivateDir+"/people") // there may be none
	for _, d := range dirs {
		f.private[d.Name()] = true
	}
}

// keptKey, on a private top page, lists the private entries whose promises are
// listed with those of the doc: they were made before it was shared. movedKey lists
// all that used to be entries of the doc.
const (
	keptKey  = "promises"
	movedKey = "entries"
)

// Kept returns the private entries about a person whose promises are listed.
func (f *Folder) Kept(handle string) []page.EntryRef { return f.named(handle, keptKey) }

// Moved returns the private entries about a person that were ordinary entries until
// the doc was shared from a later day on.
func (f *Folder) Moved(handle string) []page.EntryRef { return f.named(handle, movedKey) }

// named returns the private entries that a key of the private top page lists.
func (f *Folder) named(handle, key string) []page.EntryRef {
	const below = page.PrivateDir + "/"
	src, err := fs.ReadFile(f.FS, below+page.TopPagePath(handle))
	if err != nil {
		return nil
	}
	front := markdown.SplitFrontMatter(below+page.TopPagePath(handle), src)
	said := map[string]any{}
	if front.Decode(&said) != nil {
		return nil
	}
	names, _ := said[key].([]any)
	var refs []page.EntryRef
	for _, name := range names {
		if d, n, ok := page.ParseEntryName(strings.TrimSuffix(nameOf(name), ".md") + ".md"); ok {
			refs = append(refs, page.EntryRef{Path: below + page.EntryPath(handle, d, n), Person: handle, Date: d, N: n})
		}
	}
	slices.SortFunc(refs, page.EntryRef.Compare)
	return refs
}

// nameOf is an entry's name from a YAML value: YAML reads a plain day as a time.
func nameOf(v any) string {
	if t, ok := v.(time.Time); ok {
		return t.Format(time.DateOnly)
	}
	return fmt.Sprint(v)
}

// Keep plans to record that the promises of some private entries are listed, and
// that others used to be entries of the doc.
func (f *Folder) Keep(changes []page.Change, handle string, promises, moved []string) ([]page.Change, error) {
	var pairs []markdown.Pair
	add := func(key string, names []string) {
		if len(names) == 0 {
			return
		}
		for _, ref := range f.named(handle, key) {
			names = append(names, page.EntryName(ref.Date, ref.N))
		}
		slices.Sort(names)
		pairs = append(pairs, markdown.Pair{Key: key, Value: slices.Compact(names)})
	}
	add(keptKey, promises)
	add(movedKey, moved)
	if pairs == nil {
		return changes, nil
	}
	return f.intoPrivate(changes, page.PrivateDir+"/"+page.TopPagePath(handle), pairs)
}
