package org

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"oneonone/internal/lazyregexp"
)

// HTML writes an outline as a page.
func HTML(src string) string {
	w := &writer{lines: strings.Split(strings.ReplaceAll(src, "\r\n", "\n"), "\n"), states: map[string]bool{"TODO": false, "DONE": true}}
	w.lookAhead()
	for w.at < len(w.lines) {
		line := w.lines[w.at]
		w.at++
		w.line(line)
	}
	w.closeSections(0)
	return w.out.String()
}

// writer is the state of reading an outline.
type writer struct {
	out    strings.Builder
	lines  []string
	at     int             // the next line
	states map[string]bool // of headings; true for those that say done
	ends   map[string]int  // the last line that ends a block or a drawer, by name

	sections []int // levels of the headings around the line
	open     []container
	text     []string // lines of the paragraph
	bare     bool     // the paragraph is an item's first
	blank    int      // empty lines before this one
}

var (
	heading  = lazyregexp.New(`^(\*+)[ \t]+(.*)$`)
	keyword  = lazyregexp.New(`^\s*#\+(\w+):\s*(.*)$`)
	block    = lazyregexp.New(`(?i)^\s*#\+(begin|end)_(\w+)`)
	drawer   = lazyregexp.New(`^\s*:([\w-]+):\s*$`)
	fixed    = lazyregexp.New(`^\s*:(?: (.*))?$`)
	rule     = lazyregexp.New(`^\s*-{5,}\s*$`)
	comment  = lazyregexp.New(`^\s*#(?:\s|$)`)
	footnote = lazyregexp.New(`^\[fn:([\w-]+)\]\s*(.*)$`)
	headTags = lazyregexp.New(`\s+:([\p{L}\p{N}_@#%:]+):\s*$`)
)

// lookAhead finds the states that headings can have, and which blocks end.
func (w *writer) lookAhead() {
	w.ends = map[string]int{}
	for i, line := range w.lines {
		if m := block().FindStringSubmatch(line); m != nil && strings.EqualFold(m[1], "end") {
			w.ends["#"+strings.ToLower(m[2])] = i
		} else if m := drawer().FindStringSubmatch(line); m != nil && strings.EqualFold(m[1], "end") {
			w.ends[":"] = i
		} else if m := keyword().FindStringSubmatch(line); m != nil {
			switch strings.ToUpper(m[1]) {
			case "TODO", "SEQ_TODO", "TYP_TODO":
				w.addStates(m[2])
			}
		}
	}
}

// addStates reads "NEXT WAIT(w) | DONE": those after the bar, or else the last, mean done.
func (w *writer) addStates(list string) {
	words := strings.Fields(list)
	bar := slices.Index(words, "|")
	for i, word := range words {
		word, _, _ = strings.Cut(word, "(")
		if word != "|" {
			w.states[word] = bar >= 0 && i > bar || bar < 0 && i == len(words)-1
		}
	}
}

// line reads a line that is not inside a block of code.
func (w *writer) line(line string) {
	if strings.TrimSpace(line) == "" {
		w.paragraph()
		w.blank++
		return
	}
	if m := heading().FindStringSubmatch(line); m != nil {
		w.heading(len(m[1]), m[2])
		return
	}
	w.leave(line)
	w.blank = 0
	switch {
	case w.blockLine(line), w.drawerLine(line), comment().MatchString(line):
	case rule().MatchString(line):
		w.write("<hr>\n")
	case fixed().MatchString(line):
		w.fixed(line)
	case strings.HasPrefix(strings.TrimSpace(line), "|"):
		w.table(line)
	case w.item(line):
	default:
		if m := keyword().FindStringSubmatch(line); m != nil {
			w.keyword(m[1], m[2])
		} else if m := footnote().FindStringSubmatch(line); m != nil {
			w.paragraph()
			w.text = []string{"[" + m[1] + "] " + m[2]}
		} else {
			w.text = append(w.text, line)
		}
	}
}

// write ends the paragraph and writes what follows.
func (w *writer) write(format string, args ...any) {
	w.paragraph()
	fmt.Fprintf(&w.out, format, args...)
}

func (w *writer) paragraph() {
	text := inline(strings.Join(w.text, "\n"))
	switch {
	case text == "":
	case w.bare:
		w.out.WriteString(text + "\n")
	default:
		fmt.Fprintf(&w.out, "<p>%s</p>\n", text)
	}
	w.text, w.bare = nil, false
}

// keyword writes the title; what other keywords say is for Emacs.
func (w *writer) keyword(name, value string) {
	w.paragraph()
	if strings.EqualFold(name, "title") {
		w.write("<h1 class=\"title\">%s</h1>\n", inline(value))
	}
}

func (w *writer) heading(level int, text string) {
	w.closeSections(level)
	w.sections = append(w.sections, level)
	tags := ""
	if m := headTags().FindStringSubmatch(text); m != nil {
		text = text[:len(text)-len(m[0])]
		for tag := range strings.FieldsFuncSeq(m[1], func(r rune) bool { return r == ':' }) {
			tags += "<span>" + html.EscapeString(tag) + "</span>"
		}
		tags = ` <span class="tags">` + tags + `</span>`
	}
	state, rest, _ := strings.Cut(text, " ")
	if done, ok := w.states[state]; ok {
		class := "todo"
		if done {
			class = "done"
		}
		text = rest
		state = fmt.Sprintf(`<span class="%s">%s</span> `, class, html.EscapeString(state))
	} else {
		state = ""
	}
	level = min(level, 6)
	fmt.Fprintf(&w.out, "<div class=\"outline-%d\">\n<h%d>%s%s%s</h%d>\n", level, level, state, inline(strings.TrimSpace(text)), tags, level)
}

// closeSections ends the sections of a level and of those below it.
func (w *writer) closeSections(level int) {
	w.closeTo(0)
	for len(w.sections) > 0 && w.sections[len(w.sections)-1] >= level {
		w.sections = w.sections[:len(w.sections)-1]
		w.out.WriteString("</div>\n")
	}
}
