package lookup

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"oneonone/notes/words"
)

// Subject is what a goal, a wish or a topic is about: its words that tell it from
// others, folded and without plural endings.
type Subject struct {
	words, telling []string
	front          string // the verb it begins with, which is not one of words
	// lone says that only one common word is left of several, or only a verb: a text
	// may have that by chance without being about the subject.
	lone bool
}

// plain are words that tell no subject from another.
var plain = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`a an the and or of to in on at by for from with into onto over under about as is are be been being
		was were will would could should can may might must do does did done have has had having get got give gave go
		this that these those it its my your his her our their me you him us them i we they he she who what which
		more most less better best good great new next first last own other some any all every each both very much many
		not no yes so if then than too also just still again now here there up out off one two three year years month
		months week weeks day days time times become becoming learn learning want wants like`) {
		set[w] = true
	}
	return set
})

// verbs begin goals: "Lead the payments migration" is about the migration.
var verbs = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, v := range words.Of("verb") {
		set[Fold(v)] = true
	}
	return set
})

// SubjectOf finds the subject of a text. A verb in front is not part of it.
func SubjectOf(text string) Subject {
	var s Subject
	all := wordsOf(text)
	for i, w := range all {
		switch {
		case i == 0 && verbs()[w]:
			s.front = stem(w)
		case !plain()[w]:
			s.words = append(s.words, stem(w))
		}
	}
	verb := len(s.words) == 0 && s.front != ""
	if verb {
		s.words, s.front = []string{s.front}, ""
	}
	slices.Sort(s.words)
	s.words = slices.Compact(s.words)
	s.telling = slices.DeleteFunc(slices.Clone(s.words), func(w string) bool { return verbs()[w] })
	if len(s.telling) == 0 {
		s.telling = s.words
	}
	s.lone = verb || len(s.words) == 1 && len(all) > 1 && !isName(text, s.words[0])
	return s
}

// isName reports whether a text has the word with a capital that is not mere
// title case: "Learn Kafka", but not "Speak At A Conference".
func isName(text, word string) bool {
	fields := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	capitals, name := 0, false
	for i, f := range fields {
		if first, _ := utf8.DecodeRuneInString(f); unicode.IsUpper(first) {
			capitals++
			name = name || i > 0 && stem(Fold(f)) == word
		}
	}
	return name && (len(fields) <= 2 || capitals < len(fields))
}

// Words are the folded words of a text, without plural endings.
func Words(text string) []string {
	all := wordsOf(text)
	for i, w := range all {
		all[i] = stem(w)
	}
	return all
}

// wordsOf are the folded words of a text.
func wordsOf(text string) []string {
	return strings.FieldsFunc(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// stem strips a plural ending.
func stem(w string) string {
	if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
		return strings.TrimSuffix(w, "s")
	}
	return w
}

// Words are the subject's words.
func (s Subject) Words() []string { return s.words }

// Telling are the words of which a text that names the subject has at least one:
// verbs are among them only when there is nothing else.
func (s Subject) Telling() []string { return s.telling }

// In reports whether a text names the subject: with all of its words, plus its
// verb if only one common word is left, or with some of them as a label before a
// colon ("migration: cut over").
func (s Subject) In(text string) bool {
	if !slices.ContainsFunc(s.Telling(), func(w string) bool { return mayHold(text, w) }) {
		return false
	}
	found := map[string]bool{}
	for _, w := range wordsOf(text) {
		found[stem(w)] = true
	}
	if s.whole(found) {
		return true
	}
	label, _, ok := strings.Cut(text, ":")
	if !ok || len(label) > maxLabel {
		return false
	}
	named := SubjectOf(label)
	return named.partOf(s) && slices.ContainsFunc(s.Telling(), func(w string) bool { return slices.Contains(named.words, w) })
}

// whole reports whether a text with these words has all of the subject.
func (s Subject) whole(found map[string]bool) bool {
	if slices.ContainsFunc(s.words, func(w string) bool { return !found[w] }) {
		return false
	}
	if !s.lone || found[s.front] {
		return true
	}
	const least = 4 // letters that identify a verb in its other forms
	root := strings.TrimSuffix(s.front, "e")
	for w := range found {
		if len(root) >= least && strings.HasPrefix(w, root) {
			return true
		}
	}
	return false
}

// maxLabel is how long a label, the text before a colon that names a subject, can be.
const maxLabel = 60

// partOf reports whether all words of a subject are words of another.
func (s Subject) partOf(of Subject) bool {
	return len(s.words) > 0 && !slices.ContainsFunc(s.words, func(w string) bool { return w != of.front && !slices.Contains(of.words, w) })
}

// Meets reports whether one of two subjects is part of the other.
func (s Subject) Meets(of Subject) bool { return s.partOf(of) || of.partOf(s) }

// Shares reports whether two subjects have a word in common.
func (s Subject) Shares(with Subject) bool {
	return slices.ContainsFunc(s.words, func(w string) bool { return slices.Contains(with.words, w) })
}

// mayHold is a cheap test for a folded word in a text: true if it has it, or if
// only folding the text can tell.
func mayHold(text, word string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf || i+len(word) <= len(text) && text[i]|0x20 == word[0] && strings.EqualFold(text[i:i+len(word)], word) {
			return true
		}
	}
	return false
}
