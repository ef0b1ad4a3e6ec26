package page

import (
	"strings"

	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// carrySource is the source of an action's words on one line, without bold
// and strike: what a carried line repeats, links and code included. It is "" when
// that equals the words as rendered.
func (r *reading) carrySource(w *clause.Words, m clause.Marker, text string) string {
	src, p := r.doc.Src, w.Prose
	from, to := p.Outer(w.Clause)
	if onlyStrong(src[from:to]) {
		return ""
	}
	var b strings.Builder
	skip := func(i int) bool {
		for _, c := range w.Written().Cuts {
			if c.From <= i && i < c.To {
				return true
			}
		}
		return i < m.To
	}
	for i := 0; i < len(w.Text); i++ {
		at := w.Clause.From + i
		gapFrom := from
		if at > 0 {
			gapFrom = p.To(at - 1)
		}
		if at > 0 && p.From(at) == p.From(at-1) {
			continue // a further byte of the same character
		}
		if skip(i) {
			continue
		}
		b.WriteString(inlineGap(string(src[gapFrom:p.From(at)])))
		if p.Text[at] == ' ' {
			b.WriteByte(' ')
			continue
		}
		b.Write(src[p.From(at):p.To(at)])
	}
	if w.Clause.To == len(p.Text) || p.To(w.Clause.To-1) < to {
		b.WriteString(inlineGap(string(src[p.To(w.Clause.To-1):to])))
	}
	out := strings.Join(strings.Fields(b.String()), " ")
	out = m.Named(out)
	if out == text {
		return ""
	}
	return out
}

// onlyStrong reports whether source has no markup, or only **.
func onlyStrong(src []byte) bool {
	for i := 0; i < len(src); i++ {
		if src[i] == '*' && i+1 < len(src) && src[i+1] == '*' && (i+2 == len(src) || src[i+2] != '*') {
			i++
			continue
		}
		if markdown.Markup[src[i]] && src[i] != '\n' && src[i] != '\r' {
			return false
		}
	}
	return true
}

// inlineGap reduces text that does not render to what makes links, code and
// emphasis: strong and strike delimiters are dropped, and so is white space.
func inlineGap(gap string) string {
	head, tail := gap, ""
	if i := strings.Index(gap, "]("); i >= 0 {
		if j := strings.LastIndexByte(gap, ')'); j > i {
			return dropStrong(gap[:i]) + gap[i:j+1] + dropStrong(gap[j+1:])
		}
		head, tail = gap[:i], gap[i:]
	}
	return dropStrong(head) + tail
}

func dropStrong(s string) string {
	if s == "" {
		return s
	}
	return strongDelimiters.Replace(s)
}

// strongDelimiters is built once: building it took half the time of reading
// a folder.
var strongDelimiters = strings.NewReplacer("**", "", "__", "", "~~", "", "<b>", "", "</b>", "", "<strong>", "", "</strong>", "",
	"<s>", "", "</s>", "", "<del>", "", "</del>", "", "\n", "", "\r", "", "\t", "", " ", "")
