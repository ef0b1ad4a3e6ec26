package clause

import (
	"slices"
	"strings"
	"unicode/utf8"

	script "oneonone/internal/text"
)

// Voice is who is meant by the words of a note: the person it is about, and
// the one who says "I" there.
type Voice struct {
	Person  string // handle of the person the entry is with
	Speaker string // Me, or the person whose name is above the words; Nobody in a shared doc
}

// ownerForm is how a clause names its owner at its start.
type ownerForm uint8

const (
	OwnerNone  ownerForm = iota
	OwnerAt              // @alice send it
	OwnerColon           // Alice: send it
	OwnerTo              // Alice to send it
	OwnerWill            // Alice will send it, I'll send it
	OwnerDoes            // Zoë schickt die Zahlen, Alice va envoyer le plan: in the languages of the word lists
	OwnerLoose           // Alice – send it, Alice should send it: for clauses that are actions anyway
)

// LeadingOwner reads the owner at the start of a clause. size is the length of
// what names the owner, including the colon but not "to" or "will", which are
// part of the promise.
func (g *Lexicon) LeadingOwner(s string, v Voice) (owners []string, size int, form ownerForm) {
	if h, n := g.FirstPerson(s, v); n > 0 {
		return []string{h}, 0, OwnerWill
	}
	if owners, n := g.namedIn(s, v); n > 0 {
		return owners, n, OwnerAt
	}
	owners, n := g.wikiName(s, v)
	if n == 0 {
		owners, n = g.NameList(s, v)
	}
	if n == 0 {
		return nil, 0, OwnerNone
	}
	rest := s[n:]
	if colon := LeadingColon(rest); colon > 0 {
		return owners, n + colon, OwnerColon
	}
	switch verb := FirstWords(rest, 3); {
	case HasWord(verb, "to"):
		return owners, n, OwnerTo
	case HasWord(verb, "will") || strings.HasPrefix(rest, "'ll ") || strings.HasPrefix(rest, "’ll "):
		return owners, n, OwnerWill
	case s[0] == '@':
		return owners, n, OwnerAt
	case g.willDo(rest):
		return owners, n, OwnerWill
	case g.does(rest):
		return owners, n, OwnerDoes
	case g.looseVerb(verb):
		return owners, n, OwnerLoose
	}
	if dash := leadingDash(rest); dash > 0 {
		return owners, n + dash, OwnerLoose
	}
	return nil, 0, OwnerNone
}

// OnlyOwner reports whether a text is only the naming of an owner, as before a
// promise: "Alice:", "@alice", "Alice to", "I will", or a marker.
func (g *Lexicon) OnlyOwner(s string, v Voice) bool {
	if s == "" || v == (Voice{}) {
		return false
	}
	whole := strings.TrimRight(s, " ")
	if m, ok := g.ReadMarker(s, v); ok && m.To >= len(whole) || g.namesBefore(whole, " to", v) || g.namesBefore(whole, " will", v) {
		return true
	}
	owners, size, form := g.LeadingOwner(s, v)
	rest := strings.TrimSpace(s[min(size, len(s)):])
	switch form {
	case OwnerColon, OwnerAt:
		return owners != nil && rest == ""
	case OwnerWill:
		return rest == "will" || rest == "I will" || rest == "I'll" || rest == "I’ll"
	}
	return false
}

// namesBefore reports whether a text ends in a verb, with names before it and
// nothing else.
func (g *Lexicon) namesBefore(s, verb string, v Voice) bool {
	s, ok := strings.CutSuffix(s, verb)
	if !ok {
		return false
	}
	_, n := g.wikiName(s, v)
	if n == 0 {
		_, n = g.NameList(s, v)
	}
	return n > 0 && strings.TrimSpace(s[n:]) == ""
}

// namedIn reads "[name=Alice, Bob] send it", as HackMD marks the speaker.
func (g *Lexicon) namedIn(s string, v Voice) (owners []string, size int) {
	rest, ok := strings.CutPrefix(s, "[name=")
	if !ok {
		return nil, 0
	}
	owners, n := g.NameList(rest, v)
	if n == 0 || !strings.HasPrefix(rest[n:], "]") {
		return nil, 0
	}
	return owners, len("[name=") + n + 1
}

// wikiName reads "[[people/alice/README|Alice]]", as Obsidian links a person.
func (g *Lexicon) wikiName(s string, v Voice) (owners []string, size int) {
	rest, ok := strings.CutPrefix(s, "[[")
	inner, _, closed := strings.Cut(rest, "]]")
	if !ok || !closed {
		return nil, 0
	}
	name := inner[strings.LastIndexByte(inner, '|')+1:]
	owners, named := g.OnlyNames(name, v.Person)
	if !named {
		return nil, 0
	}
	return owners, len("[[") + len(inner) + len("]]")
}

// does reports whether what follows a name says that they do it, in a language
// that promises in the present: "schickt die Zahlen".
func (g *Lexicon) does(rest string) bool {
	if r, n := utf8.DecodeRuneInString(rest); script.Unspaced(r) {
		if adverbs()[rest[:n]] {
			rest = rest[n:]
		}
		return g.unspacedVerb(rest) || len(rest) > 6 && does3()[rest[:6]]
	}
	after, ok := strings.CutPrefix(rest, " ")
	end := strings.IndexByte(after, ' ')
	return ok && end > 0 && does3()[after[:end]]
}

