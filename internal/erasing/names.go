package erasing

import (
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/notes"
)

// nobody is how a person is called who must not be named.
const nobody = "someone"

// names are what a person is or was called.
type names struct {
	all lookup.Mentions
	// alone are those that nobody else is called by: what stands for somebody
	// else as well names neither.
	alone lookup.Mentions
}

// namesOf are somebody's handles and names, and their first one.
func namesOf(w *cli.Workspace, handle string, p *notes.Person) names {
	all := []string{handle}
	if p != nil {
		all = append(all, called(p)...)
		for _, f := range p.Former {
			first, _, _ := strings.Cut(f.Name, " ")
			all = append(all, f.Name, first)
		}
	}
	taken := map[string]bool{}
	for _, other := range w.People() {
		if other != p {
			for _, n := range called(other) {
				taken[strings.ToLower(n)] = true
			}
		}
	}
	var alone []string
	for _, n := range all {
		if n == handle || !taken[strings.ToLower(n)] {
			alone = append(alone, n)
		}
	}
	return names{lookup.MentionsOf(all), lookup.MentionsOf(alone)}
}

// called is what a person is called now.
func called(p *notes.Person) []string {
	return append([]string{p.Handle, p.Name, p.FirstName()}, p.Aliases...)
}

// in reports whether a text names them.
func (n names) in(text string) bool { return len(n.all.In(text)) > 0 }

// out gives a text that names nobody in their place.
func (n names) out(text string) string { return n.alone.Without(text, nobody) }
