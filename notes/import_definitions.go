package notes

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/util"
)

// A definition is what other lines of a document point to: the target of a
// link or image, or a footnote. Google Docs puts all of them at the end, each
// image as one long line. An entry of its own file needs the ones it uses.
type definition struct {
	label string
	importSpan
}

var (
	linkDefinition = lazily(`^ {0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*(?:<[^<>]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*\r?\n?$`)
	footnote       = lazily(`^\[(\^[^\[\]\s]+)\]:`)
	aReference     = lazily(`\[(\^?[^\[\]]{1,200})\]`)
)

// findDefinitions finds the definitions of a document that fit on a line, and
// footnotes of one paragraph.
func findDefinitions(doc *document) []definition {
	var defs []definition
	if !bytes.Contains(doc.src, []byte("]:")) {
		return nil
	}
	for at := doc.root.start; at < len(doc.src); {
		end := endOfLine(doc.src, at)
		if m := linkDefinition().FindSubmatch(doc.src[at:end]); m != nil {
			// goldmark says whether it is one; in code it would not be.
			if _, ok := doc.refs.Reference(util.ToLinkReference(bytes.Clone(m[1]))); ok {
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
func findFootnotes(doc *document) []definition {
	starts := map[int]bool{} // of paragraphs
	for b := doc.root.first; b != nil; b = b.next {
		if b.kind == blockParagraph {
			starts[doc.lineOf(b.start)] = true
		}
	}
	var notes []definition
	for at := doc.root.start; at < len(doc.src); {
		end := endOfLine(doc.src, at)
		m := footnote().FindSubmatch(doc.src[at:end])
		if m == nil {
			at = end
			continue
		}
		_, known := doc.refs.Reference(util.ToLinkReference(bytes.Clone(m[1]))) // of one word, it is a link to goldmark
		follows := len(notes) > 0 && notes[len(notes)-1].end == at
		for end < len(doc.src) && !endsFootnote(doc.src[end:endOfLine(doc.src, end)]) {
			end = endOfLine(doc.src, end)
		}
		if (known || follows || starts[at]) && !continued(doc.src[end:]) {
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

// bringDefinitions gives every chunk the definitions it uses: one that only
// other chunks use moves to them, one that its own chunk uses too is repeated.
// What nobody uses stays where it is.
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
			continue // of several, Markdown takes the first
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

// usedLabels are the labels in a span's text, its definitions aside.
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

// text is the chunk as a file has it: its lines without the blank ones around
// them, and the definitions it was brought.
func (c *importChunk) text(src []byte) []byte {
	var b []byte
	for _, s := range c.spans {
		b = append(b, src[s.start:s.end]...)
	}
	b = trimBlank(b)
	if len(c.brought) == 0 {
		return b
	}
	nl := newlineOf(src)
	if !bytes.HasSuffix(b, newline) {
		b = append(b, nl...)
	}
	b = append(b, nl...)
	for _, s := range c.brought {
		b = append(b, src[s.start:s.end]...)
		if !bytes.HasSuffix(b, newline) {
			b = append(b, nl...)
		}
	}
	return b
}

// trimBlank takes the blank lines from both ends of a text.
func trimBlank(b []byte) []byte {
	for len(b) > 0 {
		end := endOfLine(b, 0)
		if len(bytes.TrimSpace(b[:end])) > 0 {
			break
		}
		b = b[end:]
	}
	for len(b) > 0 {
		start := startOfLine(b, len(b)-1)
		if len(bytes.TrimSpace(b[start:])) > 0 {
			break
		}
		b = b[:start]
	}
	return b
}

// takeOut removes a run of lines from a chunk, and the blank lines behind it
// where there are some before it.
func (c *importChunk) takeOut(src []byte, out importSpan) {
	last := &c.spans[len(c.spans)-1]
	rest := importSpan{out.end, last.end}
	last.end = out.start
	if out.start == last.start || len(bytes.TrimSpace(src[startOfLine(src, out.start-1):out.start])) == 0 {
		for rest.start < rest.end && len(bytes.TrimSpace(src[rest.start:endOfLine(src, rest.start)])) == 0 {
			rest.start = endOfLine(src, rest.start)
		}
	}
	if rest.start < rest.end {
		c.spans = append(c.spans, rest)
	}
}
