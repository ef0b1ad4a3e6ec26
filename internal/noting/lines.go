package noting

import (
	"bytes"
	"iter"
	"strings"
	"unicode/utf8"

	"oneonone/internal/text"
	"oneonone/notes/jotting"
)

// Waiting is a line of the inbox.
type Waiting struct {
	Line   int    // from 1
	Text   string // as it will be noted
	People []string
	raw    string // as it is in the inbox, without its line end
}

// unreadable reports whether a line cannot be noted as it is: it is not UTF-8.
func (l Waiting) unreadable() bool { return !utf8.ValidString(l.raw) }

// waitingIn returns the lines of an inbox that say anything. Empty ones stay.
func waitingIn(src []byte) []Waiting {
	var all []Waiting
	n := 0
	for line := range inboxLines(src) {
		n++
		raw := bare(line, n == 1)
		if words := jotting.Text(raw); words != "" {
			all = append(all, Waiting{Line: n, Text: words, raw: raw})
		}
	}
	return all
}

// inboxLines are the lines of an inbox with their ends: LF, CRLF or CR alone.
func inboxLines(src []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for len(src) > 0 {
			end := bytes.IndexAny(src, "\r\n") + 1
			switch {
			case end == 0:
				end = len(src)
			case end < len(src) && src[end-1] == '\r' && src[end] == '\n':
				end++
			}
			if !yield(src[:end]) {
				return
			}
			src = src[end:]
		}
	}
}

// bare is a line without its end, and without a byte-order mark at the start of the file.
func bare(line []byte, first bool) string {
	s := strings.TrimRight(string(line), "\r\n")
	if first {
		s = strings.TrimPrefix(s, text.ByteOrderMark)
	}
	return s
}

// with is an inbox with a line added at its end; ok is false when it has the same
// line already.
func with(src []byte, raw string) (all []byte, ok bool) {
	end := "\n"
	switch {
	case bytes.Contains(src, []byte("\r\n")):
		end = "\r\n"
	case !bytes.Contains(src, []byte("\n")) && bytes.Contains(src, []byte("\r")):
		end = "\r"
	}
	if _, had := without(src, raw); had {
		return src, false
	}
	all = bytes.Clone(src)
	if len(all) > 0 && !bytes.HasSuffix(all, []byte("\n")) && !bytes.HasSuffix(all, []byte(end)) {
		all = append(all, end...)
	}
	return append(all, raw+end...), true
}

// without is an inbox less its first line equal to raw; ok is false when there is
// none. Every other byte stays.
func without(src []byte, raw string) (rest []byte, ok bool) {
	at := 0
	for line := range inboxLines(src) {
		if bare(line, at == 0) == raw {
			from := at + bytes.Index(line, []byte(raw))
			return append(bytes.Clone(src[:from]), src[at+len(line):]...), true
		}
		at += len(line)
	}
	return src, false
}