// willDo reports whether what follows a name is a word for will followed by an
// everyday verb: "va envoyer le plan", "soll den Plan schicken".
func (g *Lexicon) willDo(rest string) bool {
	if r, _ := utf8.DecodeRuneInString(rest); script.Unspaced(r) {
		n := g.willLength(rest)
		return n > 0 && g.unspacedVerb(rest[n:])
	}
	after, ok := strings.CutPrefix(rest, " ")
	n := g.willLength(after)
	if !ok || n == 0 || n+1 >= len(after) || after[n] != ' ' {
		return false
	}
	sentence := after[n+1:]
	if i := strings.IndexAny(sentence, ".;!"); i >= 0 {
		sentence = sentence[:i]
	}
	fields := strings.Fields(strings.ToLower(sentence))
	return len(fields) > 0 && (foreign()[fields[0]] || foreign()[fields[len(fields)-1]]) && !foretell()[fields[0]]
}

// willLength is the length of a word for will that s begins with.
func (g *Lexicon) willLength(s string) int {
	if s == "" {
		return 0
	}
	for _, w := range wills()[s[0]] {
		if strings.HasPrefix(s, w) && (len(s) == len(w) || s[len(w)] == ' ' || s[len(w)] >= utf8.RuneSelf) {
			return len(w)
		}
	}
	return 0
}

// FirstPerson reads "I will" and the like; size is the pronoun's length.
func (g *Lexicon) FirstPerson(s string, v Voice) (handle string, size int) {
	if s == "" || s[0] != 'I' {
		return "", 0
	}
	for _, p := range [...]string{"I'll ", "I’ll ", "I will ", "I need to ", "I have to ", "I should ", "I must ", "I'm going to ", "I’m going to ", "I am going to ", "I to ", "I'd ", "I owe "} {
		if strings.HasPrefix(s, p) && p != "I'd " {
			return v.Speaker, 1
		}
	}
	return g.introduced(s, v)
}

// introduced reads "I (Alice) will send it".
func (g *Lexicon) introduced(s string, v Voice) (handle string, size int) {
	rest, ok := strings.CutPrefix(s, "I (")
	if !ok {
		return "", 0
	}
	h, n, ok := g.names.leading(rest, v.Person)
	if !ok || !strings.HasPrefix(rest[n:], ") ") {
		return "", 0
	}
	if w := FirstWords(rest[n+2:], 2); HasWord(w, "will") || HasWord(w, "to") {
		return h, len("I (") + n + 1
	}
	return "", 0
}

// looseVerb reports whether the words after a name make it the owner of what
// follows, in a clause that is an action for another reason.
func (g *Lexicon) looseVerb(words []string) bool {
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "should", "must", "shall", "can", "could":
		return true
	case "going":
		return HasWord(words[1:], "to")
	case "needs", "has", "is", "agreed", "promised", "offered":
		return len(words) > 1 && (words[1] == "to" || words[0] == "is" && words[1] == "going")
	}
	if len(words) > 1 && verbs()[words[0]] {
		return true // "alice send plan"
	}
	// "Alice writes the summary".
	stem, ok := strings.CutSuffix(words[0], "s")
	return ok && len(words) > 1 && (verbs()[stem] || verbs()[strings.TrimSuffix(stem, "e")])
}

// LeadingColon is the length of a colon at the start of s, including a space
// before it, as some put there; 0 when there is none or it is part of a time or
// link.
func LeadingColon(s string) int {
	n := 0
	if strings.HasPrefix(s, " ") {
		n = 1
	}
	for _, colon := range []string{":", "："} {
		if strings.HasPrefix(s[n:], colon) && !strings.HasPrefix(s[n:], "://") && !strings.HasPrefix(s[n:], "::") {
			return n + len(colon)
		}
	}
	return 0
}

func leadingDash(s string) int {
	for _, d := range []string{" - ", " – ", " — ", " → ", " -> ", " => "} {
		if strings.HasPrefix(s, d) {
			return len(d)
		}
	}
	return 0
}

// FirstWords are the first n words of s, in lower case; words end at spaces.
func FirstWords(s string, n int) []string {
	var words []string
	for len(words) < n {
		s = strings.TrimLeft(s, " \n\t")
		if s == "" {
			break
		}
		end := strings.IndexAny(s, " \n\t")
		if end < 0 {
			end = len(s)
		}
		words = append(words, strings.ToLower(s[:end]))
		s = s[end:]
	}
	return words
}

// EndsInColon reports whether a text ends in a colon.
func EndsInColon(text string) bool {
	return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
}

// MaxLabel is the longest text, in bytes, that may be just a section's word or
// names above nested items.
const MaxLabel = 80

// OwnerPrefix is the length of a leading "@alice" or "Alice:" of an action's
// text, which does not count when words are compared.
func (g *Lexicon) OwnerPrefix(text string, v Voice) int {
	if owners, size, form := g.LeadingOwner(text, v); owners != nil && (form == OwnerColon || form == OwnerAt) {
		return size
	}
	return 0
}

// EqualOwners reports whether two lists name the same owners, in any order.
func EqualOwners(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}
