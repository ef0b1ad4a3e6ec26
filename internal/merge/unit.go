package merge

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"oneonone/notes/clause"
)

// unit is the piece by which a conflict is merged: a line with its other versions
// below it, a fenced block, or a YAML key with its value.
type unit struct {
	kind   kind
	key    string   // what makes it the same unit in two texts
	lines  []string // as it stands
	indent int
	gap    int  // blank lines above it
	after  bool // something stands above it
	lazy   bool // prose right below an item, and so part of it
	chosen bool // some versions of it were taken out
	loose  bool // an item with a blank line between it and the one above
	line   *line
	entry  *entry
}

type kind uint8

const (
	nothing kind = iota // the end of a text
	item
	row
	prose
	heading
	verbatim // fenced, or in a comment
	yamlKey
	yamlItem
)

func (u *unit) raw() string { return strings.Join(u.lines, "\n") }

// line is a line of Markdown, split into the parts that are merged separately.
type line struct {
	mark   string // indentation, and the bullet or number
	box    string // "[ ] " and the like
	bodies []body // the words, and the other versions of them
	state  string // "done 2026-11-20" or "dropped 2026-11-20"
	since  string
	due    []string // one, or several to choose from
}

// body is a version of the words; hole is where metadata stands in it.
type body string

const hole = "\x00"

func (b body) words() string {
	return strings.Join(strings.Fields(strings.Replace(string(b), hole, " ", 1)), " ")
}

// plain is a version without emphasis and in one case, so that equal words compare equal.
func (b body) plain() string {
	return strings.ToLower(strings.Join(strings.Fields(emphasis.Replace(string(b))), " "))
}

var emphasis = strings.NewReplacer("*", "", "_", "", "~~", "", "`", "", hole, " ")

// spoken are the words of a version that have a letter or a digit.
func (b body) spoken() []string {
	return slices.DeleteFunc(strings.Fields(b.plain()), func(w string) bool {
		return !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	})
}

var (
	lineShape = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(\s*)((?:[-*+]|\d{1,9}[.)])[ \t]+)?(\[[ xX-]\](?:[ \t]+|$))?(.*)$`)
	})
	otherShape = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*[-*+] or: (.*) \(keep one\)$`) })
)

// Other is the version that a line "- or: … (keep one)" gives of the line above
// it; ok is false for any other line.
func Other(line string) (version string, ok bool) {
	m := otherShape().FindStringSubmatch(strings.TrimRight(line, "\r"))
	if m == nil {
		return "", false
	}
	return m[1], true
}

// readLine splits a line of a list or of prose into its parts.
func readLine(s string, others []string) *line {
	m := lineShape().FindStringSubmatch(s)
	l := &line{mark: m[1] + m[2], box: m[3]}
	l.bodies = []body{l.metadata(m[4])}
	for _, o := range others {
		version, _ := Other(o)
		var part line
		b := part.metadata(version)
		if words := body(b.words()); !slices.Contains(l.bodies, words) && words.words() != l.bodies[0].words() {
			l.bodies = append(l.bodies, words)
		}
		for _, d := range part.due {
			if !slices.Contains(l.due, d) {
				l.due = append(l.due, d)
			}
		}
	}
	return l
}

// metadata reads the last parenthesis of metadata in a text, and returns the text with a
// hole where it stood.
func (l *line) metadata(text string) body {
	all := clause.Parentheses(text)
	if len(all) == 0 {
		return body(strings.TrimRight(text, " \t"))
	}
	c := all[len(all)-1]
	for _, part := range c.Parts {
		s := strings.TrimSpace(text[part.From:part.To])
		switch part.Key {
		case "since":
			l.since = s
		case "due":
			l.due = []string{s}
		default:
			l.state = s
		}
	}
	return body(strings.TrimRight(text[:c.From], " ") + hole + strings.TrimRight(text[c.To:], " \t"))
}

