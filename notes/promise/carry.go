package promise

import (
	"strings"

	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// CarriedLine is the thread as an item for the next entry, without a newline: its
// words, with an inherited owner spelt out, the day it began and the due date
// read from the words.
func (t *Thread) CarriedLine() string {
	newest := t.Newest()
	text := newest.Text
	if newest.Source != "" {
		text = newest.Source
	}
	if !clause.EqualOwners(ownersOf(t.grammar, newest.Text, t.grammar.Voice(t.Person)), t.Owners) && len(t.Owners) > 0 {
		text = OwnerNames(t.grammar, t.Owners) + ": " + withoutOwner(t, text)
	}
	return "- [ ] **" + text + "**" + t.Written()
}

// withoutOwner removes a name that meant the owner when it was written but now
// means somebody else.
func withoutOwner(t *Thread, text string) string {
	newest := t.Newest()
	if t.grammar.On(newest.Date()) == t.grammar {
		return text
	}
	if _, pronoun := t.grammar.FirstPerson(newest.Text, t.grammar.Voice(t.Person)); pronoun > 0 {
		return text
	}
	name := strings.TrimSuffix(newest.Text, Words(t.grammar, newest))
	if rest, ok := strings.CutPrefix(text, name); ok {
		return rest
	}
	return text
}

// ownersOf returns the owners that words themselves name.
func ownersOf(g *page.Grammar, text string, v clause.Voice) []string {
	if owners, _, form := g.LeadingOwner(text, v); form != clause.OwnerNone {
		return owners
	}
	if page.EndsFirstPerson(text) {
		return []string{v.Speaker}
	}
	return g.OwnersAnywhere(text, v)
}

// OwnerNames is owners as written into notes: by first name where that is clear,
// joined by "and".
func OwnerNames(g *page.Grammar, owners []string) string {
	names := make([]string, len(owners))
	for i, h := range owners {
		names[i] = g.Names().Display(h)
	}
	return strings.Join(names, " and ")
}
