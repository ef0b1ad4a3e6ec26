package erasing

import (
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/notes"
)

// nobody stands for a person who must not be named.
const nobody = "someone"

// names are what a person is or was called.
type names struct {
	all lookup.Mentions
	// alone are the names that nobody else has: one that two people share is not
	// taken out.
	alone lookup.Mentions
}

// namesOf are somebody's handles and names, and first names, former ones included.
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
				taken[lookup.Fold(n)] = true
			}
		}
	}
	var alone []string
	for _, n := range all {
		if n == handle || !taken[lookup.Fold(n)] {
			alone = append(alone, n)
		}
	}
	return names{lookup.MentionsOf(all), lookup.MentionsOf(alone)}
}

// called are the names a person goes by now.
func called(p *notes.Person) []string {
	return append([]string{p.Handle, p.Name, p.FirstName()}, p.Aliases...)
}

// in reports whether a text names the person.
func (n names) in(text string) bool { return len(n.all.In(text)) > 0 }

// out replaces the person's names in a text by nobody.
func (n names) out(text string) string { return n.alone.Without(text, nobody) }
