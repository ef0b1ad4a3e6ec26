package org

import (
	"html"
	"regexp"
	"strings"

	"oneonone/internal/lazyregexp"
)

// inlines are what text consists of besides words and styles, in the order in
// which they are tried at a place. None extends past the beginning of another, so
// that each byte is looked at a bounded number of times.
var inlines = []struct {
	kind  kind
	first string // what they begin with
	find  func() *regexp.Regexp
}{
	{aLink, "[", lazyregexp.New(`^\[\[([^\[\]\n]+)\](?:\[([^\[\]]+)\])?\]`)},
	{aStamp, "<[", lazyregexp.New(`^[<\[]\d{4}-\d{2}-\d{2}[^<>\[\]\n]*[>\]](?:--[<\[]\d{4}-\d{2}-\d{2}[^<>\[\]\n]*[>\]])?`)},
	{aNote, "[", lazyregexp.New(`^\[fn:([\w-]*)(?::([^\[\]]*))?\]`)},
	{aLink, "<", lazyregexp.New(`^<((?:https?|mailto):[^<>\s]+)()>`)},
	{aLink, "h", lazyregexp.New(`^(https?://[^\s<>\[\]]*[\w/])()`)},
	{aBreak, `\`, lazyregexp.New(`^\\\\[ \t]*(?:\n|$)`)},
	{anEntity, `\`, lazyregexp.New(`^\\([A-Za-z]+\d?)(?:\{\})?`)},
}

type kind int

const (
	aLink kind = iota
	aStamp
	aNote // a footnote: its reference, or the whole of it
	aBreak
	anEntity
)

// written is a match as HTML.
func (k kind) written(m []string) string {
	switch k {
	case aLink:
		return link(m[1], m[2])
	case aStamp:
		return stamp(m[0])
	case aNote:
		if m[2] != "" {
			return " (" + inline(m[2]) + ")"
		}
		return " [" + html.EscapeString(m[1]) + "]"
	case aBreak:
		return "<br>\n"
	}
	return entity(m)
}

// styles are the elements for the markers around text.
var styles = map[byte]string{'*': "strong", '/': "em", '_': "u", '+': "del", '=': "code", '~': "code"}

// inline is text as HTML.
func inline(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if n, out := special(s, i); n > 0 {
			b.WriteString(out)
			i += n
			continue
		}
		from := i
		for i++; i < len(s) && !strings.Contains("[<h\\*/_+=~", s[i:i+1]); i++ {
		}
		b.WriteString(html.EscapeString(s[from:i]))
	}
	return b.String()
}

// special is the element other than words that begins at byte i of s: its length,
// 0 for words, and its HTML.
func special(s string, i int) (int, string) {
	if tag := styles[s[i]]; tag != "" {
		if n := styled(s, i); n > 0 {
			text := s[i+1 : i+n-1]
			if tag == "code" {
				return n, "<code>" + html.EscapeString(text) + "</code>"
			}
			return n, "<" + tag + ">" + inline(text) + "</" + tag + ">"
		}
		return 0, ""
	}
	if s[i] == 'h' && i > 0 && isWord(s[i-1]) {
		return 0, ""
	}
	for _, in := range inlines {
		if strings.Contains(in.first, s[i:i+1]) {
			if m := in.find().FindStringSubmatch(s[i:]); m != nil {
				return len(m[0]), in.kind.written(m)
			}
		}
	}
	return 0, ""
}

// longest bounds styled text in bytes, so that the search for a missing closing
// marker is short.
const longest = 1000

// styled is the length of the text between markers like the one at byte i,
// including them; 0 when org's rules on what may be around them are not met.
func styled(s string, i int) int {
	if i > 0 && !strings.Contains("-('\"{ \t\n", s[i-1:i]) || i+1 >= len(s) || isSpace(s[i+1]) {
		return 0
	}
	newlines := 0
	for j := i + 2; j < len(s) && j < i+longest && newlines < 2; j++ {
		if s[j] == '\n' {
			newlines++
		}
		if s[j] == s[i] && !isSpace(s[j-1]) && (j+1 == len(s) || strings.Contains("-.,;:!?')}\\[\" \t\n", s[j+1:j+2])) {
			return j + 1 - i
		}
	}
	return 0
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// stamp is a time stamp as an element, without its brackets.
func stamp(text string) string {
	from, until, ranged := strings.Cut(text, "--")
	out := `<span class="timestamp">` + html.EscapeString(from) + `</span>`
	if ranged {
		out += `–<span class="timestamp">` + html.EscapeString(until) + `</span>`
	}
	return out
}

// link is a link or, going by its extension, a picture.
func link(target, words string) string {
	target = strings.TrimPrefix(target, "file:")
	url := html.EscapeString(target)
	dot := strings.LastIndexByte(target, '.')
	if words == "" && dot >= 0 && strings.Contains(" .png .jpg .jpeg .gif .svg .webp ", " "+strings.ToLower(target[dot:])+" ") {
		return `<img src="` + url + `" alt="` + url + `">`
	}
	if words == "" {
		return `<a href="` + url + `">` + url + `</a>`
	}
	return `<a href="` + url + `">` + inline(words) + `</a>`
}

// entity is a character by its name, which is mostly the same in HTML.
func entity(m []string) string {
	if letter := html.UnescapeString("&" + m[1] + ";"); !strings.HasPrefix(letter, "&") {
		return html.EscapeString(letter)
	}
	return html.EscapeString(m[0])
}
