package review

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/notes/words"
)

// sentences splits the text of a block. When in doubt, a sentence ends: words before
// or after a cited sentence must not pass as part of it.
func sentences(text string) []string {
	var all []string
	for from := 0; from < len(text); {
		end := from + sentenceEnd(text[from:])
		s := strings.TrimSpace(text[from:end])
		if s != "" && (all == nil || strings.ContainsFunc(s, says)) {
			all = append(all, s)
		}
		from = end
	}
	return all
}

// says reports whether a character is neither white space nor punctuation.
func says(r rune) bool { return !unicode.IsSpace(r) && !unicode.IsPunct(r) }

// What ends a line within a paragraph, what ends any sentence, and what may stand
// between a sentence and its end.
const (
	lineEnds = "\n\v\f\u0085\u2028\u2029"
	ends     = "!?…。！？｡؟।"
	closers  = `.,;:!?…。！？"'”’»)*_`
)

// sentenceEnd is where the first sentence of a text ends: after its citations and
// closing signs.
func sentenceEnd(text string) int {
	for i, r := range text {
		behind := i + max(1, utf8.RuneLen(r))
		switch {
		case strings.ContainsRune(lineEnds, r) && strings.TrimSpace(text[:i]) != "" && !citations().MatchString(text[i:]):
			return behind
		case strings.ContainsRune(ends, r), r == '.' && stops(text[:i], text[behind:]):
			return closed(text, behind)
		case r == '[' && citations().MatchString(text[i:]):
			return closed(text, i)
		}
	}
	return len(text)
}

// closed is where the run of citations and closing signs at i ends.
func closed(text string, i int) int {
	for from := -1; from != i; {
		from = i
		i += len(text[i:]) - len(strings.TrimLeft(text[i:], closers))
		i += len(citations().FindString(text[i:]))
	}
	return i
}

// Abbreviations: those always followed by a word, perhaps with a capital; those
// followed by a number; and those that may end a sentence.
var (
	leading   = strings.Fields("Dr Mr Mrs Ms Prof St Mme Mlle M vs cf e.g i.e E.g I.e z.B d.h p.ex approx ca incl resp bzw")
	numbering = strings.Fields("No Nr Fig Art p pp S Sec Ch Vol")
	ending    = strings.Fields("etc usw Jr Sr Inc Ltd Co Corp al est min max dept")
)

// beginners begin a sentence, never a name.
var beginners = strings.Fields("I You He She It We They The A An This That These Those His Her Its Our Their My Your")

// stops reports whether a full stop between two texts ends a sentence.
func stops(before, after string) bool {
	word := before[1+strings.LastIndexFunc(before, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`([{"“„«`, r) }):]
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case after == "":
		return true
	case strings.ContainsRune(",;:-/", next), unicode.IsLower(next), unicode.IsDigit(next) && word != "":
		return false // within a word, a number or an address
	case unicode.IsUpper(next) && initials(word):
		return false
	case !unicode.IsSpace(next):
		return true
	}
	rest := strings.TrimSpace(after)
	follower, _, _ := strings.Cut(rest, " ")
	follower = strings.TrimRight(follower, closers)
	first, _ := utf8.DecodeRuneInString(rest)
	lower := unicode.IsLower(first) && strings.ToLower(follower) == follower
	begins := slices.Contains(beginners, follower)
	switch {
	case slices.Contains(leading, word):
		return begins
	case slices.Contains(numbering, word):
		return !unicode.IsDigit(first)
	case slices.Contains(ending, word), strings.Contains(word, ".") && initials(word):
		return !lower
	case initials(word) && lower: // "z. B. im"
		return !initials(strings.TrimSuffix(lastWord(before[:len(before)-len(word)]), "."))
	case initials(word) && unicode.IsUpper(first): // "z. B.", or of a name
		return begins || strings.ToUpper(word) == word && !capital(before[:len(before)-len(word)])
	case len(word) <= 2 && strings.Trim(word, "0123456789") == "": // "am 3. Juli"
		return !slices.ContainsFunc(words.Of("months"), func(m string) bool { return slices.Contains(strings.Split(m, "/"), follower) })
	}
	return true
}

// initials reports whether a word is single letters with full stops between, "U.S".
func initials(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		r, size := utf8.DecodeRuneInString(part)
		if part == "" || size != len(part) || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// lastWord is the last word of a text.
func lastWord(text string) string {
	all := strings.Fields(text)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// capital reports whether the last word of a text has one, or there is no word.
func capital(text string) bool {
	first, _ := utf8.DecodeRuneInString(lastWord(text))
	return unicode.IsUpper(first) || strings.TrimSpace(text) == ""
}
