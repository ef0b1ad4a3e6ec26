package clause

import (
	"strings"
	"unicode"
	"unicode/utf8"

	script "oneonone/internal/text"
)

// Certainty is how surely words without box, bold, marker or section are a
// promise.
type Certainty uint8

// What plain words can be.
const (
	NoPromise    Certainty = iota
	MaybePromise           // they read like one
	Promise                // somebody known says they will
)

// Plain judges a plain sentence by how it begins: "Alice will send the plan".
// below says that it is nested under another item, where "Alice: …" is an answer.
func (g *Lexicon) Plain(s string, v Voice, below bool) Certainty {
	if IsQuestion(s) || len(s) < 4 {
		return NoPromise
	}
	owners, size, form := g.LeadingOwner(s, v)
	if owners == nil {
		return max(g.stranger(s), g.allAgreed(s))
	}
	rest := strings.TrimSpace(s[min(size, len(s)):])
	switch form {
	case OwnerWill:
		if s[0] == 'I' {
			if _, n := g.FirstPerson(s, v); n > 0 {
				return g.firstPerson(s)
			}
		}
		return g.promises(rest)
	case OwnerTo:
		return g.promises(rest)
	case OwnerDoes:
		return MaybePromise
	case OwnerLoose:
		if size > 2 && s[size-1] == ' ' { // "Alice – to send it", "Alice - I'll send it"
			if HasWord(FirstWords(rest, 2), "to") {
				return g.promises(rest)
			}
			return min(g.saidBy(rest, v, true), Promise)
		}
		return g.loosely(rest)
	case OwnerColon:
		return g.saidBy(rest, v, below)
	case OwnerAt:
		if s[0] == '[' {
			return g.saidBy(rest, v, true)
		}
		if first := FirstWords(rest, 2); HasWord(first, "to") || HasWord(first, "will") {
			return g.promises(rest)
		}
		if g.StartsWithVerb(rest) && !g.States(rest) {
			return Promise
		}
	}
	return NoPromise
}

// promises judges "will send the plan" and "to send the plan".
func (g *Lexicon) promises(rest string) Certainty {
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "'"), "’")
	first := FirstWords(rest, 4)
	if len(first) < 2 {
		if r, _ := utf8.DecodeRuneInString(rest); script.Unspaced(r) {
			return Promise
		}
		return NoPromise
	}
	at := 1
	for at+1 < len(first) && adverbs()[first[at]] {
		at++
	}
	verb, _ := utf8.DecodeRuneInString(verbatim(rest, at))
	if foretell()[first[at]] || first[0] == "to" && openings()[first[at]] || !unicode.IsLetter(verb) || unicode.IsUpper(verb) {
		return NoPromise
	}
	return Promise
}

// verbatim is the nth word of s, in its original case.
func verbatim(s string, n int) string {
	if fields := strings.Fields(s); n < len(fields) {
		return fields[n]
	}
	return ""
}

// firstPerson judges "I'll send it" and "I need to send it".
func (g *Lexicon) firstPerson(s string) Certainty {
	rest := strings.TrimPrefix(s, "I")
	if i := strings.Index(rest, ") "); strings.HasPrefix(rest, " (") && i > 0 {
		rest = rest[i+1:]
	}
	first := FirstWords(rest, 3)
	switch {
	case len(first) < 2:
		return NoPromise
	case first[0] == "will" || first[0] == "'ll" || first[0] == "’ll" || first[0] == "to":
		return g.promises("will " + strings.Join(first[1:], " "))
	case first[0] == "'m" || first[0] == "’m" || first[0] == "am":
		return Promise
	}
	return MaybePromise
}

