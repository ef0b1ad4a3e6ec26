package notes

import (
	"io/fs"
	"slices"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// People change their names and handles, and what was written before keeps its
// meaning (FORMAT.md, "The top page", the key formerly).

const formerly = "formerly"

// Called is what the top page calls somebody: their name and aliases.
func (p *Person) Called() []string {
	if !p.named() {
		return p.Aliases
	}
	return append([]string{p.Name}, p.Aliases...)
}

// calledWith is what they are called once the page has these values.
func (p *Person) calledWith(values map[string]any) []string {
	next := *p
	if name, ok := values["name"].(string); ok {
		next.Name = name
	}
	if aliases, ok := values["aliases"].([]string); ok {
		next.Aliases = aliases
	}
	return next.Called()
}

// formerlyWith is the value of the key after somebody gives up names on a day.
// One they take up again is not a former name.
func (p *Person) formerlyWith(given, held []string, day when.Date) []string {
	all := slices.Clone(p.Former)
	for _, name := range given {
		all = append(all, clause.Former{Name: name, Until: day})
	}
	return formerText(slices.DeleteFunc(all, func(f clause.Former) bool { return len(clause.Without([]string{f.Name}, held)) == 0 }))
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

// GiveAway plans for somebody taking a handle or name today that another gave up:
// until now it was still understood as the other's, and what was written so far
// stays theirs.
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

// KeepFormer plans to record on a person's top page the handles or names that
// they had until today; nil when there is nothing to record, or the page is about
// the other of the two who share it.
func (f *Folder) KeepFormer(handle string, given []string, held ...string) (*page.Change, error) {
	if given = clause.Without(given, held); len(given) == 0 || f.Person(handle).Named != nil {
		return nil, nil
	}
	return f.SetOnTopPage(handle, []string{formerly}, map[string]any{formerly: f.Person(handle).formerlyWith(given, held, f.Today)})
}

// called is what everybody is and was called. When a person was first heard of
// matters only if they have a name that somebody gave up.
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

// firstHeardOf is the day somebody started, or of their first entry; the zero day
// for neither.
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
