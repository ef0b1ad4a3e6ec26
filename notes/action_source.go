package notes

import "strings"

// carrySource is the source of an action's words on one line, without bold
// and strike: what a carried line repeats, links and code included. It is ""
// when that is no other than the words as they render.
func (r *reading) carrySource(w *words, m marker, text string) string {
	src, p := r.doc.src, w.p
	from, to := p.outer(w.c)
	if onlyStrong(src[from:to]) {
		return ""
	}
	var b strings.Builder
	skip := func(i int) bool {
		for _, c := range w.metadata().cuts {
			if c.a <= i && i < c.b {
				return true
			}
		}
		return i < m.b
	}
	for i := 0; i < len(w.text); i++ {
		at := w.c.a + i
		gapFrom := from
		if at > 0 {
			gapFrom = p.to(at - 1)
		}
		if at > 0 && p.from(at) == p.from(at-1) {
			continue // a further byte of the same character
		}
		if skip(i) {
			continue
		}
		b.WriteString(inlineGap(string(src[gapFrom:p.from(at)])))
		if p.text[at] == ' ' {
			b.WriteByte(' ')
			continue
		}
		b.Write(src[p.from(at):p.to(at)])
	}
	if w.c.b == len(p.text) || p.to(w.c.b-1) < to {
		b.WriteString(inlineGap(string(src[p.to(w.c.b-1):to])))
	}
	out := strings.Join(strings.Fields(b.String()), " ")
	out = m.named(out)
	if out == text {
		return ""
	}
	return out
}

// onlyStrong reports whether source has no markup but ** at most.
func onlyStrong(src []byte) bool {
	for i := 0; i < len(src); i++ {
		if src[i] == '*' && i+1 < len(src) && src[i+1] == '*' && (i+2 == len(src) || src[i+2] != '*') {
			i++
			continue
		}
		if markup[src[i]] && src[i] != '\n' && src[i] != '\r' {
			return false
		}
	}
	return true
}

// inlineGap keeps of what does not render only what makes links, code and
// emphasis: strong and strike delimiters go, and white space.
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
