package themes

import (
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"

	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/words"
)

// language is the index of a language among languages; unknown is none of them.
type language int8

const (
	unknown language = iota - 1
	_
	inGerman // which writes nouns with a capital
)

// languages are the languages that are told apart; English is first, and the one
// assumed for a line without any silent word. Without a stemmer, words are
// compared as written.
var languages = []struct {
	name string
	stem func(*snowballstem.Env) bool
}{
	{"en", english.Stem}, {"de", german.Stem}, {"fr", french.Stem}, {"es", spanish.Stem}, {"it", italian.Stem},
	{"nl", dutch.Stem}, {"pt", portuguese.Stem}, {"sv", swedish.Stem}, {"ru", russian.Stem}, {"pl", nil},
}

// silent are words that say nothing by themselves, or not what is wrong, with a
// bit for each language in which that is so.
var silent = sync.OnceValue(func() map[string]uint16 {
	set := map[string]uint16{}
	for i, l := range languages {
		for _, kind := range []string{"stop", "vague", "weekdays", "months", "today", "tomorrow", "overmorrow"} {
			for _, forms := range words.In(l.name, kind) {
				for form := range strings.SplitSeq(strings.ToLower(forms), "/") {
					set[form] |= 1 << i
				}
			}
		}
	}
	return set
})

// Word is a word of a line that says something.
type Word struct {
	Stem    string // what its forms have in common
	Written string
	// Next says that the word before is right in front of it, so that both make a
	// phrase. Starts says that a capital may be due to its place, at the start of a
	// line.
	Next, Starts bool
}

// Stems tells what a line is about. It must not be used concurrently.
type Stems struct {
	names map[string]bool // people's names, which are not themes
	env   *snowballstem.Env
	known []map[string]string // by language, words already stemmed
	terms map[string][]string // see things
	parts []string            // the words of the current line
	lower []string            // in lower case
	next  []bool
}

// NewStems reads the lines of a folder.
func NewStems(f *notes.Folder) *Stems { return newStems(namesOf(f)) }

func newStems(names map[string]bool) *Stems {
	s := &Stems{names: names, env: snowballstem.NewEnv(""), known: make([]map[string]string, len(languages))}
	for i := range s.known {
		s.known[i] = map[string]string{}
	}
	return s
}

// namesOf returns the words in all names that people of a folder have or had,
// including the owner and the archived.
func namesOf(f *notes.Folder) map[string]bool {
	set := map[string]bool{}
	add := func(names ...string) {
		for _, name := range names {
			initials := initialsOf
			for _, w := range strings.FieldsFunc(strings.ToLower(norm.NFC.String(name)), isBreak) {
				set[w] = true
				first, _ := utf8.DecodeRuneInString(w)
				initials += string(first)
			}
			set[initials] = true
		}
	}
	add(f.Settings.Called()...)
	for _, p := range f.People() {
		add(p.Handle, p.FullName())
		add(p.Aliases...)
		add(p.FormerNames()...)
	}
	return set
}

// initialsOf marks the initials of a name, which are also words of their own.
const initialsOf = "\x00"

