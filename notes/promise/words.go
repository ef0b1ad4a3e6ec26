package promise

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// Words is the action's text without the words in front that say whose it is
// ("Alice to", "I will", "@alice"), for when the owner is shown beside it. A text
// that says nothing else is returned whole.
func (t *Thread) Words() string {
	return Words(t.grammar, t.Newest())
}

// Words is Thread.Words for one action, read with a grammar.
func Words(g *page.Grammar, a *page.Action) string {
	g = g.Of(a.Person).On(a.Date())
	v := g.Voice(a.Person)
	if len(a.Owners) == 1 && !strings.HasPrefix(a.Owners[0], "@") {
		v.Speaker = a.Owners[0] // "I" under another's name is that person
	}
	owners, size, form := g.LeadingOwner(a.Text, v)
	if form == clause.OwnerNone || !clause.EqualOwners(owners, a.Owners) {
		return a.Text
	}
	rest := a.Text[size:]
	if form == clause.OwnerWill || form == clause.OwnerTo {
		_, pronoun := g.FirstPerson(a.Text, v)
		rest = strings.TrimLeft(a.Text[size+pronoun:], " ")
		rest = cutConnective(rest)
	}
	rest = strings.TrimLeftFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",:–—", r) })
	if r, _ := utf8.DecodeRuneInString(rest); rest == "" || !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '`' && r != '"' {
		return a.Text
	}
	return rest
}

// cutConnective strips "to", "will" and the short forms of "will".
func cutConnective(s string) string {
	for _, w := range []string{"'ll ", "’ll ", "will ", "to "} {
		if len(s) > len(w) && strings.EqualFold(s[:len(w)], w) {
			return s[len(w):]
		}
	}
	return s
}
