package page

import (
	"sync"

	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// Grammar reads the notes of one folder: its lexicon, and the words its
// sections begin with. It does not change once made.
type Grammar struct {
	*clause.Lexicon
	sections func() *[256][]sectionWord
	// Observe, when set, is told the path of each note whose Markdown is
	// parsed. It may be called by several goroutines.
	Observe func(path string)
	earlier []Earlier // the oldest first
	shared  map[string]*Grammar

	headingsRead sync.RWMutex
	headings     map[heading]title
}

// Earlier is what words meant in entries up to and including a day on which
// somebody was renamed.
type Earlier struct {
	Until   when.Date
	Grammar *Grammar
}

// NewGrammar makes the grammar of a folder. headings are its own words for
// sections, by kind (FORMAT.md, "headings").
func NewGrammar(lexicon *clause.Lexicon, headings map[string][]string, earlier ...Earlier) *Grammar {
	sections := sync.OnceValue(func() *[256][]sectionWord { return sectionWords(headings) })
	return &Grammar{Lexicon: lexicon, sections: sections, earlier: earlier, headings: map[heading]title{}}
}

// Share gives each shared doc, by the handle of its person, a grammar of its own:
// only those its page names are known there. Call it before reading anything.
func (g *Grammar) Share(docs map[string]*Grammar) { g.shared = docs }

// Of is the grammar that a person's notes are read with; nil while nobody is
// known yet.
func (g *Grammar) Of(person string) *Grammar {
	if g == nil {
		return nil
	}
	if own := g.shared[person]; own != nil {
		return own
	}
	return g
}

// On is the grammar that the entries of a day are read with.
func (g *Grammar) On(day when.Date) *Grammar {
	for _, e := range g.earlier {
		if !day.IsZero() && !day.After(e.Until) {
			return e.Grammar
		}
	}
	return g
}

// WordsOf are the words that headings of a kind begin with, folded.
func (g *Grammar) WordsOf(kind SectionKind) []string {
	var words []string
	for _, list := range g.sections() {
		for _, w := range list {
			if w.kind == kind {
				words = append(words, w.word)
			}
		}
	}
	return words
}
