package notes

import (
	"io/fs"
	"slices"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// People change their names and handles, and what was written before keeps its
// meaning: FORMAT.md, "The top page", the key formerly.

const formerly = "formerly"

// formerlyWith is the value of the key when somebody gives up a name for
// another on a day. A name they take up again is no former one.
func (p *Person) formerlyWith(old, now string, day when.Date) []string {
	return formerText(slices.DeleteFunc(append(slices.Clone(p.Former), clause.Former{Name: old, Until: day}), func(f clause.Former) bool {
		return clause.FoldName(f.Name) == clause.FoldName(now)
	}))
}

func formerText(all []clause.Former) []string {
	var texts []string
	for _, f := range all {
		if text := f.String(); !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts
}

// GiveAway plans for the day on which somebody takes a handle or name that
// another gave up: until today it was still understood as the other's, and
// what was written so far stays theirs.
func (f *Folder) GiveAway(names ...string) ([]page.Change, error) {
	var changes []page.Change
	for _, p := range f.people {
		all := clause.GiveAway(p.Former, names, f.Today)
		if slices.Equal(all, p.Former) {
			continue
		}
		change, err := f.SetOnTopPage(p.Handle, []string{formerly}, map[string]any{formerly: formerText(all)})
		if err != nil {
			return nil, err
		}
		changes = append(changes, *change)
	}
	return changes, nil
}

// KeepFormer plans that a person's top page remembers a handle or name that
// they had until today. nil: there is nothing to remember.
func (f *Folder) KeepFormer(handle, old, now string) (*page.Change, error) {
	p := f.Person(handle)
	if old == "" || clause.FoldName(old) == clause.FoldName(now) {
		return nil, nil
	}
	return f.SetOnTopPage(handle, []string{formerly}, map[string]any{formerly: p.formerlyWith(old, now, f.Today)})
}

// called is what everybody is called, and was. When a person was first heard
// of matters only where they share a name that somebody gave up.
func (f *Folder) called() []clause.NameSet {
	sets := make([]clause.NameSet, len(f.people))
	given := map[string]bool{}
	for i, p := range f.people {
		sets[i] = clause.NameSet{Handle: p.Handle, Names: append([]string{p.Name}, p.Aliases...), Former: p.Former}
		for _, old := range p.Former {
			for _, k := range clause.Keys(old.Name) {
				given[k] = true
			}
		}
	}
	for i, p := range f.people {
		if slices.ContainsFunc(p.allNames(), func(n string) bool { return given[clause.FoldName(n)] }) {
			sets[i].Since = f.firstHeardOf(p)
		}
	}
	return sets
}

// firstHeardOf is the day somebody started, or of their first entry; the zero
// day when there is neither.
func (f *Folder) firstHeardOf(p *Person) when.Date {
	first := p.Started
	files, err := fs.ReadDir(f.FS, "people/"+p.Handle)
	if err != nil {
		return first
	}
	for _, file := range files {
		if d, _, ok := page.ParseEntryName(file.Name()); ok && (first.IsZero() || d.Before(first)) {
			first = d
		}
	}
	return first
}
