package clause

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	script "oneonone/internal/text"
)

// OwnersAnywhere reads @alice, [Alice], → Alice anywhere in a clause, and
// (Alice) at its end.
func (g *Lexicon) OwnersAnywhere(s string, v Voice) []string {
	var owners []string
	add := func(hs []string) {
		for _, h := range hs {
			if !slices.Contains(owners, h) {
				owners = append(owners, h)
			}
		}
	}
	before := ' '
	if len(s) > maxMetadata {
		s = strings.ToValidUTF8(s[len(s)-maxMetadata:], "")
	}
	for i, r := range s {
		switch {
		case r == '@' && !IsNameRune(before) && before != '/':
			if hs, n := g.oneName(s[i:], v); n > 0 {
				add(hs)
			}
		case r == '[' || r == '(':
			closing := map[rune]string{'[': "]", '(': ")"}[r]
			inner, after, ok := strings.Cut(s[i+1:], closing)
			if !ok || r == '(' && strings.Trim(after, " .;") != "" {
				break
			}
			who, _, more := strings.Cut(inner, ",") // "(Sam, by 4 December)"
			if hs, only := g.OnlyNames(inner, v.Person); only && !strings.HasPrefix(after, "(") {
				add(hs)
			} else if hs, only := g.OnlyNames(who, v.Person); only && more && r == '(' {
				add(hs)
			}
		case r == '→' || r == '>' && before == '-':
			rest := strings.TrimLeft(s[i+utf8.RuneLen(r):], " ")
			if hs, n := g.NameList(rest, v); n > 0 && arrowEnds(rest[n:]) {
				add(hs)
			}
		case (r == '-' || r == '–' || r == '—') && before == ' ':
			// "book the room - Sam"
			if hs, only := g.OnlyNames(strings.Trim(s[i+utf8.RuneLen(r):], " ."), v.Person); only {
				add(hs)
			}
		}
		before = r
	}
	return owners
}

// OwnerLabel reads "Responsable: Alice" and "责任人：李雷" anywhere in a clause.
func (g *Lexicon) OwnerLabel(s string, v Voice) []string {
	if !strings.Contains(s, ":") && !strings.Contains(s, "：") {
		return nil
	}
	for i, r := range s {
		if r != ':' && r != '：' {
			continue
		}
		rest := strings.TrimLeft(s[i+utf8.RuneLen(r):], " *")
		if owners, n := g.NameList(rest, v); n > 0 && g.endsInOwnerWord(s[:i]) {
			return owners
		}
	}
	return nil
}

// endsInOwnerWord reports whether text ends in a word for owner.
func (g *Lexicon) endsInOwnerWord(s string) bool {
	s = strings.ToLower(strings.TrimRight(s, " *"))
	for from := range s {
		if len(s)-from > maxOwnerWord {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s[:from])
		if ownerWord()[s[from:]] && (from == 0 || !unicode.IsLetter(before) || script.Unspaced(before)) {
			return true
		}
	}
	return false
}

// maxOwnerWord is longer than any word for owner.
const maxOwnerWord = 48

// arrowEnds reports whether a name is all that an arrow points to, so that "→
// Alice" hands over and "→ Alice liked it" does not.
func arrowEnds(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	if rest == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsPunct(r) || unicode.IsSymbol(r) || strings.HasPrefix(rest, "by ") || strings.HasPrefix(rest, "to ")
}
