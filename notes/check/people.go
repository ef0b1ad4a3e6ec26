package check

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/lookup"
	"oneonone/internal/role"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/settings"
	"oneonone/notes/wish"
)

// checkSettings checks oneonone.yaml for faults that do not keep the folder from
// being opened.
func checkSettings(f *notes.Folder) []page.Finding {
	src, err := fs.ReadFile(f.FS, page.SettingsFile)
	if err != nil {
		return nil // cannot be: OpenFolder has read it
	}
	all := undecided(page.SettingsFile, src)
	bad := func(key string, unsure bool, what, hint string) {
		all = append(all, page.Finding{Problem: markdown.Problem{Path: page.SettingsFile, Line: settings.LineOf(src, key), What: what, Hint: hint}, Kind: page.FindSettings, Unsure: unsure})
	}
	known := []string{"format"}
	for _, k := range settings.Keys() {
		if outer, _, _ := strings.Cut(k, "."); !slices.Contains(known, outer) {
			known = append(known, outer)
		}
	}
	for _, key := range f.Settings.Unknown {
		near := lookup.Near(key, known)
		hint := "oneonone config lists the settings; the key is kept"
		if len(near) > 0 {
			hint = "did you mean " + near[0] + "?"
		}
		bad(key, len(near) == 0, fmt.Sprintf("unknown key %q", key), hint)
	}
	for _, kind := range slices.Sorted(maps.Keys(f.Settings.Headings)) {
		if page.SettingsKind(kind) == page.SectionOther {
			bad("headings", false, fmt.Sprintf("headings: unknown section %q", kind), "write actions, topics, goals or one of the seven kinds")
		}
	}
	if _, err := when.ParseCadence(f.Settings.Defaults.Cadence); err != nil {
		bad("defaults", false, "defaults: "+err.Error(), "")
	}
	if r := f.Settings.Defaults.Role; !role.Known(r) {
		bad("defaults", false, fmt.Sprintf("defaults: unknown role %q", r), "try "+role.List())
	}
	return all
}

// checkNames finds names that several people have: in notes they name nobody.
func checkNames(f *notes.Folder) []page.Finding {
	var all []page.Finding
	bearers := map[string][]*notes.Person{}
	for _, p := range f.People() {
		if !p.Archived.IsZero() {
			continue
		}
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			if k := clause.FoldName(strings.Join(strings.Fields(n), " ")); k != "" && !slices.Contains(bearers[k], p) {
				bearers[k] = append(bearers[k], p)
			}
		}
	}
	mine := f.Settings.Called()
	for _, k := range slices.Sorted(maps.Keys(bearers)) {
		of := bearers[k]
		for _, p := range of[1:] {
			hint := "take the alias from one of them, or use @" + p.Handle + " in notes"
			namesake := clause.FoldName(p.Name) == clause.FoldName(of[0].Name)
			if namesake {
				hint = "write @" + of[0].Handle + " or @" + p.Handle + " in notes"
			}
			all = append(all, page.Finding{Problem: markdown.Problem{Path: page.TopPagePath(p.Handle), Line: f.LineOnTop(p.Handle, "name", "aliases"),
				What: fmt.Sprintf("%s is also called %q: in notes the name is read as neither", of[0].Handle, k), Hint: hint}, Kind: page.FindTopPage, Unsure: namesake})
		}
		if slices.ContainsFunc(mine, func(m string) bool { return clause.FoldName(m) == k }) && k != "" {
			all = append(all, page.Finding{Problem: markdown.Problem{Path: page.TopPagePath(of[0].Handle), Line: f.LineOnTop(of[0].Handle, "name", "aliases"),
				What: fmt.Sprintf("you are also called %q: in notes the name is read as neither", k), Hint: "take the alias from one of you"}, Kind: page.FindTopPage, Unsure: false})
		}
	}
	return all
}

// checkTop looks at a person's top page.
func checkTop(f *notes.Folder, p *notes.Person) []page.Finding {
	var all []page.Finding
	for _, x := range p.Problems {
		all = append(all, page.Finding{Problem: x, Kind: page.FindTopPage, Unsure: false})
	}
	all = append(all, unnamed(f, p)...)
	top := f.Top(p.Handle)
	if top == nil {
		return all
	}
	all = append(all, topPage(top)...)
	for _, g := range top.Goals() {
		if g.State != clause.Open || g.Due.IsZero() || p.Started.IsZero() || !g.Due.Before(p.Started) {
			continue
		}
		all = append(all, page.Finding{Problem: markdown.Problem{Path: top.Path, Line: g.Line, What: fmt.Sprintf("the goal is due %s, before they started on %s", g.Due, p.Started),
			Hint: "correct one of the dates"}, Kind: page.FindDate, Unsure: false})
	}
	return append(all, undatedWishes(f, top)...)
}

