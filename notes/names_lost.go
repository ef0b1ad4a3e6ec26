package notes

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/habits"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// LostNames finds the names that a top page, or oneonone.yaml for the owner, gave
// somebody until a day but no longer does, although notes use them: the promises
// under them are now nobody's, or somebody else's. Commands keep such names;
// edits made elsewhere are caught here.
func (f *Folder) LostNames(path string, before []byte, until when.Date) []page.Finding {
	if path == page.SettingsFile {
		old, err := settings.Parse(before, habits.Names)
		if err != nil {
			return nil
		}
		was := append([]string{old.Me}, old.Aliases...)
		return f.lost(clause.Without(was, f.owner().Names), clause.Me, path, "you", func(name string) string {
			return fmt.Sprintf("where it means you: oneonone config aliases %q", strings.Join(append(f.Settings.Aliases, name), ", "))
		})
	}
	p := f.Person(page.ParsePath(path).Person)
	if p == nil {
		return nil
	}
	was := readPerson(p.Handle, f.grammar.ParseTopPage(path, before), f.Settings)
	given := clause.Without(was.Called(), slices.Concat(p.Called(), p.FormerNames()))
	return f.lost(given, p.Handle, path, p.Handle, func(name string) string {
		formers := append(formerText(p.Former), clause.Former{Name: name, Until: until}.String())
		return fmt.Sprintf("where it means %s, write on the page: formerly: [%s]", p.Handle, strings.Join(formers, ", "))
	})
}

// lost returns the findings for those names that notes use and that no longer
// name their owner.
func (f *Folder) lost(names []string, handle, path, whom string, hint func(name string) string) []page.Finding {
	var all []page.Finding
	for _, name := range names {
		for _, word := range slices.Compact(append([]string{name}, strings.Fields(name)[:1]...)) {
			means, ok := f.names.Resolve(word)
			if ok && means == handle || !f.mentioned(word) {
				continue
			}
			all = append(all, page.Finding{Problem: markdown.Problem{Path: path, Line: f.lineOfNames(path), Hint: hint(name),
				What: fmt.Sprintf("%q in the notes meant %s and now means %s", word, whom, cmp.Or(means, "nobody"))}, Kind: page.FindOwner, Unsure: true})
			break
		}
	}
	return all
}

func (f *Folder) lineOfNames(path string) int {
	if path == page.SettingsFile {
		src, _ := fs.ReadFile(f.FS, path)
		return settings.LineOf(src, "me")
	}
	return f.LineOnTop(page.ParsePath(path).Person, "aliases", "name")
}

// mentioned reports whether an entry contains a word exactly as written.
func (f *Folder) mentioned(word string) bool {
	for _, p := range f.people {
		refs, _ := f.Entries(p.Handle)
		for _, ref := range refs {
			if src, err := fs.ReadFile(f.FS, ref.Path); err == nil && clause.Mentions(string(src), word) {
				return true
			}
		}
	}
	return false
}

// LineOnTop is the line of the last of keys that is on a top page, 0 for none.
func (f *Folder) LineOnTop(handle string, keys ...string) int {
	if top := f.Top(handle); top != nil {
		for _, k := range slices.Backward(keys) {
			if line := top.Front.Line(k); line > 0 {
				return line
			}
		}
	}
	return 0
}
