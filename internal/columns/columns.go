// Package columns knows how wide text is on a terminal, cuts it and wraps it.
// A wide letter takes two columns, a combining mark none, and an escape
// sequence none either.
package columns

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

var terminal = displaywidth.Options{ControlSequences: true}

// Width is how many columns a text takes.
func Width(s string) int { return terminal.String(s) }

// Cut shortens a text to a width, including the tail that marks the cut.
func Cut(s string, width int, tail string) string { return terminal.TruncateString(s, width, tail) }

// Split splits a text before the character that would not fit into width
// columns, and says how many columns head takes. Where there is any room, head
// has at least one character, so that a caller's loop ends.
func Split(s string, width int) (head string, columns int, tail string) {
	at := 0
	for g := terminal.StringGraphemes(s); g.Next(); {
		if columns+g.Width() > width && (at > 0 || width <= 0) {
			return s[:at], columns, s[at:]
		}
		columns += g.Width()
		at += len(g.Value())
	}
	return s, columns, ""
}

// Wrap breaks a text into lines of at most width columns, at spaces and after
// hyphens. A wider word has a line of its own.
func Wrap(s string, width int) string { return wrap(s, width, false) }

// WrapAll is Wrap, with words that are wider than a line broken at its end.
func WrapAll(s string, width int) string { return wrap(s, width, true) }

func wrap(s string, width int, words bool) string {
	w := wrapper{width: width, words: words}
	for g := terminal.StringGraphemes(s); g.Next(); {
		switch v := g.Value(); v {
		case " ", "\t":
			w.flush()
			w.spaces++
		case "\n", "\r\n":
			w.flush()
			w.newline()
		default:
			w.word.WriteString(v)
			w.wide += g.Width()
			if v == "-" {
				w.flush()
			}
		}
	}
	w.flush()
	return w.out.String()
}

// wrapper lays words out in lines.
type wrapper struct {
	width  int
	words  bool // words are broken too
	out    strings.Builder
	used   int // columns of the line
	spaces int // owed before the next word
	word   strings.Builder
	wide   int // columns of the word
}

func (w *wrapper) newline() {
	w.out.WriteByte('\n')
	w.used, w.spaces = 0, 0
}

// flush puts the word onto the line, or onto the next.
func (w *wrapper) flush() {
	if w.word.Len() == 0 {
		return
	}
	if w.used+w.spaces+w.wide > w.width {
		if w.used > 0 {
			w.newline()
		}
		w.spaces = 0
	}
	w.out.WriteString(strings.Repeat(" ", w.spaces))
	w.used += w.spaces
	w.spaces = 0
	rest := w.word.String()
	for w.words && w.used+w.wide > w.width {
		head, columns, tail := Split(rest, w.width-w.used)
		if tail == "" {
			break
		}
		w.out.WriteString(head)
		w.newline()
		rest, w.wide = tail, w.wide-columns
	}
	w.out.WriteString(rest)
	w.used += w.wide
	w.word.Reset()
	w.wide = 0
}