func isBreak(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

// Of returns the words of a line that say something, in order, and its language;
// otherwise, if that cannot be told.
func (s *Stems) Of(line string, otherwise language) ([]Word, language) {
	s.part(line)
	lang := s.tell()
	if lang == unknown {
		lang = otherwise
	}
	var all []Word
	last := -1
	for i, w := range s.parts {
		lower := s.lower[i]
		in := silent()[lower]
		switch {
		case lang == unknown && in != 0, lang != unknown && in&(1<<lang) != 0, s.names[lower], !says(w):
			continue
		}
		said := Word{Stem: s.stem(w, lower, lang), Written: w, Next: last == i-1 && i > 0 && s.next[i], Starts: i == 0 && lang != inGerman}
		all = append(all, said)
		last = i
	}
	return all, lang
}

// Words returns those of a few words that say something, or all of them if none
// does.
func (s *Stems) Words(few string) []Word {
	words, _ := s.Of(few, unknown)
	if len(words) == 0 {
		for _, w := range s.parts {
			if w != "" {
				words = append(words, Word{Stem: s.stem(w, strings.ToLower(w), 0), Written: w})
			}
		}
	}
	return words
}

// tellAll returns the languages of lines; one that cannot be told counts as in the
// language of most of that person's lines.
func (s *Stems) tellAll(lines []Line) []language {
	votes, langs := map[string]*[16]int{}, make([]language, len(lines))
	for i, l := range lines {
		s.part(l.Text)
		if langs[i] = s.tell(); langs[i] == unknown {
			continue
		}
		if votes[l.Person] == nil {
			votes[l.Person] = &[16]int{}
		}
		votes[l.Person][langs[i]]++
	}
	for i, l := range lines {
		if v := votes[l.Person]; v != nil && langs[i] == unknown {
			langs[i] = language(slices.Index(v[:], slices.Max(v[:])))
		}
	}
	return langs
}

// tell is the language to which most of a line's silent words belong.
func (s *Stems) tell() language {
	var votes [16]float32
	best := unknown
	for _, w := range s.lower {
		in := silent()[w]
		for rest := in; rest != 0; rest &= rest - 1 {
			votes[bits.TrailingZeros16(rest)] += 1 / float32(bits.OnesCount16(in))
		}
	}
	for i, v := range votes {
		if v > 0 && (best == unknown || v > votes[best]) {
			best = language(i)
		}
	}
	return best
}

// part splits a line into words, as written. A word in a script without spaces
// becomes its pairs of neighbouring characters.
func (s *Stems) part(line string) {
	s.parts, s.lower, s.next = s.parts[:0], s.lower[:0], s.next[:0]
	for field := range strings.FieldsSeq(norm.NFC.String(line)) {
		if strings.Contains(field, "://") || strings.HasPrefix(field, "www.") || strings.Contains(field, "@") && strings.Contains(field, ".") {
			continue // a URL
		}
		fresh := true // punctuation between words separates phrases
		for len(field) > 0 {
			at := strings.IndexFunc(field, func(r rune) bool { return !isBreak(r) })
			if at < 0 {
				break
			}
			end := len(field)
			if n := strings.IndexFunc(field[at:], isBreak); n >= 0 {
				end = at + n
			}
			end = withApostrophe(field, at, end)
			s.add(field[at:end], fresh && at == 0 || field[:at] == "-")
			field, fresh = field[end:], false
		}
		if strings.ContainsAny(field, ".,;:!?()…–—/") && len(s.next) > 0 {
			s.push("", false)
		}
	}
}

// withApostrophe is where a word ends whose apostrophe belongs to it: don't, but
// not a possessive or an elided article: Ann's, l'équipe.
func withApostrophe(field string, at, end int) int {
	for _, sign := range []string{"'", "’"} {
		if rest, ok := strings.CutPrefix(field[end:], sign); ok {
			n := strings.IndexFunc(rest, isBreak)
			if n < 0 {
				n = len(rest)
			}
			if silent()[strings.ToLower(field[at:end]+"'"+rest[:n])] != 0 {
				return end + len(sign) + n
			}
		}
	}
	return end
}

func (s *Stems) add(w string, next bool) {
	first, _ := utf8.DecodeRuneInString(w)
	if !text.Unspaced(first) {
		s.push(strings.ReplaceAll(w, "’", "'"), next)
		return
	}
	for i, before := range w {
		_, size := utf8.DecodeRuneInString(w[i:])
		after, more := utf8.DecodeRuneInString(w[i+size:])
		if more > 0 && !(unicode.Is(unicode.Hiragana, before) && unicode.Is(unicode.Hiragana, after)) {
			s.push(w[i:i+size+more], false)
		}
	}
}

func (s *Stems) push(w string, next bool) {
	s.parts, s.lower, s.next = append(s.parts, w), append(s.lower, strings.ToLower(w)), append(s.next, next)
}

// says reports whether a word can be about something: numbers and single letters
// are not.
func says(w string) bool {
	return utf8.RuneCountInString(w) > 1 && strings.ContainsFunc(w, unicode.IsLetter)
}

// stem is what the forms of a word have in common.
func (s *Stems) stem(written, lower string, lang language) string {
	if lang == unknown {
		lang = 0
	}
	if abbreviated, ok := strings.CutSuffix(written, "s"); ok && len(abbreviated) > 1 && strings.ToUpper(abbreviated) == abbreviated {
		return strings.ToLower(abbreviated) // PRs
	}
	if languages[lang].stem == nil {
		return lower
	}
	if stem, ok := s.known[lang][lower]; ok {
		return stem
	}
	s.env.SetCurrent(lower)
	languages[lang].stem(s.env)
	stem := s.env.Current()
	s.known[lang][lower] = stem
	return stem
}
