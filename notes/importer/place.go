package importer

import (
	"cmp"
	"slices"

	"oneonone/notes/page"
)

// place gives every section its file: days in order, and within a day the
// next free number. A file named by the date alone is the first of its day.
func (p *ImportPlan) place(sections []importSection, opt ImportOptions, have func(string) []byte) {
	slices.SortStableFunc(sections, func(a, b importSection) int { return cmp.Or(a.date.Compare(b.date), first(a.plain, b.plain)) })
	for len(sections) > 0 {
		n := 1
		for n < len(sections) && sections[n].date == sections[0].date {
			n++
		}
		p.placeDay(sections[:n], opt, have)
		sections = sections[n:]
	}
}

// first sorts what has a property before what lacks it.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// placeDay places the sections of one day. A section already there is skipped; if
// the day has an entry that is not one of the sections, a person has to decide
// what to do.
func (p *ImportPlan) placeDay(day []importSection, opt ImportOptions, have func(string) []byte) {
	var there [][]byte
	for n := 1; ; n++ {
		old := have(page.EntryPath(opt.Person, day[0].date, n))
		if old == nil && n > 1 { // a day may have only a -2
			break
		}
		there = append(there, old)
	}
	left := len(there)
	if there[0] == nil {
		left--
	}
	var fresh []importSection
	for _, s := range day {
		at := slices.IndexFunc(there, func(old []byte) bool { return old != nil && string(old) == string(s.text) })
		if at < 0 {
			fresh = append(fresh, s)
			continue
		}
		there[at], left = []byte{}, left-1
		p.Skipped = append(p.Skipped, s.entry(opt.Person, at+1))
	}
	for _, s := range fresh {
		if left > 0 && !opt.Beside {
			p.Conflicts = append(p.Conflicts, s.entry(opt.Person, 1))
			continue
		}
		n := slices.IndexFunc(there, func(old []byte) bool { return old == nil }) + 1
		if n == 0 {
			there = append(there, nil)
			n = len(there)
		}
		there[n-1] = s.text
		p.Entries = append(p.Entries, s.entry(opt.Person, n))
	}
}

func (s *importSection) entry(person string, n int) ImportedEntry {
	ref := page.EntryRef{Path: page.EntryPath(person, s.date, n), Person: person, Date: s.date, N: n}
	return ImportedEntry{EntryRef: ref, ImportedText: s.ImportedText, Title: s.title, Inferred: s.inferred, Text: s.text}
}
