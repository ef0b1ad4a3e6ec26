package lookup

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/unicode/norm"

	"oneonone/internal/text"
)

// NotFoundError says that there is nothing of that name.
type NotFoundError struct {
	What string   // "person", "action", "topic", …
	Name string   // as asked for
	Near []string // names that look like it, best first
	Next string   // what to do when nothing is near
}

func (e *NotFoundError) Error() string {
	return fmt.Sprintf("no %s %q", e.What, e.Name)
}

// Hint names the nearest names, else what the finder suggested.
func (e *NotFoundError) Hint() string {
	if len(e.Near) > 0 {
		return "did you mean " + strings.Join(e.Near, " or ") + "?"
	}
	return e.Next
}

// AmbiguousError says that a name fits more than one thing; nothing was done.
type AmbiguousError struct {
	What    string
	Name    string
	Matches []string // one line each, enough to tell them apart
	More    int      // how many more are not listed
}

func (e *AmbiguousError) Error() string {
	plural := e.What + "s"
	if e.What == "person" {
		plural = "people"
	}
	said := fmt.Sprintf("%q matches %s:\n  %s", e.Name, text.Count(len(e.Matches)+e.More, e.What, plural), strings.Join(e.Matches, "\n  "))
	if e.More > 0 {
		said += fmt.Sprintf("\n  and %d more", e.More)
	}
	return said
}

// Hint says how to name just one.
func (e *AmbiguousError) Hint() string {
	return "type more of the " + e.What + "'s name"
}

// Fold reduces a name to what is compared: lower case, without accents, with
// every run of spaces and dashes as one space, so that "zoe" finds "Zoë".
func Fold(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	return foldRunes(s)
}

// foldASCII is Fold for ASCII, as most lines are, in a tenth of the time.
func foldASCII(s string) (folded string, ok bool) {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return "", false
		case c == '\'' || c == '.':
		case c == ' ' || '\t' <= c && c <= '\r' || c == '-' || c == '_':
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			b.WriteByte(c)
		}
	}
	return b.String(), true
}

func foldRunes(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '.':
		case unicode.IsSpace(r) || r == '-' || r == '_':
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(foldRune(r))
		}
	}
	return b.String()
}

// foldRune lower-cases a rune and spells the common letters that have no
// decomposition as a person without that key would type them.
func foldRune(r rune) rune {
	r = unicode.ToLower(r)
	switch r {
	case 'ł':
		return 'l'
	case 'ø':
		return 'o'
	case 'đ', 'ð':
		return 'd'
	case 'ı':
		return 'i'
	}
	return r
}

// Near returns those of the names that look like a mistyped name, nearest
// first, at most three: one slip for short names, two for longer ones, or one
// name the beginning of the other.
func Near(name string, names []string) []string {
	name = Fold(name)
	slips := 1
	if len([]rune(name)) > 4 {
		slips = 2
	}
	byDistance := make([][]string, slips+1)
	for _, n := range names {
		folded := Fold(n)
		d := levenshtein.ComputeDistance(name, folded)
		if isPrefixEitherWay(name, folded) || Swapped(name, folded) {
			d = min(d, slips)
		}
		if d <= slips {
			byDistance[d] = append(byDistance[d], n)
		}
	}
	var near []string
	for _, ns := range byDistance {
		near = append(near, ns...)
	}
	return near[:min(3, len(near))]
}

func isPrefixEitherWay(a, b string) bool {
	return len(a) > 1 && len(b) > 1 && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// Swapped reports whether a and b differ by two neighbouring letters exchanged, a
// slip that Levenshtein's distance counts twice.
func Swapped(a, b string) bool {
	ar, br := []rune(a), []rune(b)
	if len(ar) != len(br) {
		return false
	}
	for i := range ar {
		if ar[i] != br[i] {
			return i+1 < len(ar) && ar[i] == br[i+1] && ar[i+1] == br[i] && string(ar[i+2:]) == string(br[i+2:])
		}
	}
	return false
}
