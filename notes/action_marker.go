package notes

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// marker is a sign at the start of a clause that says what follows is an
// action: ACTION, TODO:, AP Alice:, → Alice:.
type marker struct {
	a, b   int      // what the marker covers; the owner before it is not covered
	owners []string // those it names, or those before it
	name   string   // the owner's words it covers, to be kept in front of the text
	at     clause   // where they stand
}

// readMarker reads a marker at the start of text, or behind an owner there.
func (g *Lexicon) readMarker(text string, v voice) (marker, bool) {
	if m, ok := g.markerAt(text, v); ok {
		return m, true
	}
	owners, n := g.nameList(text, v)
	if n == 0 {
		return marker{}, false
	}
	// "SR TODO: reply", "@sam ACTION send it", "Alice – TODO: …".
	at := n
	if c := leadingColon(text[at:]); c > 0 {
		at += c
	} else if d := leadingDash(text[at:]); d > 0 {
		at += d
	}
	space := len(text[at:]) - len(strings.TrimLeft(text[at:], " "))
	m, ok := g.markerAt(text[at+space:], v)
	if !ok || space == 0 && at == n {
		return marker{}, false
	}
	m.a, m.b = 0, m.b+at+space
	if m.owners == nil {
		m.owners, m.name, m.at = owners, text[:n], clause{0, n}
	} else {
		m.at.a, m.at.b = m.at.a+at+space, m.at.b+at+space
	}
	return m, true
}

// markerAt reads a marker at the very start of text.
func (g *Lexicon) markerAt(text string, v voice) (marker, bool) {
	if m, ok := g.arrowMarker(text, v); ok {
		return m, true
	}
	open := strings.HasPrefix(text, "[")
	body := strings.TrimPrefix(text, "[")
	offset := len(text) - len(body)
	word, kind := markerWord(body)
	if kind == noMarker {
		return marker{}, false
	}
	if next := firstWords(body[len(word):], 1); kind == markerCapital && len(next) > 0 && (next[0] == "list" || next[0] == "lists") {
		return marker{}, false // a TODO list is a thing, not a task
	}
	m := marker{b: offset + len(word)}
	rest := text[m.b:]
	if open {
		after, closed := strings.CutPrefix(rest, "]")
		if !closed || kind == markerAP {
			return marker{}, false
		}
		rest, m.b = after, m.b+1
	}
	if _, alias := g.names.resolve(word, v.person); kind == markerAP && alias {
		return marker{}, false
	}
	if n := g.markerOwner(rest, &m, v, kind); n > 0 {
		m.at.a, m.at.b = m.at.a+m.b, m.at.b+m.b
		m.b += n
		return m, true
	}
	switch {
	case kind == markerCapital && (open || endsWord(rest)):
		m.b += leadingColon(rest)
		if d := leadingDash(text[m.b:]); d > 0 {
			m.b += d
		}
		return m, true
	case leadingColon(rest) > 0:
		m.b += leadingColon(rest)
		return m, true
	}
	return marker{}, false
}

// markerOwner reads the owner behind a marker's word: "Action for Alice:",
// "AP Alice:", "ACTION (Alice)". It returns the length read.
func (g *Lexicon) markerOwner(rest string, m *marker, v voice, kind markerKind) int {
	for _, lead := range []string{" for ", " on ", " (for ", " (", " [", "(", " @", " "} {
		after, ok := strings.CutPrefix(rest, lead)
		if !ok {
			continue
		}
		n := len(lead)
		if lead == " @" {
			after, n = "@"+after, 1
		}
		owners, size := g.nameList(after, v)
		if size == 0 {
			continue
		}
		tail := after[size:]
		at := clause{n, n + size}
		n += size
		switch {
		case strings.HasSuffix(lead, "("), strings.HasPrefix(lead, " (f"):
			closed, ok := strings.CutPrefix(tail, ")")
			if !ok {
				continue
			}
			tail, n = closed, n+1
		case lead == " [":
			closed, ok := strings.CutPrefix(tail, "]")
			if !ok {
				continue
			}
			tail, n = closed, n+1
		}
		colon := leadingColon(tail)
		// "AP Alice" needs its colon, and so does a bare name behind a word
		// that is not in capitals; "ACTION Alice to …" keeps its name.
		if colon == 0 && (lead == " " || lead == " @" || kind == markerAP) {
			continue
		}
		if colon == 0 && !endsWord(tail) {
			continue
		}
		m.owners, m.name, m.at = owners, after[:size], at
		if colon == 0 {
			colon = leadingDash(tail)
		}
		return n + colon
	}
	return 0
}

