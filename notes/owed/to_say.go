package owed

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/search"
	"oneonone/notes/words"
)

// ToSay returns the feedback noted but not yet given, oldest first, and what could
// not be read. It is the same as Find's, but reads few notes, because such feedback
// has an empty box and a direction.
func ToSay(f *notes.Folder, in search.In) ([]Debt, []markdown.Problem, error) {
	lead := leads(f.Grammar())
	all, problems, err := gather(f, in, func(info page.PathInfo, src []byte) bool {
		return markdown.MayHaveEmptyBox(src) && lead.mayDirect(f.Grammar().Of(info.Person).On(info.Date), info.Person, src)
	}, neverAsked)
	return slices.DeleteFunc(all, func(d Debt) bool { return d.Kind != Say }), problems, err
}

// lead are the words that a line with a direction begins with, by their first byte:
// the direction itself, or the heading of a section with one, "Feedback to Bob".
type lead [256][]leadWord

type leadWord struct {
	word string // in lower case
	head bool
}

func leads(g *page.Grammar) *lead {
	var l lead
	add := func(list []string, head bool) {
		for _, w := range list {
			w = strings.ToLower(w)
			l[w[0]] = append(l[w[0]], leadWord{w, head})
		}
	}
	add(words.Of(string(page.To)), false)
	add(g.WordsOf(page.SectionFeedback), true)
	return &l
}

// mayDirect reports whether a line of a note may say to whom feedback goes.
func (l *lead) mayDirect(g *page.Grammar, person string, src []byte) bool {
	for line := range bytes.Lines(src) {
		at := bytes.IndexFunc(line, unicode.IsLetter)
		if at < 0 {
			continue
		}
		line = line[at:]
		first := line[0]
		if 'A' <= first && first <= 'Z' {
			first += 'a' - 'A'
		}
		if first >= utf8.RuneSelf {
			r, _ := utf8.DecodeRune(line)
			first = string(unicode.ToLower(r))[0]
		}
		for _, w := range l[first] {
			if w.begins(g, person, line) {
				return true
			}
		}
	}
	return false
}

func (w leadWord) begins(g *page.Grammar, person string, line []byte) bool {
	if len(line) <= len(w.word) || !strings.EqualFold(string(line[:len(w.word)]), w.word) {
		return false
	}
	if w.head {
		return slices.ContainsFunc(strings.Fields(string(line[len(w.word):])), directs)
	}
	rest, spaced := strings.CutPrefix(string(line[len(w.word):]), " ")
	if !spaced {
		return false
	}
	_, n := g.NameList(strings.TrimLeft(rest, " *_`"), g.Voice(person))
	return n > 0
}

// directs reports whether a word of a heading may say to whom: "Feedback for Bob".
func directs(word string) bool {
	return strings.EqualFold(word, "for") || slices.ContainsFunc(words.Of(string(page.To)), func(w string) bool { return strings.EqualFold(w, word) })
}
