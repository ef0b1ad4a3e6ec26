package notes

import (
	"strings"
)

// CarriedLine is the thread as an item of the next entry, without a newline:
// its words with the owner they inherited, the day it began and the due date
// understood from the words.
func (t *Thread) CarriedLine() string {
	newest := t.Newest()
	text := newest.Text
	if newest.source != "" {
		text = newest.source
	}
	if !equalOwners(ownersOf(t.grammar, newest.Text, voice{t.Person, Me}), t.Owners) && len(t.Owners) > 0 {
		text = OwnerNames(t.grammar, t.Owners) + ": " + text
	}
	meta := "since " + t.Since.String()
	if !t.Due.IsZero() {
		meta += ", due " + t.Due.String()
	}
	return "- [ ] **" + text + "** (" + meta + ")"
}

// ownersOf are the owners that words name themselves.
func ownersOf(g *Grammar, text string, v voice) []string {
	if owners, _, form := g.leadingOwner(text, v); form != ownerNone {
		return owners
	}
	if endsFirstPerson(text) {
		return []string{v.speaker}
	}
	return g.ownersAnywhere(text, v)
}

// OwnerNames is how owners are written into notes: by first name where that
// is clear, joined by "and".
func OwnerNames(g *Grammar, owners []string) string {
	names := make([]string, len(owners))
	for i, h := range owners {
		names[i] = g.Names().display(h)
	}
	return strings.Join(names, " and ")
}
