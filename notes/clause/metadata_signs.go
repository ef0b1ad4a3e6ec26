package clause

import (
	"strings"
	"unicode/utf8"

	"oneonone/internal/when"
)

// metadataSigns come alone or before a date.
var metadataSigns = []struct{ sign, key string }{
	{"✅", "done"}, {"✔", "done"}, {":heavy_check_mark:", "done"}, {":white_check_mark:", "done"},
	{"❌", "dropped"}, {"📅", "due"}, {"🗓", "due"}, {"📆", "due"},
}

// signs reads ✅, ❌ and 📅, with or without a date after them.
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
			c := Cut{From: from + i, To: from + i + len(s.sign), Key: s.key}
			if strings.HasPrefix(text[c.To:], "\ufe0f") {
				c.To += len("\ufe0f")
			}
			d, n := leadingISO(text[c.To:])
			if n == 0 && s.key == "due" {
				from = c.To
				continue
			}
			c.To += n
			m.set(s.key, d)
			m.Cuts = append(m.Cuts, c)
			from = c.To
		}
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
		c := Cut{From: start, To: i + 1, Key: strings.Clone(key)}
		double := c.To < len(text) && text[c.To] == ':'
		if double {
			c.To++
		}
		d, n := leadingISO(text[c.To:])
		if n == 0 || m.inCut(start) {
			continue
		}
		c.To += n
		if double && start > 0 && c.To < len(text) && (text[start-1] == '[' && text[c.To] == ']' || text[start-1] == '(' && text[c.To] == ')') {
			c.From, c.To = start-1, c.To+1
		}
		m.set(key, d)
		m.Cuts = append(m.Cuts, c)
		i = c.To - 1
	}
}

func (m *metadata) inCut(i int) bool {
	for _, c := range m.Cuts {
		if c.From <= i && i < c.To {
			return true
		}
	}
	return false
}

// ending reads ". Done", "– Done" and ": Done" at the end of the words.
func (m *metadata) ending(text string) {
	end := m.WordsEnd(text)
	s := strings.TrimRight(text[:end], ".! ")
	if len(s) < 6 || !strings.EqualFold(s[len(s)-4:], "done") || s[len(s)-4:] == "done" && !strings.HasSuffix(s, "– done") {
		return
	}
	before := strings.TrimRight(s[:len(s)-4], " ")
	for _, sep := range []string{".", "–", "—", ":", " -", "→", ";"} {
		if strings.HasSuffix(before, sep) && len(before) > len(sep) {
			m.Ticked = true
			m.Cuts = append(m.Cuts, Cut{From: len(strings.TrimRight(strings.TrimSuffix(before, sep), " ")), To: end, Key: "done"})
			return
		}
	}
}
