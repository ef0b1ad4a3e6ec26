package clause

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"oneonone/internal/lookup"
	script "oneonone/internal/text"
	"oneonone/internal/when"
)

// NameSet is what one person is called.
type NameSet struct {
	Handle string   // Me for the folder's owner
	Names  []string // the full name first, then aliases
	// Former are the handles and names they had; Since is the first day that
	// anything is known about them, which tells those who had a name at a time from
	// those who got it later.
	Former []Former
	Since  when.Date
}

// Names resolves words in notes to handles: a handle, a full name, its first
// word or an alias (FORMAT.md, "Owner"). It does not change once made, so it
// may be used from several goroutines.
type Names struct {
	// known maps a folded name to those who have it, best claim first: a handle
	// beats a full name or alias, which beats a first name.
	known map[string][]claim
	// longest is the number of words of the longest name.
	longest int
	written map[string][]string // by handle: first name, full name, aliases
	first   nameStarts
	pair    *pair // for a doc that two people share, else nil
}

type claim struct {
	handle string
	rank   rank
	exact  string // the only spelling that counts; "" for any case
	only   string // the only person in whose notes it counts; "" for everybody's
}

// rank orders claims: the first is the best.
type rank int

const (
	byHandle rank = iota
	byName        // the full name, or an alias
	byFirst       // the first word of the full name
	byPlain       // any of them without accents
	byFormer      // what they were called once
)

// NewNames makes the names of a folder: its owner's, whose handle is Me, and
// those of its people. A former name still names its holder, unless it is
// somebody's name now.
func NewNames(me NameSet, people []NameSet) *Names {
	n := newNames(me, people)
	for _, p := range people {
		for _, old := range p.Former {
			n.addFormer(old, p.Handle, byFormer)
		}
	}
	n.sort()
	return n
}

func newNames(me NameSet, people []NameSet) *Names {
	me.Handle = Me
	n := &Names{known: map[string][]claim{}, written: map[string][]string{}, first: nameStarts{known: map[string]bool{}}}
	for _, p := range append([]NameSet{me}, people...) {
		n.add(p.Handle, p.Handle, byHandle)
		n.learn(p)
	}
	for _, p := range append([]NameSet{me}, people...) {
		n.addPlain(p.Handle, p.Handle)
		for _, name := range n.written[p.Handle] {
			n.addPlain(name, p.Handle)
		}
	}
	return n
}

// learn adds what somebody is called.
func (n *Names) learn(p NameSet) {
	for i, name := range p.Names {
		n.add(name, p.Handle, byName)
		if first, _, ok := strings.Cut(strings.TrimSpace(name), " "); ok && i == 0 {
			n.add(first, p.Handle, byFirst)
			n.written[p.Handle] = append(n.written[p.Handle], first)
		}
		n.written[p.Handle] = append(n.written[p.Handle], strings.TrimSpace(name))
	}
}

// addPlain adds a name without its accents, unless that is somebody else: Zoë is
// typed Zoe on keyboards without ë.
func (n *Names) addPlain(name, handle string) {
	if plain := lookup.Fold(name); plain != FoldName(name) {
		n.add(plain, handle, byPlain)
	}
}

func (n *Names) sort() {
	for _, claims := range n.known {
		slices.SortStableFunc(claims, func(a, b claim) int { return int(a.rank - b.rank) })
	}
}

func (n *Names) add(name, handle string, rank rank) {
	name = strings.Join(strings.Fields(name), " ")
	key := FoldName(name)
	if key == "" {
		return
	}
	c := claim{handle: handle, rank: rank}
	// Initials such as AM count only in capitals; "am" is a word.
	if rank > byHandle && len(name) <= 3 && strings.ToUpper(name) == name && strings.ToLower(name) != name {
		c.exact = name
	}
	n.known[key] = append(n.known[key], c)
	n.longest = max(n.longest, 1+strings.Count(name, " "))
	n.first.add(key[:NameWord(key)])
}

// FoldName is a name folded for comparing: composed, in lower case, with a
// straight apostrophe.
func FoldName(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(s)
	}
	return strings.ReplaceAll(strings.ToLower(norm.NFC.String(s)), "’", "'")
}

// Resolve returns the handle of the one person that a word or several words name.
func (n *Names) Resolve(word string) (handle string, ok bool) { return n.ResolveFor(word, "") }

