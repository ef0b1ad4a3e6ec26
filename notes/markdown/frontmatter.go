package markdown

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"oneonone/internal/text"
)

// maxFrontMatter bounds what is handed to yaml.v3, whose time grows with the
// square of the number of keys: 40,000 keys take 3.5 s, those that fit in 16 KiB
// a few milliseconds.
const maxFrontMatter = 16 << 10

// FrontMatter is the block of YAML between two lines of --- at the start of a
// note. It is parsed on demand.
type FrontMatter struct {
	path string
	src  []byte
	note []byte // what SetAll changes, nil for src
	// Start and End are the span of the block with both fences, including the
	// closing fence's line; the YAML is between yaml and yamlEnd. Without a block
	// Start == End, where one would go.
	Start, End    int
	YAML, YAMLEnd int

	Open   bool // the closing fence is missing
	parsed bool
	node   yaml.Node
	err    error
}

// SplitFrontMatter finds the block. It must be closed: a note may well begin with
// a rule.
func SplitFrontMatter(path string, src []byte) FrontMatter {
	f := FrontMatter{path: path, src: src}
	if bytes.HasPrefix(src, []byte(text.ByteOrderMark)) {
		f.Start = len(text.ByteOrderMark)
	}
	f.End, f.YAML, f.YAMLEnd = f.Start, f.Start, f.Start
	if !isFence(src[f.Start:EndOfLine(src, f.Start)], "---") {
		return f
	}
	first := EndOfLine(src, f.Start)
	for at := first; at < len(src); {
		next := EndOfLine(src, at)
		if line := src[at:next]; isFence(line, "---") || isFence(line, "...") {
			f.YAML, f.YAMLEnd, f.End = first, at, next
			return f
		}
		at = next
	}
	// An unclosed block is recognised by a key on its first line.
	key, _, found := bytes.Cut(src[first:EndOfLine(src, first)], []byte(":"))
	f.Open = found && len(key) > 0 && !bytes.ContainsAny(key, " \t*#>[")
	return f
}

// FrontMatterOf is the front matter of one version of a note, with every byte in
// the same place. SetAll changes the note.
func FrontMatterOf(version []byte, path string, note []byte) FrontMatter {
	f := SplitFrontMatter(path, version)
	f.note = note
	return f
}

func isFence(line []byte, fence string) bool {
	return bytes.HasPrefix(line, []byte(fence)) && len(bytes.TrimRight(line[len(fence):], " \t\r\n")) == 0
}

// Src is the note.
func (f *FrontMatter) Src() []byte { return f.src }

// Exists reports whether the note has a block of front matter.
func (f *FrontMatter) Exists() bool { return f.End > f.Start }

// Parse reads the YAML once.
func (f *FrontMatter) Parse() error {
	if f.parsed {
		return f.err
	}
	f.parsed = true
	raw := f.src[f.YAML:f.YAMLEnd]
	if len(raw) > maxFrontMatter {
		f.err = f.Problem(0, fmt.Sprintf("the front matter is larger than %d KiB and was not read", maxFrontMatter>>10), "move what is long into the note")
		return f.err
	}
	node, ok := plainFront(raw)
	if !ok {
		if node, f.err = f.readYAML(raw); f.err != nil || node.Kind == 0 {
			return f.err
		}
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		k := node.Content[i]
		if seen[k.Value] {
			f.err = f.Problem(k.Line, fmt.Sprintf("front matter: duplicate key %s", k.Value), "keep one of them")
			return f.err
		}
		seen[k.Value] = true
	}
	f.node = node
	return nil
}

// readYAML reads the pairs of any front matter; none if it is empty.
func (f *FrontMatter) readYAML(raw []byte) (pairs yaml.Node, err error) {
	var doc yaml.Node
	if err := text.ReadYAML(raw, &doc); err != nil {
		line, what := YAMLFault(err)
		return pairs, f.Problem(line, "front matter: "+what, "correct that line, or put quotes around the value")
	}
	if doc.Kind == 0 {
		return pairs, nil
	}
	if doc.Content[0].Kind != yaml.MappingNode {
		return pairs, f.Problem(doc.Content[0].Line, "front matter: no \"key: value\" here", "write one key and its value on each line")
	}
	return *doc.Content[0], nil
}

// Problem makes a Problem about a line of the YAML, counted from 1.
func (f *FrontMatter) Problem(line int, what, hint string) *Problem {
	if line > 0 {
		line = LineNumber(f.src, f.at(line))
	} else {
		line = LineNumber(f.src, f.Start)
	}
	return &Problem{Path: f.path, Line: line, What: what, Hint: hint}
}

// at is where a line of the YAML begins, counted from 1.
func (f *FrontMatter) at(line int) int {
	pos := f.YAML
	for range line - 1 {
		_, pos = lineOfYAML(f.src[:f.YAMLEnd], pos)
	}
	return pos
}

// lineOfYAML returns where a line of YAML ends, and where the next one begins.
// YAML ends lines at characters at which no editor does.
func lineOfYAML(src []byte, pos int) (end, next int) {
	i := bytes.IndexAny(src[pos:], yamlBreaks)
	if i < 0 {
		return len(src), len(src)
	}
	end = pos + i
	_, size := utf8.DecodeRune(src[end:])
	if bytes.HasPrefix(src[end:], []byte("\r\n")) {
		size = 2
	}
	return end, end + size
}

// yamlBreaks are the characters that end a line of YAML.
const yamlBreaks = "\n\r\u0085\u2028\u2029"

// Get returns the value of a top-level key.
func (f *FrontMatter) Get(key string) (value yaml.Node, ok bool) {
	if f.Parse() != nil {
		return value, false
	}
	for i := 0; i+1 < len(f.node.Content); i += 2 {
		if f.node.Content[i].Value == key {
			return *f.node.Content[i+1], true
		}
	}
	return value, false
}

// Keys returns the top-level keys, as written.
func (f *FrontMatter) Keys() (keys []string) {
	if f.Parse() != nil {
		return nil
	}
	for i := 0; i+1 < len(f.node.Content); i += 2 {
		keys = append(keys, f.node.Content[i].Value)
	}
	return keys
}

// Line is the line of the note with a top-level key, 0 when there is no such key.
func (f *FrontMatter) Line(key string) int {
	if f.Parse() != nil {
		return 0
	}
	for i := 0; i+1 < len(f.node.Content); i += 2 {
		if k := f.node.Content[i]; k.Value == key {
			return LineNumber(f.src, f.at(k.Line))
		}
	}
	return 0
}

// Decode fills v as yaml.v3 does. The error is a *Problem that names the file
// and line; what could be decoded has been.
func (f *FrontMatter) Decode(v any) error {
	if err := f.Parse(); err != nil {
		return err
	}
	if f.node.Kind == 0 {
		return nil
	}
	if err := f.node.Decode(v); err != nil {
		line, what := YAMLFault(err)
		return f.Problem(line, "front matter: "+what, "correct that line")
	}
	return nil
}

// Body is a note's text after its front matter.
func Body(src []byte) []byte {
	front := SplitFrontMatter("", src)
	if !front.Exists() {
		return bytes.TrimPrefix(src, []byte(text.ByteOrderMark))
	}
	return src[front.End:]
}

// FrontFault says why a note's front matter cannot be read, nil when it can.
func FrontFault(path string, src []byte) *Problem {
	front := SplitFrontMatter(path, src)
	err := front.Parse()
	if err == nil {
		return nil
	}
	p := AsProblem(path, err)
	return &p
}
