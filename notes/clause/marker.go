package clause

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/notes/markdown"
)

// Marker is a word or sign at the start of a clause that says an action follows:
// ACTION, TODO:, AP Alice:, → Alice:.
type Marker struct {
	From, To int           // what the marker covers; the owner before it is not covered
	Owners   []string      // the ones it names, or those before it
	Name     string        // the owner's name that it covers, to keep in front of the text
	At       markdown.Span // where that name is
	Inline   bool          // it may be in the middle of a line
}

// ReadMarker reads a marker at the start of text, or after an owner there.
func (g *Lexicon) ReadMarker(text string, v Voice) (Marker, bool) {
	if m, ok := g.markerAt(text, v); ok {
		return m, true
	}
	owners, n := g.NameList(text, v)
	if n == 0 {
		return Marker{}, false
	}
	// "SR TODO: reply", "@sam ACTION send it", "Alice – TODO: …".
	at := n
	if c := LeadingColon(text[at:]); c > 0 {
		at += c
	} else if d := leadingDash(text[at:]); d > 0 {
		at += d
	}
	space := len(text[at:]) - len(strings.TrimLeft(text[at:], " "))
	m, ok := g.markerAt(text[at+space:], v)
	if !ok || space == 0 && at == n {
		return Marker{}, false
	}
	m.From, m.To = 0, m.To+at+space
	if m.Owners == nil {
		m.Owners, m.Name, m.At = owners, text[:n], markdown.Span{From: 0, To: n}
	} else {
		m.At.From, m.At.To = m.At.From+at+space, m.At.To+at+space
	}
	return m, true
}

// markerAt reads a marker at the very start of text.
func (g *Lexicon) markerAt(text string, v Voice) (Marker, bool) {
	if m, ok := g.arrowMarker(text, v); ok {
		return m, true
	}
	open := strings.HasPrefix(text, "[")
	body := strings.TrimPrefix(text, "[")
	offset := len(text) - len(body)
	word, kind := g.markerWord(body)
	if kind == noMarker {
		return Marker{}, false
	}
	if next := FirstWords(body[len(word):], 1); kind == markerCapital && len(next) > 0 && (next[0] == "list" || next[0] == "lists") {
		return Marker{}, false // a TODO list is a thing, not a task
	}
	m := Marker{To: offset + len(word), Inline: kind != markerWordy}
	rest := text[m.To:]
	if open {
		after, closed := strings.CutPrefix(rest, "]")
		if !closed || kind == markerAP {
			return Marker{}, false
		}
		rest, m.To = after, m.To+1
	}
	if _, alias := g.names.ResolveFor(word, v.Person); kind == markerAP && alias {
		return Marker{}, false
	}
	if n := g.markerOwner(rest, &m, v, kind); n > 0 {
		m.At.From, m.At.To = m.At.From+m.To, m.At.To+m.To
		m.To += n
		return m, true
	}
	switch {
	case kind == markerCapital && (open || endsWord(rest)):
		m.To += LeadingColon(rest)
		if d := leadingDash(text[m.To:]); d > 0 {
			m.To += d
		}
		return m, true
	case LeadingColon(rest) > 0:
		m.To += LeadingColon(rest)
		return m, true
	case kind == markerWordy && g.promisesBehind(rest, v):
		return m, true // "Action items: Alice and Bob will …", its colon forgotten
	case kind == markerAP && strings.HasPrefix(rest, ", "):
		// "AI, on hiring: …"
		if n := strings.Index(rest[:min(len(rest), maxAside)], ": "); n > 0 {
			m.To += n + 1
			return m, true
		}
	}
	return Marker{}, false
}

// maxAside is the longest remark between a marker and its colon.
const maxAside = 40

func (g *Lexicon) promisesBehind(rest string, v Voice) bool {
	_, _, form := g.LeadingOwner(strings.TrimLeft(rest, " "), v)
	return form == OwnerTo || form == OwnerWill
}

