package notes

import (
	"slices"
	"strings"
)

// Grammar reads the notes of one folder: it knows who is called what, and the
// folder's own headings and verbs. It does not change once made, so notes may
// be read from several goroutines.
type Grammar struct {
	names    *Names
	sections []sectionWord
	verbs    map[string]bool
}

// NewGrammar makes the grammar of a folder.
func NewGrammar(s *Settings, names *Names) *Grammar {
	if s == nil {
		s = DefaultSettings()
	}
	if names == nil {
		names = NewNames(NameSet{Handle: Me}, nil)
	}
	g := &Grammar{names: names, verbs: map[string]bool{}}
	g.sections = sectionWords(s.Headings)
	for _, v := range slices.Concat(everydayVerbs, s.Verbs) {
		g.verbs[strings.ToLower(strings.TrimSpace(v))] = true
	}
	return g
}