// write is a line as text again, with its other versions below it.
func (l *line) write() []string {
	head := l.bodies[0]
	var meta []string
	for _, part := range []string{l.since, strings.Join(l.due[:min(1, len(l.due))], ""), l.state} {
		if part != "" {
			meta = append(meta, part)
		}
	}
	s := string(head)
	if !strings.Contains(s, hole) {
		s += hole
	}
	with := ""
	if len(meta) > 0 {
		with = " (" + strings.Join(meta, ", ") + ")"
	}
	s = strings.TrimLeft(strings.Replace(s, hole, with, 1), " ")
	all := []string{l.mark + l.box + s}
	indent := strings.Repeat(" ", len(l.mark)) // under a bullet; at the margin below prose
	if strings.Contains(l.mark, "\t") {
		indent = l.mark[:len(l.mark)-len(strings.TrimLeft(l.mark, "\t"))] + "\t"
	}
	other := func(version string) { all = append(all, indent+"- or: "+version+" (keep one)") }
	for _, b := range l.bodies[1:] {
		other(b.words())
	}
	if len(l.bodies) == 1 {
		for _, d := range l.due[min(1, len(l.due)):] {
			other(head.words() + " (" + d + ")")
		}
	}
	return all
}

// reader remembers the lines it has parsed: most stand in all three texts.
type reader map[string]unit

// units parses lines; the last unit is the end, below the blank lines there.
func (r reader) units(src []string) []unit {
	var all []unit
	fenced := fenced(src)
	gap, behind := 0, nothing
	for i := 0; i < len(src); i++ {
		s := src[i]
		if strings.TrimSpace(s) == "" && fenced[i] == 0 {
			gap++
			continue
		}
		u := unit{gap: gap, after: behind != nothing, lines: []string{s}, indent: len(s) - len(strings.TrimLeft(s, " \t"))}
		if fenced[i] > 0 {
			u.kind = verbatim
			for i+1 < len(src) && fenced[i+1] == fenced[i] {
				i++
				u.lines = append(u.lines, src[i])
			}
			u.key = u.raw()
		} else {
			var others []string
			for i+1 < len(src) && fenced[i+1] == 0 {
				if _, ok := Other(src[i+1]); !ok {
					break
				}
				i++
				others = append(others, src[i])
			}
			u.lines = append(u.lines, others...)
			known, ok := r[u.raw()]
			if !ok {
				known.read(s, others)
				r[u.raw()] = known
			}
			u.kind, u.key, u.line = known.kind, known.key, known.line
		}
		u.lazy = u.kind == prose && gap == 0 && behind == item
		u.loose = u.kind == item && gap > 0 && behind == item
		all, gap, behind = append(all, u), 0, u.below(behind)
	}
	return append(all, unit{gap: gap, after: behind != nothing})
}

// below is the kind of what ends with a unit, given what stands above it: an
// item goes on with what is indented below it.
func (u *unit) below(above kind) kind {
	if len(u.lines) > 1 && u.kind != verbatim || u.kind == prose && u.indent > 0 && u.gap == 0 && above == item {
		return item
	}
	return u.kind
}

// keyOf is the key of a line with these words.
func keyOf(k kind, words body) string { return string('0'+rune(k)) + words.plain() }

func (u *unit) read(s string, others []string) {
	trimmed := strings.TrimSpace(s)
	switch {
	case strings.HasPrefix(trimmed, "#") && strings.TrimLeft(trimmed, "#") != trimmed:
		u.kind = heading
	case strings.HasPrefix(trimmed, "|"):
		u.kind, u.key = row, trimmed
		return
	default:
		u.kind = prose
	}
	u.line = readLine(s, others)
	if u.kind == prose && strings.TrimSpace(u.line.mark) != "" {
		u.kind = item
	}
	u.key = keyOf(u.kind, u.line.bodies[0])
	if u.kind == heading {
		u.key = strings.ToLower(trimmed)
	}
}

// fenced numbers the fenced blocks, and the comments of several lines, that
// lines stand in; 0 is no line.
func fenced(src []string) []int {
	in := make([]int, len(src))
	block, closing := 0, ""
	for i, s := range src {
		t := strings.TrimSpace(s)
		switch {
		case closing != "":
			in[i] = block
			if closing == "-->" && strings.Contains(s, "-->") || closing != "-->" && strings.HasPrefix(t, closing) && strings.Trim(t, closing[:1]) == "" {
				closing = ""
			}
			continue
		case strings.HasPrefix(t, "```"), strings.HasPrefix(t, "~~~"):
			closing = t[:len(t)-len(strings.TrimLeft(t, t[:1]))]
		case strings.HasPrefix(t, "<!--") && !strings.Contains(t, "-->"):
			closing = "-->"
		default:
			continue
		}
		block++
		in[i] = block
	}
	return in
}
