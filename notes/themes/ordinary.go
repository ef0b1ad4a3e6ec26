package themes

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/agnivade/levenshtein"

	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/notes/search"
	"oneonone/notes/words"
)

// What others are told must be an ordinary word, and there must be evidence of that:
// the notes have it after a determiner, where no name goes, or it is among the words
// for things, or it ends as no name does. A capital in mid-sentence, anywhere in the
// notes, makes it a name everywhere, and so does anybody in the folder with a similar
// name.

const (
	// often is in how many lines a word must come after a determiner.
	often = 2
	// longEnding is how many letters a word must have for its ending to tell.
	longEnding = 8
	// shortName is how many letters of a name can stand for it, longName how many a
	// name must have to be recognised when misspelt.
	shortName, longName = 3, 5
)

// sighting is an occurrence of a word that tells what it is.
type sighting struct {
	key, line string
	isName    bool // else it comes after a determiner
}

// Ordinary returns those of some words that are not names, as far as the folder's
// notes can tell. Private notes can only show that one is a name.
func Ordinary(f *notes.Folder, of []string) (map[string]bool, error) {
	wanted := map[string]bool{}
	var signs [][]byte
	for _, w := range of {
		if k := keyOf(w); !wanted[k] {
			wanted[k], signs = true, append(signs, []byte(k))
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	mayHave, stems := mayHave(signs), sync.Pool{New: func() any { return newStems(nil) }}
	seen, _, err := search.Each(f, search.In{People: f.People(), Private: true}, func(info page.PathInfo, _ string, src []byte) []sighting {
		if !mayHave(src) {
			return nil
		}
		s := stems.Get().(*Stems)
		defer stems.Put(s)
		return slices.DeleteFunc(s.sightings(src, wanted), func(w sighting) bool { return info.Private && !w.isName })
	})
	lines, isName := map[string][]string{}, map[string]bool{}
	for _, w := range seen {
		isName[w.key] = isName[w.key] || w.isName
		if !w.isName && !slices.Contains(lines[w.key], w.line) && len(lines[w.key]) < often {
			lines[w.key] = append(lines[w.key], w.line)
		}
	}
	all, called, s := map[string]bool{}, calledIn(f), newStems(nil)
	for _, w := range of {
		k := keyOf(w)
		all[w] = !isName[k] && !called.like(w) && inOneScript(w) && (len(lines[k]) == often || s.isThing(w) || endsAsNoName(w))
	}
	return all, err
}

// keyOf is the same for the singular and the plural of a word.
func keyOf(w string) string { return strings.TrimSuffix(strings.ToLower(w), "s") }

// sightings returns the occurrences in a note that tell what words are.
func (s *Stems) sightings(src []byte, wanted map[string]bool) (all []sighting) {
	s.part(string(src))
	lang := s.tell()
	search.Passages(src, func(p search.Passage) {
		if p.Heading {
			return // a heading may have a capital on every word
		}
		for field := range strings.FieldsSeq(p.Text) {
			if local, _, is := strings.Cut(strings.TrimPrefix(field, "@"), "@"); is || field[0] == '@' {
				for _, w := range strings.FieldsFunc(local, isBreak) {
					all = append(all, sighting{keyOf(w), p.Text, true})
				}
			}
		}
		s.part(p.Text)
		in := s.tell()
		if in == unknown {
			in = max(lang, 0)
		}
		for i, lower := range s.lower {
			k := keyOf(lower)
			if !wanted[k] || i == 0 || s.lower[i-1] == "" {
				continue
			}
			first, _ := utf8.DecodeRuneInString(s.parts[i])
			switch {
			case unicode.IsUpper(first) && in != inGerman && !allCapitals(strings.TrimSuffix(s.parts[i], "s")):
				all = append(all, sighting{k, p.Text, true})
			case determiners()[in][s.lower[i-1]] && s.endsAt(i, in):
				all = append(all, sighting{k, p.Text, false})
			}
		}
	})
	return all
}

// endsAt reports whether no other word after it belongs to it: "the reorg", not
// "the reorg plan", which might be "the Klaus plan".
func (s *Stems) endsAt(i int, lang language) bool {
	if i+1 == len(s.lower) {
		return true
	}
	next := s.lower[i+1]
	return !says(next) || silent()[next]&(1<<lang) != 0
}

// determiners are, by language, words that come before nouns but never before names.
var determiners = sync.OnceValue(func() []map[string]bool {
	all := make([]map[string]bool, len(languages))
	for i, l := range languages {
		all[i] = map[string]bool{}
		for _, w := range words.In(l.name, "determiner") {
			all[i][w] = true
		}
	}
	return all
})

// endsAsNoName reports whether a word ends as names hardly do: "-tion", "-ung".
func endsAsNoName(w string) bool {
	return utf8.RuneCountInString(w) >= longEnding && slices.ContainsFunc(words.Of("ending"), func(ending string) bool { return strings.HasSuffix(w, ending) })
}

// isThing reports whether a word is among those for things people talk about.
func (s *Stems) isThing(w string) bool {
	terms := s.thingsOf()
	for lang := range languages {
		if len(terms[s.term([]string{w}, language(lang))]) > 0 {
			return true
		}
	}
	return false
}

// inOneScript reports whether a word mixes in no look-alike letters of another
// script, and is in a script that separates words.
func inOneScript(w string) bool {
	of := 0
	for _, script := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek} {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(script, r) }) {
			of++
		}
	}
	first, _ := utf8.DecodeRuneInString(w)
	return of == 1 && !text.Unspaced(first) && norm.NFKC.String(w) == norm.NFC.String(w)
}

// callings are the words in people's names, without accents and case.
type callings []string

func calledIn(f *notes.Folder) (all callings) {
	for name := range namesOf(f) {
		if !strings.HasPrefix(name, initialsOf) {
			all = append(all, lookup.Fold(name))
			continue
		}
		if initials := lookup.Fold(strings.TrimPrefix(name, initialsOf)); len(initials) > 1 {
			all = append(all, initials)
		}
	}
	author, _, _ := strings.Cut(f.Settings.Author, "@")
	for _, w := range strings.FieldsFunc(author, isBreak) {
		all = append(all, lookup.Fold(w))
	}
	return all
}

// like reports whether a word may mean somebody: it is a name of theirs, the
// beginning of one, or one letter off.
func (c callings) like(w string) bool {
	w = lookup.Fold(w)
	n := utf8.RuneCountInString(w)
	return slices.ContainsFunc(c, func(name string) bool {
		switch {
		case w == name, n >= shortName && strings.HasPrefix(name, w):
			return true
		case n < longName || utf8.RuneCountInString(name) < longName:
			return w == name+"s"
		}
		return levenshtein.ComputeDistance(w, name) < 2
	})
}
