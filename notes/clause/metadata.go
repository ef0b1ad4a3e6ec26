package clause

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/pack"
	"oneonone/internal/when"
)

// Facts are what metadata says about an action that is kept and remembered. A new
// key needs a field here, a line in each of the methods below, and a case in
// (*metadata).part.
type Facts struct {
	Since     when.Date // as written with (since D); zero when not
	Due       when.Date
	DueSpoken bool      // the due date is part of the words: "by Friday"
	Done      when.Date // the day written for done or dropped; zero when none
	For       string    // words of the goal it serves, as written with (for: …)
}

// Pack writes the facts for a memory.
func (f *Facts) Pack(b *pack.Writer) {
	b.Date(f.Since)
	b.Date(f.Due)
	b.Bool(f.DueSpoken)
	b.Date(f.Done)
	b.String(f.For)
}

// Unpack reads what Pack wrote.
func (f *Facts) Unpack(d *pack.Reader) {
	f.Since, f.Due, f.DueSpoken, f.Done, f.For = d.Date(), d.Date(), d.Bool(), d.Date(), d.String()
}

// Renew takes over what a newer line of the same promise says; what that line
// does not repeat still holds. Package promise settles the days.
func (f *Facts) Renew(newest Facts) {
	f.For = cmp.Or(newest.For, f.For)
}

