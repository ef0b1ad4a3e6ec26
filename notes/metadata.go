package notes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/when"
)

// metadata is what a clause says about its action besides the words: dates
// and signs, and where they stand in the clause's text.
type metadata struct {
	since, due, done when.Date
	spoken           bool // the due date is part of the words: "by Friday"
	ticked           bool // ✅, ✔, (done) or an ending such as ". Done"
	dropped          bool // ❌ or (dropped D)
	cuts             []cut
}

// cut is a stretch of a clause's text that is not words. key says which piece
// of metadata it holds, so that marking finds it: "(" for the parenthesis,
// "done" for a sign or date that says so, "due" for a due date.
type cut struct {
	a, b  int
	key   string
	parts []cut // of a parenthesis
}

// maxMetadata is how far from its end a clause is searched for metadata.
// Nobody's promise is longer; pasted text is, and would be searched in vain.
const maxMetadata = 2 << 10

// readMetadata reads the metadata of a clause written on day entry.
func readMetadata(text string, entry when.Date) metadata {
	skip := max(0, len(text)-maxMetadata)
	for skip > 0 && skip < len(text) && !utf8.RuneStart(text[skip]) {
		skip++
	}
	text = text[skip:]
	var m metadata
	m.parentheses(text, entry)
	m.signs(text)
	m.keywords(text)
	m.ending(text)
	if m.due.IsZero() && mayHaveDue(text) {
		words := []byte(text)
		for _, c := range m.cuts {
			for i := c.a; i < c.b; i++ {
				words[i] = ' '
			}
		}
		if d, _, _, ok := when.FindDue(string(words), entry); ok {
			m.due, m.spoken = d, true
		}
	}
	if skip > 0 {
		m.move(skip)
	}
	return m
}

// move shifts all offsets.
func (m *metadata) move(by int) {
	for i := range m.cuts {
		c := &m.cuts[i]
		c.a, c.b = c.a+by, c.b+by
		for k := range c.parts {
			c.parts[k].a, c.parts[k].b = c.parts[k].a+by, c.parts[k].b+by
		}
	}
}

// mayHaveDue is a cheap test before the words of every action are searched.
func mayHaveDue(text string) bool {
	for i := 0; i+2 < len(text); i++ {
		b, c := text[i+1]|0x20, text[i+2]|0x20
		switch text[i] | 0x20 {
		case 'b':
			if b == 'y' && text[i+2] == ' ' {
				return true
			}
		case 'd':
			if b == 'u' && c == 'e' {
				return true
			}
		case 'u':
			if b == 'n' && c == 't' {
				return true
			}
		case 't':
			if b == 'i' && c == 'l' {
				return true
			}
		}
	}
	return false
}

// parentheses reads (since D, due D, done D), as the program writes it and as
// people do. One that holds anything else is part of the words.
func (m *metadata) parentheses(text string, entry when.Date) {
	for i := 0; i < len(text); i++ {
		if text[i] != '(' {
			continue
		}
		size := strings.IndexAny(text[i+1:], "()")
		if size < 0 {
			return
		}
		if text[i+1+size] == '(' {
			continue
		}
		c := cut{a: i, b: i + size + 2, key: "("}
		got := *m
		at, all := i+1, true
		for part := range strings.SplitSeq(text[i+1:i+1+size], ",") {
			key := got.part(strings.TrimSpace(part), entry)
			all = all && key != ""
			c.parts = append(c.parts, cut{a: at, b: at + len(part), key: key})
			at += len(part) + 1
		}
		if all {
			*m = got
			m.cuts = append(m.cuts, c)
			i = c.b - 1
		}
	}
}

// part reads one part of a parenthesis and gives its key, or "".
func (m *metadata) part(s string, entry when.Date) string {
	key, value, _ := strings.Cut(s, " ")
	key = strings.ToLower(strings.TrimSuffix(key, ":"))
	if key == "done" && value == "" {
		m.ticked = true
		return "done"
	}
	value = strings.TrimSpace(value)
	d, err := when.ParseISO(value)
	if err != nil && (key == "due" || key == "by") && value != "" {
		d, err = when.ParseFrom(value, entry, when.Future)
		if err == nil && d.Before(entry) {
			return ""
		}
	}
	if err != nil {
		return ""
	}
	switch key {
	case "since":
		m.since = d
	case "due", "by":
		m.due = d
		key = "due"
	case "done":
		m.done, m.ticked = d, true
	case "dropped":
		m.done, m.dropped = d, true
	default:
		return ""
	}
	return key
}

// doneSigns and their kin stand alone or before a date.
var metadataSigns = []struct{ sign, key string }{
	{"✅", "done"}, {"✔", "done"}, {":heavy_check_mark:", "done"}, {":white_check_mark:", "done"},
	{"❌", "dropped"}, {"📅", "due"}, {"🗓", "due"}, {"📆", "due"},
}