// lookUp finds a name by its folded form, without allocating a string for that.
func lookUp[V any](in map[string]V, name string) V {
	var buf [48]byte
	if len(name) > len(buf) {
		return in[FoldName(name)]
	}
	for i := range len(name) {
		c := name[i]
		if c >= utf8.RuneSelf {
			return in[FoldName(name)]
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return in[string(buf[:len(name)])]
}

// ResolveFor prefers the person whose notes are being read if two share a name.
func (n *Names) ResolveFor(word, person string) (string, bool) {
	claims := lookUp(n.known, word)
	if len(claims) == 0 {
		return "", false
	}
	best := -1
	for i, c := range claims {
		if c.exact != "" && c.exact != word || c.only != "" && c.only != person {
			continue
		}
		switch {
		case best < 0:
			best = i
		case claims[best].rank < c.rank:
			// a better claim is already there
		case claims[best].handle == c.handle:
		case claims[best].handle == person:
		case c.handle == person:
			best = i
		default:
			return "", false
		}
	}
	if best < 0 {
		return "", false
	}
	return claims[best].handle, true
}

// leading finds the longest name text begins with. size is its length.
func (n *Names) leading(text, person string) (handle string, size int, ok bool) {
	// Most texts do not begin with a name, and one look tells.
	w := NameWord(text)
	if w > 0 && text[0] >= utf8.RuneSelf {
		if r, _ := utf8.DecodeRuneInString(text); script.Unspaced(r) {
			return n.unspaced(text, person)
		}
	}
	if w == 0 || !n.first.has(text[:w]) {
		return "", 0, false
	}
	end := 0
	for range n.longest {
		if end > 0 {
			if end >= len(text) || text[end] != ' ' {
				break
			}
			end++
		}
		word := NameWord(text[end:])
		if word == 0 {
			break
		}
		end += word
		for _, cut := range []int{end, trimNameDot(text, end)} {
			if h, found := n.ResolveFor(text[:cut], person); found {
				handle, size, ok = h, cut, true
				break
			}
		}
	}
	return handle, size, ok
}

// unspaced finds the longest name that text in a script without spaces begins
// with: the next word follows directly.
func (n *Names) unspaced(text, person string) (handle string, size int, ok bool) {
	at := 0
	for range longestUnspaced {
		if at >= len(text) {
			break
		}
		_, width := utf8.DecodeRuneInString(text[at:])
		at += width
		if h, found := n.ResolveFor(text[:at], person); found {
			handle, size, ok = h, at, true
		}
	}
	return handle, size, ok
}

// longestUnspaced is the most characters that names in such scripts have.
const longestUnspaced = 8

func trimNameDot(text string, end int) int {
	if end > 0 && (text[end-1] == '.' || text[end-1] == '-' || text[end-1] == '\'') {
		return end - 1
	}
	return end
}

// NameWord is the length, in bytes, of the word at the start of s, read as part of a name.
func NameWord(s string) int {
	i := 0
	for i < len(s) && nameByte[s[i]] {
		i++
	}
	if i == len(s) || s[i] < utf8.RuneSelf {
		return i
	}
	for i, r := range s {
		if !IsNameRune(r) {
			return i
		}
	}
	return len(s)
}

// IsNameRune reports whether a name may contain the rune.
func IsNameRune(r rune) bool {
	switch r {
	case '-', '_', '.', '\'', '’':
		return true
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// Display is how a person is written in notes: the first name, the full name
// or an alias, whichever is read as that person, else "@handle".
func (n *Names) Display(handle string) string {
	if strings.HasPrefix(handle, "@") {
		return handle
	}
	for _, name := range n.written[handle] {
		if h, ok := n.ResolveFor(name, ""); ok && h == handle {
			return name
		}
	}
	if handle == Me {
		return "me"
	}
	r, size := utf8.DecodeRuneInString(handle)
	name := string(unicode.ToUpper(r)) + handle[size:]
	if h, ok := n.ResolveFor(name, ""); ok && h == handle {
		return name
	}
	return "@" + handle
}

// nameByte are the ASCII bytes that names may contain.
var nameByte = func() (t [256]bool) {
	for c := range rune(utf8.RuneSelf) {
		t[c] = IsNameRune(c)
	}
	return t
}()

// Me is the handle that stands for the folder's owner.
const Me = "me"
