package notes

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"oneonone/internal/lookup"
	"oneonone/notes/clause"
)

// People returns everybody in the folder, by handle, including the archived.
func (f *Folder) People() []*Person { return f.people }

// Present returns the people who are not archived.
func (f *Folder) Present() []*Person {
	return slices.DeleteFunc(slices.Clone(f.people), func(p *Person) bool { return !p.Archived.IsZero() })
}

// Person is the person with a handle, nil when there is none.
func (f *Folder) Person(handle string) *Person {
	for _, p := range f.people {
		if p.Handle == handle {
			return p
		}
	}
	return nil
}

// Find resolves what the user typed: a handle, else a name or alias, else a
// unique beginning of one. The error is a *NotFoundError or *AmbiguousError.
func (f *Folder) Find(word string) (*Person, error) {
	if p := f.Person(norm.NFC.String(strings.ToLower(word))); p != nil {
		return p, nil
	}
	want := lookup.Fold(word)
	same := func(name string) bool { return lookup.Fold(name) == want }
	begins := func(name string) bool { return want != "" && strings.HasPrefix(lookup.Fold(name), want) }
	for _, fits := range []func(p *Person) bool{
		func(p *Person) bool { return slices.ContainsFunc(p.allNames(), same) },
		func(p *Person) bool { return slices.ContainsFunc(p.FormerNames(), same) },
		func(p *Person) bool { return slices.ContainsFunc(p.allNames(), begins) },
	} {
		var found []*Person
		for _, p := range f.people {
			if fits(p) {
				found = append(found, p)
			}
		}
		// An archived person does not make the name of a present one ambiguous.
		if present := slices.DeleteFunc(slices.Clone(found), func(p *Person) bool { return !p.Archived.IsZero() }); len(present) > 0 {
			found = present
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			e := &lookup.AmbiguousError{What: "person", Name: word}
			for _, p := range found {
				e.Matches = append(e.Matches, p.Handle+"  "+p.Name)
			}
			return nil, e
		}
	}
	return nil, f.nobody(word)
}

func (f *Folder) nobody(word string) error {
	e := &lookup.NotFoundError{What: "person", Name: word, Next: fmt.Sprintf("oneonone people add %q", word)}
	if _, err := HandleFor(word, func(string) bool { return false }); err != nil || ValidName(word) != nil {
		e.Next = "oneonone people list shows everyone"
	}
	var names []string
	of := map[string]string{}
	for _, p := range f.people {
		for _, n := range p.allNames() {
			if _, ok := of[n]; !ok {
				of[n] = p.Handle
				names = append(names, n)
			}
		}
	}
	for _, n := range lookup.Near(word, names) {
		if !slices.Contains(e.Near, of[n]) {
			e.Near = append(e.Near, of[n])
		}
	}
	return e
}

// NearNames returns the handles of people whose names look like a mistyped one.
func (f *Folder) NearNames(name string) []string {
	if len([]rune(name)) < 4 {
		return nil
	}
	e, ok := f.nobody(name).(*lookup.NotFoundError)
	if !ok {
		return nil
	}
	return e.Near
}

func (p *Person) allNames() []string {
	names := append([]string{p.Handle, p.Name}, p.Aliases...)
	if first := p.FirstName(); first != p.Name {
		names = append(names, first)
	}
	return names
}

// FormerNames returns the names somebody had, each with its first word.
func (p *Person) FormerNames() []string {
	var names []string
	for _, old := range p.Former {
		names = append(names, clause.Keys(old.Name)...)
	}
	return names
}
