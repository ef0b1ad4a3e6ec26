package importer

import (
	"bytes"
	"slices"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/notes/markdown"
)

// A definition is what other lines of a document point to: the target of a
// link or image, or a footnote. Google Docs puts all of them at the end, each
// image as one long line. An entry in a file of its own needs the ones it uses.
type definition struct {
	label string
	importSpan
}

var (
	linkDefinition = lazyregexp.New(`^ {0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*(?:<[^<>]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*\r?\n?$`)
	footnote       = lazyregexp.New(`^\[(\^[^\[\]\s]+)\]:`)
	aReference     = lazyregexp.New(`\[(\^?[^\[\]]{1,200})\]`)
)

// findDefinitions finds the definitions of a document that fit on a line, and
// footnotes of one paragraph.
func findDefinitions(doc *markdown.Document) []definition {
	var defs []definition
	if !bytes.Contains(doc.Src, []byte("]:")) {
		return nil
	}
	for at := doc.Root.Start; at < len(doc.Src); {
		end := markdown.EndOfLine(doc.Src, at)
		if m := linkDefinition().FindSubmatch(doc.Src[at:end]); m != nil {
			// Ask goldmark whether it is one; in code it would not be.
			if doc.Defines(m[1]) {
				defs = append(defs, definition{labelKey(m[1]), importSpan{at, end}})
			}
		}
		at = end
	}
	defs = append(defs, findFootnotes(doc)...)
	slices.SortFunc(defs, func(a, b definition) int { return a.start - b.start })
	return defs
}

// findFootnotes finds footnotes of one paragraph. One that goes on in an
// indented block stays where it is.
func findFootnotes(doc *markdown.Document) []definition {
	starts := map[int]bool{} // where paragraphs start
	for b := doc.Root.First; b != nil; b = b.Next {
		if b.Kind == markdown.Paragraph {
			starts[doc.LineOf(b.Start)] = true
		}
	}
	var notes []definition
	for at := doc.Root.Start; at < len(doc.Src); {
		end := markdown.EndOfLine(doc.Src, at)
		m := footnote().FindSubmatch(doc.Src[at:end])
		if m == nil {
			at = end
			continue
		}
		known := doc.Defines(m[1]) // with a text of one word, goldmark takes it for a link
		follows := len(notes) > 0 && notes[len(notes)-1].end == at
		for end < len(doc.Src) && !endsFootnote(doc.Src[end:markdown.EndOfLine(doc.Src, end)]) {
			end = markdown.EndOfLine(doc.Src, end)
		}
		if (known || follows || starts[at]) && !continued(doc.Src[end:]) {
			notes = append(notes, definition{labelKey(m[1]), importSpan{at, end}})
		}
		at = end
	}
	return notes
}

func endsFootnote(line []byte) bool {
	return len(bytes.TrimSpace(line)) == 0 || footnote().Match(line) || linkDefinition().Match(line)
}

// continued reports whether an indented block follows.
func continued(src []byte) bool {
	src = src[len(src)-len(bytes.TrimLeft(src, "\r\n")):]
	return bytes.HasPrefix(src, []byte("  ")) || bytes.HasPrefix(src, []byte("\t"))
}

func labelKey(label []byte) string {
	return strings.Join(strings.Fields(strings.ToLower(string(label))), " ")
}

// bringDefinitions gives every chunk the definitions it uses: one used only by
// other chunks moves to them, one used by its own chunk too is repeated. Unused
// ones stay where they are.
func bringDefinitions(src []byte, chunks []importChunk, defs []definition) {
	if len(defs) == 0 || len(chunks) < 2 {
		return
	}
	uses := make([]map[string]bool, len(chunks))
	has := make([]map[string]bool, len(chunks))
	for i, c := range chunks {
		uses[i], has[i] = usedLabels(src, c.spans[0], defs), map[string]bool{}
	}
	homes := make([]int, len(defs))
	for i, d := range defs {
		homes[i], _ = slices.BinarySearchFunc(chunks, d.start+1, func(c importChunk, at int) int { return c.spans[0].start - at })
		homes[i]--
		has[homes[i]][d.label] = true
	}
	first := map[string]bool{}
	for i, d := range defs {
		if first[d.label] {
			continue // Markdown uses the first of several
		}
		first[d.label] = true
		moved := false
		for j := range chunks {
			if uses[j][d.label] && !has[j][d.label] {
				chunks[j].brought = append(chunks[j].brought, d.importSpan)
				moved = true
			}
		}
		if home := homes[i]; moved && !uses[home][d.label] {
			chunks[home].takeOut(src, d.importSpan)
		}
	}
}

// usedLabels returns the labels in a span's text, its definitions aside.
func usedLabels(src []byte, s importSpan, defs []definition) map[string]bool {
	used := map[string]bool{}
	note := func(text []byte) {
		for _, m := range aReference().FindAllSubmatch(text, -1) {
			used[labelKey(m[1])] = true
		}
	}
	at := s.start
	for _, d := range defs {
		if d.start >= at && d.end <= s.end {
			note(src[at:d.start])
			at = d.end
		}
	}
	note(src[at:s.end])
	return used
}

// text is the chunk as written to a file: its lines without the blank ones around
// them, and the definitions it was given.
func (c *importChunk) text(src []byte) []byte {
	var b []byte
	for _, s := range c.spans {
		b = append(b, src[s.start:s.end]...)
	}
	b = trimBlank(b)
	if len(c.brought) == 0 {
		return b
	}
	nl := markdown.NewlineOf(src)
	if !bytes.HasSuffix(b, markdown.Newline) {
		b = append(b, nl...)
	}
	b = append(b, nl...)
	for _, s := range c.brought {
		b = append(b, src[s.start:s.end]...)
		if !bytes.HasSuffix(b, markdown.Newline) {
			b = append(b, nl...)
		}
	}
	return b
}

// trimBlank removes blank lines from both ends of a text.
func trimBlank(b []byte) []byte {
	for len(b) > 0 {
		end := markdown.EndOfLine(b, 0)
		if len(bytes.TrimSpace(b[:end])) > 0 {
			break
		}
		b = b[end:]
	}
	for len(b) > 0 {
		start := markdown.StartOfLine(b, len(b)-1)
		if len(bytes.TrimSpace(b[start:])) > 0 {
			break
		}
		b = b[:start]
	}
	return b
}

// takeOut removes a run of lines from a chunk, and the blank lines after it if
// there are some before it.
func (c *importChunk) takeOut(src []byte, out importSpan) {
	last := &c.spans[len(c.spans)-1]
	rest := importSpan{out.end, last.end}
	last.end = out.start
	if out.start == last.start || len(bytes.TrimSpace(src[markdown.StartOfLine(src, out.start-1):out.start])) == 0 {
		for rest.start < rest.end && len(bytes.TrimSpace(src[rest.start:markdown.EndOfLine(src, rest.start)])) == 0 {
			rest.start = markdown.EndOfLine(src, rest.start)
		}
	}
	if rest.start < rest.end {
		c.spans = append(c.spans, rest)
	}
}
