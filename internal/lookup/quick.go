package lookup

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/text"
)

// Quick is a text of any length, folded as far as finding words needs, for a test
// before it is parsed. It does not tell which lines have them.
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
				continue // the bytes after it are not letters either
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

// unbroken is how many bytes of a text, in steps of eight, are ASCII and none of
// those that folding drops.
func unbroken(src []byte) (n int) {
	const each, high = 0x0101010101010101, 0x8080808080808080
	zero := func(x uint64) uint64 { return (x - each) &^ x } // sets the high bit of the first zero byte
	for ; len(src)-n >= 8; n += 8 {
		if x := binary.LittleEndian.Uint64(src[n:]); (x|zero(x^'\''*each)|zero(x^'.'*each))&high != 0 {
			break
		}
	}
	return n
}

// quickLabel is how far before its colon a label may begin: as written it is longer
// than as read.
const quickLabel = 4 * maxLabel

// MayBeIn reports whether a line of a text may name the subject; see In.
func (s Subject) MayBeIn(q Quick) bool {
	has := func(w string) bool { return bytes.Contains(q, []byte(w)) }
	if !slices.ContainsFunc(s.telling, has) {
		return false
	}
	return !slices.ContainsFunc(s.words, func(w string) bool { return !has(w) }) ||
		slices.ContainsFunc(s.telling, func(w string) bool { return q.labels(w) })
}

// Probe looks for several subjects in one pass.
type Probe struct {
	subjects []Subject
	telling  *Needles
	of       [][]int // the subjects that each telling word belongs to
}

// ProbeOf makes a probe for subjects.
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

// In reports whether a paragraph of a Markdown text may name one of the subjects; see
// Subject.In.
func (p *Probe) In(src []byte) bool {
	return len(p.subjects) > 0 && p.MayBeIn(QuickOf(src)) && p.inStretch(src)
}

// inStretch is In for each stretch of lines by itself. A stretch holds whole
// paragraphs: it ends where a paragraph surely does, at a blank line or before the
// bullet of a top-level item.
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

// MayBeIn is In for a folded text.
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

// labels reports whether a word may be part of a label, with a colon after it.
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
