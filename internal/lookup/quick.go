package lookup

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/text"
)

// Quick is a text of any length, folded as far as words need it, for a look before
// it is parsed: which of its lines have them is not told.
type Quick []byte

// QuickOf folds a text.
func QuickOf(src []byte) Quick {
	q := make([]byte, 0, len(src)+8)
	for i := 0; i < len(src); i++ {
		if n := unbroken(src[i:]); n > 0 {
			q, n = text.LowerASCII(q, src[i:i+n])
			i += n - 1
			continue
		}
		c := src[i]
		switch {
		case c >= utf8.RuneSelf:
			if r, _ := utf8.DecodeRune(src[i:]); unicode.IsLetter(r) || unicode.IsMark(r) {
				return Quick(Fold(string(src)))
			}
			if c >= 0xc0 && bytes.HasPrefix(src[i:], []byte("’")) {
				continue // the bytes behind are no letters either
			}
			if utf8.RuneStart(c) {
				q = append(q, ' ')
			}
		case c == '\'' || c == '.':
		case 'A' <= c && c <= 'Z':
			q = append(q, c+'a'-'A')
		default:
			q = append(q, c)
		}
	}
	return q
}

// unbroken is how many bytes of a text, eight at a time, are ASCII and none of them
// left out.
func unbroken(src []byte) (n int) {
	const each, high = 0x0101010101010101, 0x8080808080808080
	zero := func(x uint64) uint64 { return (x - each) &^ x } // the highest bit of the first byte that is
	for ; len(src)-n >= 8; n += 8 {
		if x := binary.LittleEndian.Uint64(src[n:]); (x|zero(x^'\''*each)|zero(x^'.'*each))&high != 0 {
			break
		}
	}
	return n
}

// quickLabel is how far in front of its colon a label may begin: as it is written it
// is longer than as it is read.
const quickLabel = 4 * maxLabel

// MayBeIn reports whether a line of a text may name the subject, see In.
func (s Subject) MayBeIn(q Quick) bool {
	has := func(w string) bool { return bytes.Contains(q, []byte(w)) }
	if !slices.ContainsFunc(s.telling, has) {
		return false
	}
	return !slices.ContainsFunc(s.words, func(w string) bool { return !has(w) }) ||
		slices.ContainsFunc(s.telling, func(w string) bool { return q.labels(w) })
}

// Probe looks for several subjects at one go.
type Probe struct {
	subjects []Subject
	telling  *Needles
	of       [][]int // the subjects that each telling word is of
}

// ProbeOf is a look for subjects.
func ProbeOf(subjects []Subject) *Probe {
	p := &Probe{subjects: subjects}
	var all []string
	at := map[string]int{}
	for i, s := range subjects {
		for _, w := range s.telling {
			if _, had := at[w]; !had {
				at[w] = len(all)
				all, p.of = append(all, w), append(p.of, nil)
			}
			p.of[at[w]] = append(p.of[at[w]], i)
		}
	}
	p.telling = NeedlesOf(all)
	return p
}

// In reports whether a paragraph of a Markdown text may name one of the subjects, see
// Subject.In.
func (p *Probe) In(src []byte) bool {
	return len(p.subjects) > 0 && p.MayBeIn(QuickOf(src)) && p.inStretch(src)
}

// inStretch looks at one stretch of lines after the other. A stretch has the whole of
// each of its paragraphs: it ends where one surely does, at a blank line and before
// the bullet of an item that is nested in none.
func (p *Probe) inStretch(src []byte) bool {
	from, at := 0, 0
	for line := range bytes.Lines(src) {
		if isBlank := len(bytes.Trim(line, " \t\r\n")) == 0; isBlank || beginsItem(line) {
			if p.MayBeIn(QuickOf(src[from:at])) {
				return true
			}
			from = at
		}
		at += len(line)
	}
	return p.MayBeIn(QuickOf(src[from:]))
}

func beginsItem(line []byte) bool {
	return len(line) > 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' '
}

// MayBeIn is In for a text that is folded.
func (p *Probe) MayBeIn(q Quick) (found bool) {
	looked := map[int]bool{}
	p.telling.Each(q, func(_, word int) bool {
		if !looked[word] {
			looked[word] = true
			found = slices.ContainsFunc(p.of[word], func(i int) bool { return p.subjects[i].MayBeIn(q) })
		}
		return !found
	})
	return found
}

// labels reports whether a colon may make a label of a word.
func (q Quick) labels(w string) bool {
	for rest := []byte(q); ; {
		i := bytes.Index(rest, []byte(w))
		if i < 0 {
			return false
		}
		rest = rest[i+len(w):]
		if bytes.IndexByte(rest[:min(len(rest), quickLabel)], ':') >= 0 {
			return true
		}
	}
}