// undatedWishes finds the wishes on a top page that look ahead but do not say from which day.
func undatedWishes(f *notes.Folder, top *page.TopPage) (all []page.Finding) {
	for _, w := range wish.On(top) {
		if w.Of.IsZero() {
			all = append(all, page.Finding{Problem: markdown.Problem{Path: top.Path, Line: w.Line, What: "a wish without the day it was made never comes up again",
				Hint: fmt.Sprintf("write (since %s) behind it, with the day", f.Today)}, Kind: page.FindDate, Unsure: true})
		}
	}
	return all
}

// checkStarted finds a first day that is still to come, although the two have met
// before it.
func checkStarted(f *notes.Folder, p *notes.Person, refs []page.EntryRef, today when.Date) []page.Finding {
	met := func(r page.EntryRef) bool { return !r.Date.After(today) }
	if !p.Started.After(today) || !slices.ContainsFunc(refs, met) {
		return nil
	}
	return []page.Finding{{Problem: markdown.Problem{Path: page.TopPagePath(p.Handle), Line: f.LineOnTop(p.Handle, "started"),
		What: fmt.Sprintf("started %s is in the future, but there are entries from before", p.Started),
		Hint: "correct the date; is it the year?"}, Kind: page.FindDate, Unsure: false}}
}

var (
	// almostEntry matches a name that begins with a date in the order of an entry's,
	// or is just a date in another order.
	almostEntry = lazyregexp.New(`^(?:\d{4}[-_. ]?\d{1,2}[-_. ]?\d{1,2}|\d{1,2}[-_. ]\d{1,2}[-_. ]\d{4})(?:-\d+)?\.(?:md|markdown|txt)$`)
	// conflictCopy matches the names that file-sync programs give the second version
	// of a file.
	conflictCopy = lazyregexp.New(`(?i)^\d{4}-\d{2}-\d{2}.*(conflict|konflikt|conflit|conflicto|\(\d+\)| 2\b).*\.md$`)
)

// checkFiles finds files that look like entries but, by their names, are not.
func checkFiles(f *notes.Folder, handle string) []page.Finding {
	files, err := fs.ReadDir(f.FS, "people/"+handle)
	if err != nil {
		return nil
	}
	var all []page.Finding
	top := slices.ContainsFunc(files, func(d fs.DirEntry) bool { return d.Name() == page.TopPageFile })
	for _, d := range files {
		name := d.Name()
		path := "people/" + handle + "/" + name
		if _, _, ok := page.ParseEntryName(name); ok && d.IsDir() {
			all = append(all, page.Finding{Problem: markdown.Problem{Path: path, What: "a directory with the name of an entry"}, Kind: page.FindFile, Unsure: false})
			continue
		} else if ok && !d.Type().IsRegular() {
			all = append(all, page.Finding{Problem: markdown.Problem{Path: path, What: "a link with the name of an entry, which is not read", Hint: "put a file in its place, or remove it"}, Kind: page.FindFile, Unsure: false})
			continue
		} else if ok || d.IsDir() {
			continue
		}
		switch {
		case conflictCopy().MatchString(name):
			all = append(all, page.Finding{Problem: markdown.Problem{Path: path, What: "a second version of an entry, which is not read", Hint: "copy what you need into the entry, then delete it"}, Kind: page.FindFile, Unsure: false})
		case almostEntry().MatchString(name):
			hint := "an entry is named like 2026-11-20.md"
			if day, _, ambiguous, ok := when.ParseHeading(name[:strings.LastIndexByte(name, '.')], when.Unknown); ok && !ambiguous {
				hint = "rename it to " + page.EntryName(day, 1) + ".md"
			}
			all = append(all, page.Finding{Problem: markdown.Problem{Path: path, What: "named almost like an entry, and not read as one", Hint: hint}, Kind: page.FindFile, Unsure: false})
		case !top && strings.EqualFold(name, page.TopPageFile):
			all = append(all, page.Finding{Problem: markdown.Problem{Path: path, What: "named almost like a top page, and not read as one", Hint: "rename it to " + page.TopPageFile}, Kind: page.FindFile, Unsure: false})
		}
	}
	return all
}
