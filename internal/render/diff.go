package render

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff"
)

// maxCompared bounds what is compared, in bytes: lines take a hundred times their
// size in memory.
const maxCompared = 2 << 20

// Diff writes the change from old to new as a unified diff with git's headers,
// which git apply and patch accept; nothing if there is no difference. old is nil
// for a file that was not there, new for one that is gone. With colour the
// changed words of a changed line stand out. path is relative, with slashes.
func Diff(o Output, path string, old, new []byte) error {
	if bytes.Equal(old, new) && (old == nil) == (new == nil) {
		return nil
	}
	d := differ{o: o}
	// Where every line ends in CR LF, the CR means nothing and is not shown.
	d.hideCR = o.TTY && (bytes.Contains(old, []byte("\r\n")) || old == nil) && (bytes.Contains(new, []byte("\r\n")) || new == nil)
	d.header(path, old, new)
	if len(old)+len(new) > maxCompared {
		d.line(Muted, fmt.Sprintf("too large to compare: %d KB before, %d KB after", len(old)>>10, len(new)>>10))
		_, err := o.W.Write(d.buf.Bytes())
		return err
	}
	before, after := string(old), string(new)
	unified, err := udiff.ToUnifiedDiff("", "", before, udiff.Lines(before, after), udiff.DefaultContextLines)
	if err != nil {
		return fmt.Errorf("comparing %s: %w", path, err)
	}
	for _, h := range unified.Hunks {
		d.hunk(h)
	}
	_, err = o.W.Write(d.buf.Bytes())
	return err
}

type differ struct {
	o      Output
	buf    bytes.Buffer
	hideCR bool
}

// line writes one line of the diff's frame.
func (d *differ) line(style Style, text string) {
	d.buf.WriteString(d.painted(style, text))
	d.buf.WriteByte('\n')
}

func (d *differ) header(path string, old, new []byte) {
	from, to := quotePath("a/"+path), quotePath("b/"+path)
	d.line(Bold, "diff --git "+from+" "+to)
	switch {
	case old == nil:
		d.line(Bold, "new file mode 100644")
	case new == nil:
		d.line(Bold, "deleted file mode 100644")
	}
	if len(old) == 0 && len(new) == 0 {
		return // an empty file that comes or goes has no hunks
	}
	if strings.Contains(path, " ") { // the tab marks the end of the name for patch
		from, to = from+"\t", to+"\t"
	}
	if old == nil {
		from = "/dev/null"
	}
	if new == nil {
		to = "/dev/null"
	}
	d.line(Bold, "--- "+from)
	d.line(Bold, "+++ "+to)
}

// quotePath quotes a name as git does if it has characters that would end it too
// soon.
func quotePath(path string) string {
	if !strings.ContainsFunc(path, func(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r == 0x7f || r == utf8.RuneError }) {
		return path
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c >= 0x7f:
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func (d *differ) hunk(h *udiff.Hunk) {
	from, to := 0, 0
	for _, l := range h.Lines {
		if l.Kind != udiff.Insert {
			from++
		}
		if l.Kind != udiff.Delete {
			to++
		}
	}
	d.line(Name, "@@ -"+lineRange(h.FromLine, from)+" +"+lineRange(h.ToLine, to)+" @@")
	for i := 0; i < len(h.Lines); {
		if h.Lines[i].Kind == udiff.Equal {
			d.text(' ', Plain, []span{{text: h.Lines[i].Content}})
			i++
			continue
		}
		i += d.change(h.Lines[i:])
	}
}

// lineRange is the line and count of one side of a hunk.
func lineRange(line, count int) string {
	switch count {
	case 0:
		return fmt.Sprintf("%d,0", line-1) // the line before, as in diff -u
	case 1:
		return fmt.Sprint(line)
	}
	return fmt.Sprintf("%d,%d", line, count)
}

// change writes the removed lines at the start of lines and the added ones after
// them, and returns how many there were.
func (d *differ) change(lines []udiff.Line) int {
	removed := 0
	for removed < len(lines) && lines[removed].Kind == udiff.Delete {
		removed++
	}
	added := removed
	for added < len(lines) && lines[added].Kind == udiff.Insert {
		added++
	}
	old, new := lines[:removed], lines[removed:added]
	olds, news := make([][]span, len(old)), make([][]span, len(new))
	for i := range old {
		olds[i] = []span{{text: old[i].Content}}
	}
	for i := range new {
		news[i] = []span{{text: new[i].Content}}
	}
	if d.o.Color && len(old)*len(new) <= mostPairs {
		pairChanged(olds, news)
	}
	for _, spans := range olds {
		d.text('-', Bad, spans)
	}
	for _, spans := range news {
		d.text('+', Good, spans)
	}
	return added
}

// mostPairs is how many pairs of lines are compared word by word in one place.
const mostPairs = 400

// pairChanged finds, for each removed line, the first added one that is a new
// version of it, in order, and splits both into what changed and what did not.
func pairChanged(olds, news [][]span) {
	from := 0
	for i := range olds {
		for j := from; j < len(news); j++ {
			a, b := changedWords(olds[i][0].text, news[j][0].text)
			if len(a) > 1 || len(b) > 1 {
				olds[i], news[j] = a, b
				from = j + 1
				break
			}
		}
	}
}

// text writes a line of the file.
func (d *differ) text(sign byte, style Style, spans []span) {
	d.buf.WriteString(d.o.paint(style, string(sign)))
	last := len(spans) - 1
	end := "\n"
	if last < 0 || !strings.HasSuffix(spans[last].text, "\n") {
		end = "\n" + d.o.paint(Muted, `\ No newline at end of file`) + "\n"
	}
	for i, s := range spans {
		if i == last {
			s.text = strings.TrimSuffix(s.text, "\n")
			if d.hideCR {
				s.text = strings.TrimSuffix(s.text, "\r")
			}
		}
		look := style
		if s.changed {
			look = style.And(reverse)
		}
		d.buf.WriteString(d.painted(look, s.text))
	}
	d.buf.WriteString(end)
}

// painted is text of the diff: in a pipe every byte of it, for patch.
func (d *differ) painted(style Style, text string) string {
	if !d.o.TTY {
		return d.o.paint(style, text)
	}
	return d.o.Paint(style, text)
}
