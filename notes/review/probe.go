package review

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/lookup"
	"oneonone/notes/page"
)

// probes give a quick look at an entry: false when nothing in it can be a line
// of an arc or a packet, so that it need not be read in full. Whatever a line is
// known by stands in the entry as written: a tag, the word of a section, a word
// of a goal, a wish or a competency, "(said" and "(for:".
func (r *Read) probes() func(src []byte) bool {
	var words [][]byte
	add := func(text string) {
		for _, w := range lookup.SubjectOf(text).Telling() {
			words = append(words, []byte(w))
		}
	}
	kinds := append([]page.SectionKind{page.SectionWish, page.SectionCompetency}, page.TagKinds...)
	for _, kind := range kinds {
		for _, w := range r.Folder.Grammar().Of(r.Person.Handle).WordsOf(kind) {
			words = append(words, []byte(w))
		}
	}
	if top := r.Folder.Top(r.Person.Handle); top != nil {
		for _, g := range top.Goals() {
			add(g.Text)
		}
		for _, m := range top.Remarks() {
			if m.Kind == page.SectionWish || m.Kind == page.SectionCompetency {
				add(m.Text)
			}
		}
	}
	words = append(words, []byte("(said"), []byte("(for:"), []byte("tags:"))
	return func(src []byte) bool { return hasTag(src) || holds(src, words) }
}

// probesFor is a second look, for what the lines found first are about: later
// notes may come back to a wish or an obstacle without a sign.
func (r *Read) probesFor(lines []Line) func(src []byte) bool {
	var words [][]byte
	for _, l := range lines {
		if l.Kind != page.SectionWish && !l.Has(page.SectionObstacle) {
			continue
		}
		for _, w := range lookup.SubjectOf(l.Text).Telling() {
			if len(w) > 3 {
				words = append(words, []byte(w))
			}
		}
	}
	return func(src []byte) bool { return holds(src, words) }
}

// holds reports whether a text has one of some words, in lower case or without
// accents.
func holds(src []byte, words [][]byte) bool {
	lower := bytes.ToLower(src)
	return holdsAny(lower, words) || !ascii(lower) && holdsAny([]byte(lookup.Fold(string(src))), words)
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func holdsAny(text []byte, words [][]byte) bool {
	for _, w := range words {
		if bytes.Contains(text, w) {
			return true
		}
	}
	return false
}

// hasTag reports whether a "#" stands before a letter, a digit or another sign of a tag.
func hasTag(text []byte) bool {
	for {
		i := bytes.IndexByte(text, '#')
		if i < 0 {
			return false
		}
		text = text[i+1:]
		if next, _ := utf8.DecodeRune(text); unicode.IsLetter(next) || unicode.IsDigit(next) || next == '_' || next == '-' {
			return true
		}
	}
}
