package review

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/notes/words"
)

// signs are a quick look at an entry, which says false when nothing in it can be a
// line of an arc or a packet, so that it need not be read in full. Whatever a line
// is known by stands in the entry as written: a tag, the title of a section, the
// words of a goal, a wish or a competency, "(said" and "for:".
type signs struct {
	words    *lookup.Needles // anywhere
	titles   *lookup.Needles // in front of a section
	lengths  []int           // of titles
	subjects *lookup.Probe
}

// signsOf are those of a person's notes.
func signsOf(f *notes.Folder, p *notes.Person) *signs {
	var titles []string
	var subjects []lookup.Subject
	add := func(text string) { subjects = append(subjects, lookup.SubjectOf(text)) }
	kinds := append([]page.SectionKind{page.SectionWish, page.SectionCompetency}, page.TagKinds...)
	for _, kind := range kinds {
		titles = append(titles, f.Grammar().Of(p.Handle).WordsOf(kind)...)
	}
	if top := f.Top(p.Handle); top != nil {
		for _, g := range top.Goals() {
			add(g.Text)
		}
		for _, m := range top.Remarks() {
			if m.Kind == page.SectionWish || m.Kind == page.SectionCompetency {
				add(m.Text)
			}
		}
	}
	s := &signs{words: lookup.NeedlesOf(append([]string{"(said", "for:", "tags:"}, drivingProbes...)), titles: lookup.NeedlesOf(titles), subjects: lookup.ProbeOf(subjects)}
	for _, w := range titles {
		s.lengths = append(s.lengths, len(w))
	}
	return s
}

func (s *signs) in(src []byte) bool {
	if hasTag(src) {
		return true
	}
	lower := text.Lower(make([]byte, 0, len(src)+8), src)
	return s.words.In(lower) || s.holdsTitle(lower) || s.subjects.In(src) ||
		bytes.ContainsFunc(lower, accented) && s.words.In([]byte(lookup.Fold(string(src))))
}

// holdsTitle reports whether a line of a text in lower case may begin a section with
// one of the titles: nothing but signs and digits stands in front, or whose it is.
func (s *signs) holdsTitle(lower []byte) (found bool) {
	s.titles.Each(lower, func(at, title int) bool {
		front := lower[bytes.LastIndexByte(lower[:at], '\n')+1 : at]
		found = bytes.HasPrefix(bytes.TrimSpace(front), []byte("#")) || labels(front, lower[at+s.lengths[title]:])
		return !found
	})
	return found
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

// later is a second look, for what the lines found first are about: later notes may
// come back to a wish or an obstacle without a sign.
func later(lines []Line) *lookup.Probe {
	var subjects []lookup.Subject
	for _, l := range lines {
		if l.Kind == page.SectionWish || l.Has(page.SectionObstacle) {
			subjects = append(subjects, lookup.SubjectOf(l.Text))
		}
	}
	return lookup.ProbeOf(subjects)
}

// accented reports whether a rune may be written without its accent.
func accented(r rune) bool { return r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r)) }

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