// Written is the parenthesis for an open line, with a space before it; "" when
// there is nothing to write.
func (f Facts) Written() string {
	var parts []string
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, key+" "+value)
		}
	}
	add("for:", f.For)
	add("since", f.Since.String())
	add("due", f.Due.String())
	if parts == nil {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// metadata is what a clause says about its action besides the words: dates and
// symbols, and where they are in the clause's text.
type metadata struct {
	Facts
	Ticked  bool // ✅, ✔, (done) or an ending such as ". Done"
	Dropped bool // ❌ or (dropped D)
	// Said and Shared are the days on which the words were passed on to the person
	// they are for; zero when not written.
	Said, Shared when.Date
	// abroad says that the due date is spoken in a language other than English,
	// where that is as common in reports as in promises.
	abroad bool
	Cuts   []Cut

	order when.Order // how to read 12/4
}

// Cut is a stretch of a clause's text that is not words. key says which piece of
// metadata it is, so that marking finds it: "(" for the parenthesis, "done" for a
// symbol or date that says so, "due" for a due date.
type Cut struct {
	From, To int
	Key      string
	Parts    []Cut // of a parenthesis
}

// maxMetadata is how many bytes from its end a clause is searched for metadata.
// No promise is longer; pasted text is, and would be searched in vain.
const maxMetadata = 2 << 10

// searchedFrom is the offset from which a clause is searched.
func searchedFrom(text string) int {
	skip := max(0, len(text)-maxMetadata)
	for skip > 0 && skip < len(text) && !utf8.RuneStart(text[skip]) {
		skip++
	}
	return skip
}

// readMetadata reads what is written as metadata in a clause of an entry dated entry.
func readMetadata(text string, entry when.Date, order when.Order) metadata {
	skip := searchedFrom(text)
	text = text[skip:]
	m := metadata{order: order}
	m.parentheses(text, entry)
	m.signs(text)
	m.keywords(text)
	m.obsidian(text)
	m.ending(text)
	if skip > 0 {
		m.move(skip)
	}
	return m
}

// spoken reads a due date that is part of the words, unless one is written.
func (m *metadata) spoken(text string, entry when.Date) {
	if !m.Due.IsZero() {
		return
	}
	skip := searchedFrom(text)
	text = text[skip:]
	if mayHaveDue(text) {
		m.Due, _, _, m.DueSpoken = when.FindDue(m.blanked(text, skip), entry, m.order)
	}
	if !m.DueSpoken && when.MayHaveSpokenDue(text) {
		m.Due, _, _, m.DueSpoken = when.FindSpokenDue(m.blanked(text, skip), entry, m.order)
		m.abroad = m.DueSpoken
	}
}

// blanked is the clause from skip on, with written metadata blanked out.
func (m *metadata) blanked(text string, skip int) string {
	words := []byte(text)
	for _, c := range m.Cuts {
		for i := max(c.From-skip, 0); i < c.To-skip; i++ {
			words[i] = ' '
		}
	}
	return string(words)
}

// Promises reports whether there is a due date that makes a promise of words that
// would otherwise not be one.
func (m *metadata) Promises() bool { return !m.Due.IsZero() && !m.abroad }

// move shifts all offsets.
func (m *metadata) move(by int) {
	for i := range m.Cuts {
		c := &m.Cuts[i]
		c.From, c.To = c.From+by, c.To+by
		for k := range c.Parts {
			c.Parts[k].From, c.Parts[k].To = c.Parts[k].From+by, c.Parts[k].To+by
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
		case 't': // until as well
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
		c := Cut{From: i, To: i + size + 2, Key: "("}
		got := *m
		at, all := i+1, true
		for part := range strings.SplitSeq(text[i+1:i+1+size], ",") {
			key := got.part(strings.TrimSpace(part), entry)
			all = all && key != ""
			c.Parts = append(c.Parts, Cut{From: at, To: at + len(part), Key: key})
			at += len(part) + 1
		}
		if all {
			*m = got
			m.Cuts = append(m.Cuts, c)
			i = c.To - 1
		}
	}
}

// Parentheses are the parentheses of metadata in a text.
func Parentheses(text string) []Cut {
	var m metadata
	m.parentheses(text, when.Date{})
	return m.Cuts
}

// part reads one part of a parenthesis and returns its key, or "".
func (m *metadata) part(s string, entry when.Date) string {
	key, value, _ := strings.Cut(s, " ")
	key = strings.ToLower(strings.TrimSuffix(key, ":"))
	if key == "done" && value == "" {
		m.Ticked = true
		return "done"
	}
	value = strings.TrimSpace(value)
	if strings.HasPrefix(s, "for: ") && value != "" {
		m.For = strings.Clone(value)
		return "for"
	}
	d, err := when.ParseISO(value)
	if err != nil && (key == "due" || key == "by") && value != "" {
		d, err = when.ParseFrom(value, entry, when.Future)
		if err == nil && d.Before(entry) {
			return ""
		}
		if spoken, from, to, ok := when.FindDue("by "+value, entry, m.order); err != nil && ok && from == 0 && to == len("by "+value) {
			d, err = spoken, nil
		}
	}
	if err != nil {
		return ""
	}
	switch key {
	case "since":
		m.Since = d
	case "due", "by":
		m.Due = d
		key = "due"
	case "done":
		m.Done, m.Ticked = d, true
	case "dropped":
		m.Done, m.Dropped = d, true
	case "said":
		m.Said = d
	case "shared":
		m.Shared = d
	default:
		return ""
	}
	return strings.Clone(key) // it outlives the text
}

func (m *metadata) set(key string, d when.Date) {
	switch key {
	case "done":
		m.Ticked = true
	case "dropped":
		m.Dropped = true
	case "due":
		if m.Due.IsZero() {
			m.Due = d
		}
		return
	case "since":
		m.Since = d
		return
	}
	if !d.IsZero() {
		m.Done = d
	}
}

// WordsEnd is where the words of the clause end: before trailing metadata.
func (m *metadata) WordsEnd(text string) int {
	end := len(text)
	for {
		r, n := utf8.DecodeLastRuneInString(text[:end])
		if end > 0 && unicode.IsSpace(r) {
			end -= n
			continue
		}
		before := end
		for _, c := range m.Cuts {
			if c.To == end {
				end = c.From
			}
		}
		if end == before {
			return end
		}
	}
}

// firstCut is where the first piece of metadata begins, at most end.
func (m *metadata) firstCut(end int) int {
	for _, c := range m.Cuts {
		end = min(end, c.From)
	}
	return end
}

// collapse turns every run of white space into one space, and trims the ends.
func collapse(s string) string {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && (i == 0 || i+1 == len(s) || s[i+1] == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// Words is the clause's text without its metadata, spaces collapsed.
func (m *metadata) Words(text string) string {
	if end := m.WordsEnd(text); m.firstCut(end) == end {
		return collapse(text[:end])
	}
	keep := []byte(text)
	for _, c := range m.Cuts {
		for i := c.From; i < c.To; i++ {
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
