package noting

import (
	"slices"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/notes"
	"oneonone/notes/jotting"
	"oneonone/notes/page"
)

// named finds whom a line names.
type named struct {
	all lookup.Mentions
	of  map[string][]*notes.Person
}

// namesOf collects the names of people.
func namesOf(people []*notes.Person) named {
	n := named{of: map[string][]*notes.Person{}}
	var words []string
	for _, p := range people {
		for _, name := range append([]string{p.Handle, p.FullName(), p.FirstName()}, p.Aliases...) {
			if key := lookup.Fold(name); key != "" && !slices.Contains(n.of[key], p) {
				n.of[key] = append(n.of[key], p)
			}
			words = append(words, name)
		}
	}
	n.all = lookup.MentionsOf(words)
	return n
}

// addressed returns the people that a line begins with, "alice: …" or "alice, bob:
// …", and what is to be noted about them.
func (n named) addressed(line string) (people []*notes.Person, rest string) {
	day, words := page.Dated(line)
	before, after, ok := strings.Cut(words, ":")
	if after = jotting.Text(after); !ok || after == "" {
		return nil, line
	}
	for name := range strings.SplitSeq(before, ",") {
		found := n.of[lookup.Fold(strings.TrimSpace(name))]
		if len(found) != 1 {
			return nil, line
		}
		people = append(people, found[0])
	}
	if !day.IsZero() {
		after = page.DatedLine(day, after)
	}
	return people, after
}

// in returns the people that a line names anywhere, in order of appearance.
func (n named) in(line string) []*notes.Person {
	var found []*notes.Person
	for _, hit := range n.all.In(line) {
		for _, p := range n.of[lookup.Fold(line[hit[0]:hit[1]])] {
			if !slices.Contains(found, p) {
				found = append(found, p)
			}
		}
	}
	return found
}

// handles returns people's handles.
func handles(people []*notes.Person) []string {
	list := make([]string, len(people))
	for i, p := range people {
		list[i] = p.Handle
	}
	return list
}