type markerKind uint8

const (
	noMarker      markerKind = iota
	markerCapital            // ACTION, TODO: need no colon
	markerWordy              // action:, to-do:, Action item: need one
	markerAP                 // AP:, AI: need one, and may be somebody's initials
)

// markerWord reads the word of a marker, without what follows it.
func markerWord(s string) (string, markerKind) {
	if s == "" || s[0]|0x20 != 'a' && s[0]|0x20 != 't' {
		return "", noMarker
	}
	for _, w := range [...]string{"ACTION ITEM", "ACTION POINT", "ACTION", "TODO", "TO DO", "TO-DO"} {
		if strings.HasPrefix(s, w) && endsWord(s[len(w):]) {
			return w, markerCapital
		}
	}
	for _, w := range [...]string{"action items", "action item", "action points", "action point", "actions", "action", "todo", "to-do", "to do"} {
		if len(s) >= len(w) && strings.EqualFold(s[:len(w)], w) && endsWord(s[len(w):]) {
			return s[:len(w)], markerWordy
		}
	}
	for _, w := range [...]string{"AP", "AI"} {
		if strings.HasPrefix(s, w) && endsWord(s[len(w):]) {
			return w, markerAP
		}
	}
	return "", noMarker
}

func endsWord(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != '\''
}

// arrowMarker reads "→ Alice:" and "-> Alice:".
func (g *Lexicon) arrowMarker(text string, v voice) (marker, bool) {
	if text == "" || text[0] < utf8.RuneSelf && text[0] != '-' && text[0] != '=' {
		return marker{}, false
	}
	for _, arrow := range [...]string{"→", "->", "=>", "➡️", "➜"} {
		rest, ok := strings.CutPrefix(text, arrow)
		if !ok {
			continue
		}
		space := len(rest) - len(strings.TrimLeft(rest, " "))
		owners, n := g.nameList(rest[space:], v)
		if n == 0 {
			return marker{}, false
		}
		tail := rest[space+n:]
		if colon := leadingColon(tail); colon > 0 {
			at := clause{len(arrow) + space, len(arrow) + space + n}
			return marker{b: at.b + colon, owners: owners, name: rest[space : space+n], at: at}, true
		}
		if words := firstWords(tail, 2); hasWord(words, "to") {
			return marker{b: len(arrow) + space}, true
		}
		return marker{}, false
	}
	return marker{}, false
}

// mayMark reports whether plain text could have a marker: at its start, behind
// an owner there, or at its end.
func (g *Lexicon) mayMark(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	switch text[0] {
	case '@', '-', '=', '[':
		return true
	}
	if r, _ := utf8.DecodeRune(text); r >= utf8.RuneSelf && !unicode.IsLetter(r) {
		return true // an arrow
	}
	if bytes.Contains(text, []byte("TODO")) || bytes.Contains(text, []byte("ACTION")) {
		return true // which may stand last, behind any owner: "I'll send it ACTION"
	}
	// The start is enough: no name or marker is longer.
	start := string(text[:min(len(text), 64)])
	if _, kind := markerWord(start); kind != noMarker {
		return true
	}
	_, n := g.oneName(start, voice{})
	return n > 0
}
