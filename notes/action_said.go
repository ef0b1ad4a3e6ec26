package notes

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words is the action's text without the words in front that say whose it is
// ("Alice to", "I will", "@alice"), for where the owner is told beside it. A
// text that says nothing else is given whole.
func (t *Thread) Words() string {
	return wordsOnly(t.grammar, t.Newest(), t.Person)
}

// Words is Thread.Words for one action, read with a grammar.
func Words(g *Grammar, a *Action) string {
	return wordsOnly(g, a, ParsePath(a.Path).Person)
}

func wordsOnly(g *Grammar, a *Action, person string) string {
	v := voice{person, Me}
	if len(a.Owners) == 1 && !strings.HasPrefix(a.Owners[0], "@") {
		v.speaker = a.Owners[0] // "I" under another's name is that person
	}
	owners, size, form := g.leadingOwner(a.Text, v)
	if form == ownerNone || !equalOwners(owners, a.Owners) {
		return a.Text
	}
	rest := a.Text[size:]
	if form == ownerWill || form == ownerTo {
		_, pronoun := g.firstPerson(a.Text, v)
		rest = strings.TrimLeft(a.Text[size+pronoun:], " ")
		rest = cutConnective(rest)
	}
	rest = strings.TrimLeftFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",:–—", r) })
	if r, _ := utf8.DecodeRuneInString(rest); rest == "" || !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '`' && r != '"' {
		return a.Text
	}
	return rest
}

// cutConnective takes "to", "will" and the short forms of "will" off.
func cutConnective(s string) string {
	for _, w := range []string{"'ll ", "’ll ", "will ", "to "} {
		if len(s) > len(w) && strings.EqualFold(s[:len(w)], w) {
			return s[len(w):]
		}
	}
	return s
}
