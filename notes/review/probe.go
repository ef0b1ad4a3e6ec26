package review

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/notes/page"
	"oneonone/notes/words"
)

// probes give a quick look at an entry: false when nothing in it can be a line
// of an arc or a packet, so that it need not be read in full. Whatever a line is
// known by stands in the entry as written: a tag, the title of a section, a word
// of a goal, a wish or a competency, "(said" and "(for:".
func (r *Read) probes() func(src []byte) bool {
	var about, titles [][]byte
	add := func(text string) {
		for _, w := range lookup.SubjectOf(text).Telling() {
			about = append(about, []byte(w))
		}
	}
	kinds := append([]page.SectionKind{page.SectionWish, page.SectionCompetency}, page.TagKinds...)
	for _, kind := range kinds {
		for _, w := range r.Folder.Grammar().Of(r.Person.Handle).WordsOf(kind) {
			titles = append(titles, []byte(w))
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
	for _, w := range drivingProbes {
		about = append(about, []byte(w))
	}
	about = append(about, []byte("(said"), []byte("(for:"), []byte("tags:"))
	return func(src []byte) bool { return hasTag(src) || holds(src, about) || holdsTitle(src, titles) }
}

// holdsTitle reports whether a line of a text may begin a section with one of
// some words: nothing but signs and digits stands in front, or whose it is.
func holdsTitle(src []byte, titles [][]byte) bool {
	lower := text.Lower(make([]byte, 0, len(src)+8), src)
	for _, w := range titles {
		for at := 0; ; {
			i := bytes.Index(lower[at:], w)
			if i < 0 {
				break
			}
			at += i + len(w)
			front := lower[bytes.LastIndexByte(lower[:at-len(w)], '\n')+1 : at-len(w)]
			if bytes.HasPrefix(bytes.TrimSpace(front), []byte("#")) || labels(front, lower[at:]) {
				return true
			}
		}
	}
	return false
}

// labels reports whether what stands around a word on its line leaves it a label:
// signs or whose it is in front, and signs or a direction behind.
func labels(front, rest []byte) bool {
	if bytes.ContainsFunc(front, unicode.IsLetter) && !whose(front) {
		return false
	}
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	line = bytes.TrimFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	first, _, _ := bytes.Cut(line, []byte(" "))
	return len(line) == 0 || slices.ContainsFunc(slices.Concat(words.Of("to"), words.Of("from"), []string{"for"}), func(w string) bool { return string(first) == w })
}

// whose reports whether a line so far ends in "Alice's" or "my".
func whose(line []byte) bool {
	line = bytes.TrimRight(line, " *_")
	return slices.ContainsFunc([]string{"'s", "’s", "'", "’", "my", "their", "our"}, func(end string) bool { return bytes.HasSuffix(line, []byte(end)) })
}

// probesFor is a second look, for what the lines found first are about: later
// notes may come back to a wish or an obstacle without a sign.
func (r *Read) probesFor(lines []Line) func(src []byte) bool {
	var about [][]byte
	for _, l := range lines {
		if l.Kind != page.SectionWish && !l.Has(page.SectionObstacle) {
			continue
		}
		for _, w := range lookup.SubjectOf(l.Text).Telling() {
			if len(w) > 3 {
				about = append(about, []byte(w))
			}
		}
	}
	return func(src []byte) bool { return holds(src, about) }
}

// holds reports whether a text has one of some words, in lower case or without
// accents.
func holds(src []byte, words [][]byte) bool {
	lower := text.Lower(make([]byte, 0, len(src)+8), src)
	return holdsAny(lower, words) || bytes.ContainsFunc(lower, accented) && holdsAny([]byte(lookup.Fold(string(src))), words)
}

// accented reports whether a rune may be written without its accent.
func accented(r rune) bool { return r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r)) }

func holdsAny(src []byte, words [][]byte) bool {
	for _, w := range words {
		if bytes.Contains(src, w) {
			return true
		}
	}
	return false
}

// hasTag reports whether a "#" stands before a letter, a digit or another sign of a tag.
func hasTag(src []byte) bool {
	for {
		i := bytes.IndexByte(src, '#')
		if i < 0 {
			return false
		}
		src = src[i+1:]
		if next, _ := utf8.DecodeRune(src); unicode.IsLetter(next) || unicode.IsDigit(next) || next == '_' || next == '-' {
			return true
		}
	}
}