// signs reads ✅, ❌ and 📅, with or without a date behind them.
func (m *metadata) signs(text string) {
	if strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf || r == ':' }) < 0 {
		return
	}
	for _, s := range metadataSigns {
		for from := 0; ; {
			i := strings.Index(text[from:], s.sign)
			if i < 0 {
				break
			}
			c := cut{a: from + i, b: from + i + len(s.sign), key: s.key}
			if strings.HasPrefix(text[c.b:], "\ufe0f") {
				c.b += len("\ufe0f")
			}
			d, n := leadingISO(text[c.b:])
			if n == 0 && s.key == "due" {
				from = c.b
				continue
			}
			c.b += n
			m.set(s.key, d)
			m.cuts = append(m.cuts, c)
			from = c.b
		}
	}
}

func (m *metadata) set(key string, d when.Date) {
	switch key {
	case "done":
		m.ticked = true
	case "dropped":
		m.dropped = true
	case "due":
		if m.due.IsZero() {
			m.due = d
		}
		return
	case "since":
		m.since = d
		return
	}
	if !d.IsZero() {
		m.done = d
	}
}

// leadingISO reads an ISO date after optional spaces at the start of s.
func leadingISO(s string) (when.Date, int) {
	rest := strings.TrimLeft(s, " ")
	n := len(s) - len(rest)
	if len(rest) < 10 || len(rest) > 10 && (rest[10] >= '0' && rest[10] <= '9' || rest[10] == '-') {
		return when.Date{}, 0
	}
	d, err := when.ParseISO(rest[:10])
	if err != nil {
		return when.Date{}, 0
	}
	return d, n + 10
}

// keywords reads due:2026-11-27, Due: 2026-11-27 and [due:: 2026-11-27].
func (m *metadata) keywords(text string) {
	for i := 0; i < len(text); i++ {
		if text[i] != ':' || i < 3 {
			continue
		}
		start := i
		for start > 0 && text[start-1] != ' ' && text[start-1] != '[' && text[start-1] != '(' && text[start-1] != '\n' {
			start--
		}
		key := strings.ToLower(strings.TrimSpace(text[start:i]))
		if key == "completion" {
			key = "done"
		}
		if key != "due" && key != "done" && key != "since" {
			continue
		}
		c := cut{a: start, b: i + 1, key: key}
		double := c.b < len(text) && text[c.b] == ':'
		if double {
			c.b++
		}
		d, n := leadingISO(text[c.b:])
		if n == 0 || m.inCut(start) {
			continue
		}
		c.b += n
		if double && start > 0 && c.b < len(text) && (text[start-1] == '[' && text[c.b] == ']' || text[start-1] == '(' && text[c.b] == ')') {
			c.a, c.b = start-1, c.b+1
		}
		m.set(key, d)
		m.cuts = append(m.cuts, c)
		i = c.b - 1
	}
}

func (m *metadata) inCut(i int) bool {
	for _, c := range m.cuts {
		if c.a <= i && i < c.b {
			return true
		}
	}
	return false
}

// ending reads ". Done", "– Done" and ": Done" at the end of the words.
func (m *metadata) ending(text string) {
	end := m.wordsEnd(text)
	s := strings.TrimRight(text[:end], ".! ")
	if len(s) < 6 || !strings.EqualFold(s[len(s)-4:], "done") || s[len(s)-4:] == "done" && !strings.HasSuffix(s, "– done") {
		return
	}
	before := strings.TrimRight(s[:len(s)-4], " ")
	for _, sep := range []string{".", "–", "—", ":", " -", "→", ";"} {
		if strings.HasSuffix(before, sep) && len(before) > len(sep) {
			m.ticked = true
			m.cuts = append(m.cuts, cut{a: len(strings.TrimRight(strings.TrimSuffix(before, sep), " ")), b: end, key: "done"})
			return
		}
	}
}

// wordsEnd is where the words of the clause end: before trailing metadata.
func (m *metadata) wordsEnd(text string) int {
	end := len(text)
	for {
		r, n := utf8.DecodeLastRuneInString(text[:end])
		if end > 0 && unicode.IsSpace(r) {
			end -= n
			continue
		}
		before := end
		for _, c := range m.cuts {
			if c.b == end {
				end = c.a
			}
		}
		if end == before {
			return end
		}
	}
}

// firstCut is where the first piece of metadata begins, at most end.
func (m *metadata) firstCut(end int) int {
	for _, c := range m.cuts {
		end = min(end, c.a)
	}
	return end
}

// collapse makes every run of white space one space, and drops it at the ends.
func collapse(s string) string {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && (i == 0 || i+1 == len(s) || s[i+1] == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// words is the clause's text without its metadata, spaces collapsed.
func (m *metadata) words(text string) string {
	if end := m.wordsEnd(text); m.firstCut(end) == end {
		return collapse(text[:end])
	}
	keep := []byte(text)
	for _, c := range m.cuts {
		for i := c.a; i < c.b; i++ {
			keep[i] = 0
		}
	}
	var b strings.Builder
	for _, c := range keep {
		if c != 0 {
			b.WriteByte(c)
		}
	}
	return collapse(b.String())
}
