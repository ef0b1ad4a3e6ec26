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
// words of a goal, a wish or a competency, "(said" and "for:". All of them are looked
// for at one go.
type signs struct {
	needles  *lookup.Needles
	of       []sign // what each of them is a sign of
	subjects []lookup.Subject
	behind   map[string]bool // words that may stand behind a title
}

// sign is what a word in an entry is a sign of.
type sign struct {
	size     int             // of the word
	telling  bool            // a line
	title    bool            // a section, where it is in front of one
	subjects []int           // these, by their place
	agreed   []lookup.Phrase // a working agreement, where one of these stands around it
}

// look is what signs say of an entry.
type look struct {
	telling  bool // it may have a line of an arc or a packet
	agreeing bool // it may have a working agreement
	jotted   bool // it has nothing but lines that were noted before its day
}

// signsOf are those of a person's notes.
func signsOf(f *notes.Folder, p *notes.Person) *signs {
	s := &signs{behind: map[string]bool{"for": true}}
	for _, w := range slices.Concat(words.Of("to"), words.Of("from")) {
		s.behind[w] = true
	}
	var needles []string
	places := map[string]int{}
	add := func(word string, mean func(*sign)) {
		for _, w := range []string{word, string(lookup.QuickOf([]byte(word)))} { // often the same
			at, had := places[w]
			if !had {
				at, needles, s.of = len(needles), append(needles, w), append(s.of, sign{size: len(w)})
				places[w] = at
			}
			mean(&s.of[at])
		}
	}
	telling := func(of *sign) { of.telling = true }
	for _, w := range append([]string{"(said", "for:", "tags:"}, drivingProbes...) {
		add(w, telling)
	}
	g := f.Grammar().Of(p.Handle)
	for _, kind := range append([]page.SectionKind{page.SectionWish, page.SectionCompetency}, page.TagKinds...) {
		for _, w := range g.WordsOf(kind) {
			add(w, func(of *sign) { of.title = true })
		}
	}
	for _, phrase := range agreement.Phrases(g) {
		add(phrase.Longest(), func(of *sign) { of.agreed = append(of.agreed, phrase) })
	}
	about := func(text string) {
		subject, at := lookup.SubjectOf(text), len(s.subjects)
		if s.subjects = append(s.subjects, subject); len(subject.Words()) == 0 {
			add(string(lookup.LongestWord(text)), telling)
		}
		for _, w := range subject.Telling() {
			add(w, func(of *sign) { of.subjects = append(of.subjects, at) })
		}
	}
	if top := f.Top(p.Handle); top != nil {
		for _, g := range top.Goals() {
			about(g.Text)
		}
		for _, m := range top.Remarks() {
			if m.Kind == page.SectionWish || m.Kind == page.SectionCompetency || m.Has(page.SectionObstacle) {
				about(m.Text)
			}
		}
	}
	s.needles = lookup.NeedlesOf(needles)
	return s
}

// in looks at a text once, and once more as it is written where it has an accent.
func (s *signs) in(src []byte) look {
	q := lookup.QuickOf(src)
	found := look{telling: hasTag(src)}
	s.find(q, q, &found)
	if accented(src) {
		s.find(text.Lower(make([]byte, 0, len(src)+8), src), q, &found)
	}
	return found
}

// find looks for signs in a text in lower case; q is all of it.
func (s *signs) find(lower []byte, q lookup.Quick, found *look) {
	var looked map[int]bool
	s.needles.Each(lower, func(at, word int) bool {
		of := &s.of[word]
		if len(of.subjects) > 0 && !looked[word] {
			if looked == nil {
				looked = map[int]bool{}
			}
			looked[word] = true
			found.telling = found.telling || slices.ContainsFunc(of.subjects, func(i int) bool { return s.subjects[i].MayBeIn(q) })
		}
		found.telling = found.telling || of.telling || of.title && s.titled(lower[:at], lower[at+of.size:])
		found.agreeing = found.agreeing || slices.ContainsFunc(of.agreed, func(p lookup.Phrase) bool { return p.In(lower) })
		return !found.telling || !found.agreeing
	})
}

// titled reports whether a title may stand between two parts of a text: on its line
// are nothing but signs and digits before it, or whose it is.
func (s *signs) titled(before, behind []byte) bool {
	front := before[bytes.LastIndexByte(before, '\n')+1:]
	return bytes.HasPrefix(bytes.TrimSpace(front), []byte("#")) || s.labels(front, behind)
}

// labels reports whether what stands around a word on its line leaves it a label:
// signs or whose it is in front, and signs or a direction behind.
func (s *signs) labels(front, rest []byte) bool {
	if bytes.ContainsFunc(front, unicode.IsLetter) && !whose(front) {
		return false
	}
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	line = bytes.TrimFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	first, _, _ := bytes.Cut(line, []byte(" "))
	return len(line) == 0 || s.behind[string(first)]
}

// whose reports whether a line so far ends in "Alice's", of which a folded text keeps
// the letters alone, or "my".
func whose(line []byte) bool {
	line = bytes.TrimRight(line, " *_")
	return slices.ContainsFunc([]string{"s", "'", "’", "my", "their", "our"}, func(end string) bool { return bytes.HasSuffix(line, []byte(end)) })
}

// later is a second look, for what the lines found first are about: later notes may
// come back to a wish or an obstacle without a sign. Those of the top page were signs.
func later(lines []Line) *lookup.Probe {
	var subjects []lookup.Subject
	for _, l := range lines {
		if isTop := page.ParsePath(l.Path).Kind == page.KindTopPage; isTop {
			continue
		}
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
