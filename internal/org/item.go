package org

import (
	"strings"

	"oneonone/internal/lazyregexp"
)

var (
	// bullet matches an item's; at the margin, a star is a heading's.
	bullet = lazyregexp.New(`^(\s*)([-+]|\d+[.)]|\s\*)(?:\s+(.*))?$`)
	box    = lazyregexp.New(`^\[([ xX-])\](?:\s+|$)`)
	term   = lazyregexp.New(`^(.*?)\s::(?:\s+(.*))?$`)
)

// boxes are the classes that Emacs' export uses for the states of a box.
var boxes = map[string]string{" ": "unchecked", "-": "indeterminate", "x": "checked", "X": "checked"}

// item reads the first line of an item.
func (w *writer) item(line string) bool {
	m := bullet().FindStringSubmatch(line)
	if m == nil {
		return false
	}
	tag, text, class := "ul", m[3], ""
	if strings.ContainsAny(m[2], ".)") {
		tag = "ol"
	}
	if b := box().FindStringSubmatch(text); b != nil {
		class, text = ` class="`+boxes[b[1]]+`"`, text[len(b[0]):]
	}
	indent := indentOf(line)
	n := len(w.open)
	if n > 0 && w.open[n-1].tag != "blockquote" && w.open[n-1].indent == indent {
		if w.open[n-1].tag == tag {
			w.write("</li>\n")
		} else {
			w.closeTo(n - 1)
		}
	}
	if len(w.open) == 0 || w.open[len(w.open)-1].indent != indent || w.open[len(w.open)-1].tag != tag {
		w.write("<%s class=\"org-%s\">\n", tag, tag)
		w.open = append(w.open, container{tag, indent})
	}
	w.write("<li%s>", class)
	if t := term().FindStringSubmatch(text); t != nil && tag == "ul" {
		text = "*" + t[1] + "*: " + t[2]
	}
	if text != "" {
		w.text, w.bare = []string{text}, true
	}
	return true
}
