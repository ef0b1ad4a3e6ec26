package clause

import (
	"strings"

	"oneonone/internal/when"
)

// Lexicon is what words mean in one folder: who is called what, and which verbs
// its people promise with. It does not change once made, so notes may be read
// from several goroutines.
type Lexicon struct {
	names *Names
	own   map[string]bool // the folder's own verbs
	// DateOrder says what 12/4 means; set it before reading anything.
	DateOrder when.Order
}

// NewLexicon makes a lexicon; verbs are the folder's own, added to the
// everyday ones.
func NewLexicon(names *Names, verbs []string) *Lexicon {
	if names == nil {
		names = NewNames(NameSet{Handle: Me}, nil)
	}
	g := &Lexicon{names: names, own: map[string]bool{}}
	for _, v := range verbs {
		g.own[strings.ToLower(strings.TrimSpace(v))] = true
	}
	return g
}

// Names resolves what people are called.
func (g *Lexicon) Names() *Names { return g.names }

// Voice is who is meant in the notes about a person, unless something else says so.
func (g *Lexicon) Voice(person string) Voice { return g.names.Voice(person) }
