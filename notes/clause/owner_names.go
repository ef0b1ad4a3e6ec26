package clause

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	script "oneonone/internal/text"
)

// HasWord reports whether words begin with w and there are more.
func HasWord(words []string, w string) bool { return len(words) > 1 && words[0] == w }

// NameList reads "Alice", "@alice", "Alice and Sam", "Alice/Sam", "All" at
// the start of s.
func (g *Lexicon) NameList(s string, v Voice) (owners []string, size int) {
	for {
		h, n := g.oneName(s[size:], v)
		if n == 0 {
			break
		}
		if owners == nil {
			owners = h // not copied, which most callers do not need
		}
		for _, x := range h {
			if !slices.Contains(owners, x) {
				owners = append(owners, x)
			}
		}
		size += n
		sep := nameSeparator(s[size:])
		if sep == 0 {
			return owners, size
		}
		if _, more := g.oneName(s[size+sep:], v); more == 0 {
			return owners, size
		}
		size += sep
	}
	return owners, size
}

// BeginsName reports whether NameList finds anybody.
func (g *Lexicon) BeginsName(s string, v Voice) bool {
	_, n := g.oneName(s, v)
	return n > 0
}

var nameSeparators = []string{" and ", " & ", "/", " / ", ", and ", ", ", ",", " + ", "+", "&", " und ", " et ", " y ", " e ", " og ", " och ", " en ", "、", "，", "和", "与", "與", "跟", "及", "と"}

// separatorByte has the bytes that separators begin with.
var separatorByte = func() (t [256]bool) {
	for _, sep := range nameSeparators {
		t[sep[0]] = true
	}
	return t
}()

func nameSeparator(s string) int {
	if s == "" || !separatorByte[s[0]] {
		return 0
	}
	best := 0
	for _, sep := range nameSeparators {
		if strings.HasPrefix(s, sep) {
			best = max(best, len(sep))
		}
	}
	if best == 0 && strings.HasPrefix(s, " @") {
		return 1 // "@bob @carol"
	}
	return best
}

// oneName reads one name, with or without "@". An unknown @name is an owner as
// written; an unknown word is not one.
func (g *Lexicon) oneName(s string, v Voice) (handles []string, size int) {
	if rest, at := strings.CutPrefix(s, "@"); at {
		if h, n, ok := g.names.leading(rest, v.Person); ok && atEnd(rest[n:]) {
			return []string{h}, n + 1
		}
		n := trimNameDot(rest, NameWord(rest))
		if r, _ := utf8.DecodeRuneInString(rest); n == 0 || !unicode.IsLetter(r) {
			return nil, 0
		}
		return []string{"@" + rest[:n]}, n + 1
	}
	if h, n, ok := g.names.leading(s, v.Person); ok {
		return []string{h}, n
	}
	word := s[:NameWord(s)]
	switch word {
	case "me", "Me", "ME", "I", "myself":
		return []string{v.Speaker}, len(word)
	}
	rest := s[len(word):]
	if word == "" || LeadingColon(rest) == 0 && !strings.HasPrefix(rest, " to ") || !g.saysEverybody(word) {
		return nil, 0
	}
	return g.names.both(v.Person), len(word)
}

// saysEverybody reports whether a word is "All" or its equivalent in any
// language; only a few count in lower case.
func (g *Lexicon) saysEverybody(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return (unicode.IsUpper(first) || word == "all" || word == "both" || script.Unspaced(first)) && everybody()[strings.ToLower(word)]
}

// atEnd reports whether a name may end before rest.
func atEnd(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !IsNameRune(r) || r == '.' || r == '\''
}

// OnlyNames reports whether text is only names, with or without a colon: an
// owner's heading, or a parent item.
func (g *Lexicon) OnlyNames(text, person string) ([]string, bool) {
	if len(text) > MaxLabel {
		return nil, false
	}
	text = strings.TrimRight(FoldForName(text), ":： ")
	if text == "" || text == "I" || text == "@" {
		return nil, false
	}
	if first, rest, ok := strings.Cut(text, " "); ok && (strings.EqualFold(first, "for") || strings.EqualFold(first, "from")) {
		text = rest
	}
	owners, n := g.NameList(text, g.Voice(person))
	return owners, n > 0 && n == len(text)
}

// FoldForName folds a name but keeps the case, which tells initials from words.
func FoldForName(s string) string {
	return strings.Join(strings.Fields(strings.TrimFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '@'
	})), " ")
}