// loosely judges "can look at it", "should write to them".
func (g *Lexicon) loosely(rest string) Certainty {
	first := FirstWords(rest, 3)
	if len(first) < 2 {
		return NoPromise
	}
	switch first[0] {
	case "going":
		return g.promises(strings.TrimPrefix(rest, "going "))
	case "can", "shall":
		if verbs()[first[1]] && !replies()[first[1]] || first[1] == "have" && len(first) > 2 && first[2] == "a" {
			return Promise
		}
	case "should", "must", "needs", "has", "agreed", "promised", "offered":
		if verbs()[first[1]] || first[1] == "to" {
			return MaybePromise
		}
	}
	return NoPromise
}

// saidBy judges what follows "Alice:".
func (g *Lexicon) saidBy(rest string, v Voice, below bool) Certainty {
	if _, n := g.FirstPerson(rest, v); n > 0 {
		return g.firstPerson(rest)
	}
	if after, ok := strings.CutPrefix(rest, "Will "); ok {
		return g.promises("will " + after)
	}
	first := FirstWords(rest, 1)
	switch {
	case len(first) == 0, replies()[first[0]], !g.StartsWithVerb(rest), g.States(rest), IsCompound(rest):
		return NoPromise
	case below:
		return MaybePromise
	}
	return Promise
}

// stranger judges a sentence that begins with a capitalised word nobody is
// called by: "Dana will send the plan", "Dana to send it".
func (g *Lexicon) stranger(s string) Certainty {
	word := s[:NameWord(s)]
	r, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(r) || len(word) < 2 || strings.HasSuffix(word, "ed") || strings.HasSuffix(word, "ing") || openings()[strings.ToLower(word)] || verbs()[strings.ToLower(word)] {
		return NoPromise
	}
	rest := s[len(word):]
	if second := strings.TrimPrefix(rest, " "); second != rest { // "Dana Quist will"
		n := NameWord(second)
		if up, _ := utf8.DecodeRuneInString(second); n > 1 && unicode.IsUpper(up) {
			rest = second[n:]
		}
	}
	first := FirstWords(rest, 3)
	if !HasWord(first, "will") && !HasWord(first, "to") || g.promises(rest) == NoPromise {
		return NoPromise
	}
	at := 1
	for at+1 < len(first) && adverbs()[first[at]] {
		at++
	}
	if verbs()[first[at]] {
		return MaybePromise
	}
	return NoPromise
}

// MayHint is a cheap test of whether text that does not begin with a known name
// could read like a promise: a stranger's, everybody's, or an order in a language
// other than English.
func (g *Lexicon) MayHint(text string) bool {
	text = strings.TrimLeft(text, " ")
	if r, _ := utf8.DecodeRuneInString(text); unicode.IsUpper(r) {
		rest := text
		for range 2 {
			_, after, _ := strings.Cut(rest, " ")
			rest = strings.TrimLeft(after, " ")
			if word, _, _ := strings.Cut(rest, " "); strings.EqualFold(word, "will") || strings.EqualFold(word, "to") {
				return true
			}
		}
	}
	return g.IsForeignOrder(text) || g.allAgreed(text) != NoPromise
}

// allAgreed judges "se acuerda enviar el plan": agreed by everybody, assigned to
// nobody in particular.
func (g *Lexicon) allAgreed(s string) Certainty {
	for _, w := range agreed() {
		if len(s) > len(w) && strings.EqualFold(s[:len(w)], w) && g.StartsWithVerb(s[len(w):]) {
			return MaybePromise
		}
	}
	return NoPromise
}

// IsForeignOrder reports whether words begin with an everyday verb in a language
// other than English, where an infinitive at the start of a line is a plan.
func (g *Lexicon) IsForeignOrder(s string) bool {
	end := strings.IndexByte(s, ' ')
	if end <= 0 {
		return false
	}
	word := strings.ToLower(s[:end])
	return foreign()[word] && len(strings.Fields(s)) > 2
}

// Joins reports whether a line ends with a word that continues on the next.
func (g *Lexicon) Joins(line string) bool {
	line = strings.TrimRight(line, " ")
	return strings.HasSuffix(line, ",") || joins()[strings.ToLower(line[strings.LastIndexByte(line, ' ')+1:])]
}
