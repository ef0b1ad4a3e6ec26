package org

import (
	"fmt"
	"html"
	"strings"
)

// container is a quote or a list around the line.
type container struct {
	tag    string // blockquote, ul, ol or dl
	indent int    // of a list's bullets
}

// closeTo ends all but the outermost containers.
func (w *writer) closeTo(n int) {
	w.paragraph()
	for len(w.open) > n {
		c := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		if c.tag != "blockquote" {
			w.out.WriteString("</li>\n")
		}
		fmt.Fprintf(&w.out, "</%s>\n", c.tag)
	}
}

// leave ends the lists that a line is not in: those indented as far or further,
// and all of them after two empty lines. A line that starts an item stays in a
// list of its own indent.
func (w *writer) leave(line string) {
	isItem := bullet().MatchString(line)
	indent := indentOf(line)
	for n := len(w.open); n > 0 && w.open[n-1].tag != "blockquote"; n-- {
		if list := w.open[n-1].indent; list < indent && w.blank < 2 || list == indent && isItem && w.blank < 2 {
			return
		}
		w.closeTo(n - 1)
	}
}

func indentOf(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ':
			n++
		case '\t':
			n += 8 - n%8
		default:
			return n
		}
	}
	return n
}

// blockLine reads a line that begins or ends a block, and the whole of a block
// that is shown verbatim.
func (w *writer) blockLine(line string) bool {
	m := block().FindStringSubmatch(line)
	if m == nil {
		return false
	}
	name := strings.ToLower(m[2])
	quoted := name != "src" && name != "example" && name != "export" && name != "comment"
	switch {
	case strings.EqualFold(m[1], "end"):
		for n := len(w.open); quoted && n > 0; n-- {
			if w.open[n-1].tag == "blockquote" {
				w.closeTo(n - 1)
				return true
			}
		}
		return false
	case w.ends["#"+name] < w.at:
		return false
	case quoted:
		w.write("<blockquote>\n")
		w.open = append(w.open, container{tag: "blockquote"})
	default:
		var code []string
		for ; !w.endsBlock(name); w.at++ {
			code = append(code, strings.TrimPrefix(w.lines[w.at], ","))
		}
		w.at++
		if name != "comment" {
			w.write("<pre><code>%s</code></pre>\n", html.EscapeString(strings.Join(code, "\n")+"\n"))
		}
	}
	return true
}

func (w *writer) endsBlock(name string) bool {
	m := block().FindStringSubmatch(w.lines[w.at])
	return m != nil && strings.EqualFold(m[1], "end") && strings.EqualFold(m[2], name)
}

// drawerLine leaves out what Emacs records about a heading, and shows anything
// else in drawers.
func (w *writer) drawerLine(line string) bool {
	m := drawer().FindStringSubmatch(line)
	if m == nil {
		return false
	}
	w.paragraph()
	if strings.EqualFold(m[1], "properties") && w.ends[":"] >= w.at {
		for !strings.EqualFold(strings.TrimSpace(w.lines[w.at]), ":end:") {
			w.at++
		}
		w.at++
	}
	return true
}

// fixed reads lines that begin with a colon, which are shown verbatim.
func (w *writer) fixed(line string) {
	var code strings.Builder
	for m := fixed().FindStringSubmatch(line); m != nil; {
		code.WriteString(m[1] + "\n")
		m = nil
		if w.at < len(w.lines) {
			if m = fixed().FindStringSubmatch(w.lines[w.at]); m != nil {
				w.at++
			}
		}
	}
	w.write("<pre><code>%s</code></pre>\n", html.EscapeString(code.String()))
}

// table reads a table; rows above its first rule are its head.
func (w *writer) table(line string) {
	rows := []string{line}
	for ; w.at < len(w.lines) && strings.HasPrefix(strings.TrimSpace(w.lines[w.at]), "|"); w.at++ {
		rows = append(rows, w.lines[w.at])
	}
	head := 0
	for i, row := range rows {
		if isRule(row) && i > 0 {
			head = i
			break
		}
	}
	w.write("<table>\n")
	for i, row := range rows {
		if isRule(row) {
			continue
		}
		cell := "td"
		if i < head {
			cell = "th"
		}
		w.out.WriteString("<tr>")
		for text := range strings.SplitSeq(strings.Trim(strings.TrimSpace(row), "|"), "|") {
			fmt.Fprintf(&w.out, "<%s>%s</%s>", cell, inline(strings.TrimSpace(text)), cell)
		}
		w.out.WriteString("</tr>\n")
	}
	w.out.WriteString("</table>\n")
}

func isRule(row string) bool { return strings.HasPrefix(strings.TrimSpace(row), "|-") }
