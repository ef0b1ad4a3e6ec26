package review

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/agreement"
	"oneonone/notes/page"
	"oneonone/notes/words"
)

// signs are a quick look at an entry, which says false when nothing in it can be a
// line of an arc or a packet, so that it need not be read in full. Whatever a line
// is known by stands in the entry as written: a tag, the title of a section, the
// words of a goal, a wish or a competency, "(said" and "for:".
type signs struct {
	words     *lookup.Needles // anywhere, but that titles stand in front of a section
	titles    map[int]int     // the lengths of those words that are titles
	subjects  *lookup.Probe
	agreement func(lower []byte) bool
}

// look is what signs say of an entry.
type look struct {
	telling  bool // it may have a line of an arc or a packet
	agreeing bool // it may have a working agreement
}

// signsOf are those of a person's notes.
func signsOf(f *notes.Folder, p *notes.Person) *signs {
	said := append([]string{"(said", "for:", "tags:"}, drivingProbes...)
	var titles []string
	var subjects []lookup.Subject
	add := func(text string) {
		s := lookup.SubjectOf(text)
		if subjects = append(subjects, s); len(s.Words()) == 0 {
			said = append(said, string(lookup.LongestWord(text)))
		}
	}
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
	s := &signs{words: lookup.NeedlesOf(append(said, titles...)), titles: map[int]int{}, subjects: lookup.ProbeOf(subjects), agreement: agreement.Probe(f.Grammar())}
	for i, w := range titles {
		s.titles[len(said)+i] = len(w)
	}
	return s
}

func (s *signs) in(src []byte) look {
	lower := text.Lower(make([]byte, 0, len(src)+8), src)
	return look{telling: hasTag(src) || s.holds(lower) || s.names(src), agreeing: s.agreement(lower)}
}

// names reports whether a text may be about a subject, or has one of the words but
// for an accent.
func (s *signs) names(src []byte) bool {
	q := lookup.QuickOf(src)
	return s.subjects.MayBeIn(q) || accented(src) && s.holds(q)
}

// holds reports whether a text in lower case has one of the words, and of the titles
// one in front of what may be a section: nothing but signs and digits stands before
// it, or whose it is.
func (s *signs) holds(lower []byte) (found bool) {
	s.words.Each(lower, func(at, word int) bool {
		length, title := s.titles[word]
		front := lower[bytes.LastIndexByte(lower[:at], '\n')+1 : at]
		found = !title || bytes.HasPrefix(bytes.TrimSpace(front), []byte("#")) || labels(front, lower[at+length:])
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

// accented reports whether a text has a letter that may be written without its accent.
func accented(src []byte) bool {
	for i, c := range src {
		if c >= utf8.RuneSelf && utf8.RuneStart(c) {
			if r, _ := utf8.DecodeRune(src[i:]); unicode.IsLetter(r) || unicode.IsMark(r) {
				return true
			}
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