// markerOwner reads the owner after a marker's word: "Action for Alice:", "AP
// Alice:", "ACTION (Alice)". It returns the length read.
func (g *Lexicon) markerOwner(rest string, m *Marker, v Voice, kind markerKind) int {
	for _, lead := range []string{" for ", " by ", " on ", " (for ", " (", " [", "(", " @", " "} {
		after, ok := strings.CutPrefix(rest, lead)
		if !ok {
			continue
		}
		n := len(lead)
		if lead == " @" {
			after, n = "@"+after, 1
		}
		owners, size := g.NameList(after, v)
		if size == 0 {
			continue
		}
		tail := after[size:]
		at := markdown.Span{From: n, To: n + size}
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
		colon := LeadingColon(tail)
		// "AP Alice" needs its colon, and so does a bare name after a word that is not
		// in capitals; "ACTION Alice to …" keeps its name.
		if colon == 0 && (lead == " " || lead == " @" || kind == markerAP) {
			continue
		}
		if colon == 0 && !endsWord(tail) {
			continue
		}
		m.Owners, m.Name, m.At = owners, after[:size], at
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

// wordyMarkers need a colon, and are written in any case.
var wordyMarkers = [...]string{"action items", "action item", "action points", "action point", "actions", "action", "todo", "to-do", "to do",
	"next step", "next steps", "follow-up", "follow up"}

// markerWord reads the word of a marker, without what follows it.
func (g *Lexicon) markerWord(s string) (string, markerKind) {
	if s == "" {
		return "", noMarker
	}
	list := markers()[s[0]]
	if len(list) == 0 && s[0]|0x20 != 'n' && s[0]|0x20 != 'f' {
		return "", noMarker
	}
	for _, w := range list {
		if strings.HasPrefix(s, w) && endsWord(s[len(w):]) {
			return w, markerCapital
		}
	}
	for _, w := range wordyMarkers {
		if len(s) >= len(w) && s[0]|lowerCase == w[0] && s[1]|lowerCase == w[1] && strings.EqualFold(s[:len(w)], w) && endsWord(s[len(w):]) {
			return s[:len(w)], markerWordy
		}
	}
	for _, w := range list {
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

// BeginsMarker reports whether text begins with the word of a marker.
func (g *Lexicon) BeginsMarker(s string) bool {
	_, kind := g.markerWord(strings.TrimPrefix(s[:min(len(s), 32)], "["))
	return kind != noMarker
}

func endsWord(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != '\''
}

// arrowMarker reads "→ Alice:" and "-> Alice:".
func (g *Lexicon) arrowMarker(text string, v Voice) (Marker, bool) {
	if text == "" || text[0] < utf8.RuneSelf && text[0] != '-' && text[0] != '=' {
		return Marker{}, false
	}
	for _, arrow := range [...]string{"→", "->", "=>", "➡️", "➜"} {
		rest, ok := strings.CutPrefix(text, arrow)
		if !ok {
			continue
		}
		space := len(rest) - len(strings.TrimLeft(rest, " "))
		owners, n := g.NameList(rest[space:], v)
		if n == 0 {
			return Marker{}, false
		}
		tail := rest[space+n:]
		if colon := LeadingColon(tail); colon > 0 {
			at := markdown.Span{From: len(arrow) + space, To: len(arrow) + space + n}
			return Marker{To: at.To + colon, Owners: owners, Name: rest[space : space+n], At: at}, true
		}
		if words := FirstWords(tail, 2); HasWord(words, "to") {
			return Marker{To: len(arrow) + space}, true
		}
		return Marker{}, false
	}
	return Marker{}, false
}

// MayMark reports whether plain text could have a marker: at its start, after an
// owner there, or at its end.
func (g *Lexicon) MayMark(text []byte) bool {
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
		return true // ACTION may come last, after any owner: "I'll send it ACTION"
	}
	// The start is enough: no name or marker is longer.
	start := string(text[:min(len(text), 64)])
	if _, kind := g.markerWord(start); kind != noMarker {
		return true
	}
	_, n := g.oneName(start, Voice{})
	return n > 0
}

// Rest is the words of a clause without its marker and what it covers.
func (m Marker) Rest(w *Words) string {
	if m.To == m.From {
		return w.Plain()
	}
	meta := *w.Written()
	meta.Cuts = append(meta.Cuts[:len(meta.Cuts):len(meta.Cuts)], Cut{From: m.From, To: m.To})
	return meta.Words(w.Text)
}

// Text is Rest, preceded by the owner's name that the marker covered.
func (m Marker) Text(w *Words) string {
	text := m.Rest(w)
	return m.Named(text)
}

// Named puts the owner's name that the marker covered in front of words.
func (m Marker) Named(text string) string {
	switch {
	case m.Name == "" || text == "":
		return text
	case strings.HasPrefix(m.Name, "@"):
		return m.Name + " " + text
	}
	return m.Name + ": " + text
}
