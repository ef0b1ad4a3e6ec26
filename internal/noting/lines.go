package noting

import (
	"bytes"
	"strings"

	"oneonone/internal/text"
	"oneonone/notes"
)

// Waiting is a line of the inbox.
type Waiting struct {
	Line   int    // from 1
	Text   string // as it would be noted
	People []string
	raw    string // as it stands there, without its line end
}

// waitingIn are the lines of an inbox that say anything. Whatever is empty stays.
func waitingIn(src []byte) []Waiting {
	var all []Waiting
	n := 0
	for line := range bytes.Lines(src) {
		n++
		raw := bare(line, n == 1)
		if words := notes.TopicText(raw); words != "" {
			all = append(all, Waiting{Line: n, Text: words, raw: raw})
		}
	}
	return all
}

// bare is a line without its end, and without the mark that begins a file.
func bare(line []byte, first bool) string {
	s := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r")
	if first {
		s = strings.TrimPrefix(s, text.ByteOrderMark)
	}
	return s
}

// with is an inbox and a line at its end; ok is false when it has one of these
// bytes already.
func with(src []byte, raw string) (all []byte, ok bool) {
	end := "\n"
	if bytes.Contains(src, []byte("\r\n")) {
		end = "\r\n"
	}
	if _, had := without(src, raw); had {
		return src, false
	}
	all = bytes.Clone(src)
	if len(all) > 0 && !bytes.HasSuffix(all, []byte("\n")) {
		all = append(all, end...)
	}
	return append(all, raw+end...), true
}

// without is an inbox less the first line of these bytes; ok is false when it has
// none. Every other byte stays.
func without(src []byte, raw string) (rest []byte, ok bool) {
	at := 0
	for line := range bytes.Lines(src) {
		if bare(line, at == 0) == raw {
			from := at + bytes.Index(line, []byte(raw))
			return append(bytes.Clone(src[:from]), src[at+len(line):]...), true
		}
		at += len(line)
	}
	return src, false
}
