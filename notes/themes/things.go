package themes

import (
	"slices"
	"strings"

	"oneonone/notes/words"
)

// A thing has several words, "alert" and "pager", "pull request" and "review", in
// several languages: lines that each have one of them are about the same thing.

// longestTerm is the most words that a term has.
const longestTerm = 4

// thingsOf maps the stems of words to the things they stand for.
func (s *Stems) thingsOf() map[string][]string {
	if s.terms != nil {
		return s.terms
	}
	s.terms = map[string][]string{}
	for _, kind := range words.Kinds("thing ") {
		thing := "=" + strings.TrimPrefix(kind, "thing ")
		for lang, l := range languages {
			for _, term := range words.In(l.name, kind) {
				if key := s.term(strings.FieldsFunc(term, isBreak), language(lang)); !slices.Contains(s.terms[key], thing) {
					s.terms[key] = append(s.terms[key], thing)
				}
			}
		}
	}
	return s.terms
}

func (s *Stems) term(parts []string, lang language) string {
	stems := make([]string, len(parts))
	for i, w := range parts {
		stems[i] = s.stem(w, strings.ToLower(w), lang)
	}
	return strings.Join(stems, " ")
}

// things returns the things that the line read last is about.
func (s *Stems) things(lang language) []string {
	var all []string
	terms := s.thingsOf()
	for i := range s.parts {
		for n := 1; n <= longestTerm && i+n <= len(s.parts) && s.parts[i+n-1] != ""; n++ {
			all = append(all, terms[s.term(s.parts[i:i+n], lang)]...)
		}
	}
	return all
}
