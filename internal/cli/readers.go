package cli

import (
	"slices"
	"strings"

	"oneonone/notes/page"
)

// Readers say who can read what a command wrote: "Alice can read this" where she
// reads the notes about her, "private" for private notes, "" for notes that
// nobody else reads anyway.
func (w *Workspace) Readers(paths []string) string {
	var names []string
	private := false
	for _, p := range paths {
		info := page.ParsePath(p)
		if info.Private {
			private = true
			continue
		}
		if !w.IsShared(info.Person) {
			continue
		}
		name := info.Person
		if person := w.Person(info.Person); person != nil {
			name = person.FirstName()
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	switch {
	case len(names) > 0:
		return strings.Join(names, " and ") + " can read this"
	case private:
		return "private"
	}
	return ""
}

// SayReaders says who can read files, where somebody else reads notes about them.
func (s *Session) SayReaders(w *Workspace, paths []string) {
	if readers := w.Readers(paths); readers != "" {
		s.Say("%s", readers)
	}
}

// withReaders appends to the messages about a change who can read it.
func withReaders(said []string, readers string) []string {
	if readers == "" {
		return said
	}
	if len(said) == 0 {
		return []string{readers}
	}
	said = slices.Clone(said)
	said[len(said)-1] += " (" + readers + ")"
	return said
}

// privateThere makes private/ a repository if changes need it.
func (w *Workspace) privateThere(changes []page.Change) error {
	if !slices.ContainsFunc(changes, func(c page.Change) bool { return page.ParsePath(c.Path).Private && c.New != nil }) {
		return nil
	}
	if r, err := w.History.Repos().At(page.PrivateDir); r != nil || err != nil {
		return err
	}
	return w.History.InitAt(page.PrivateDir)
}
