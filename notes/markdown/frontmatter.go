package markdown

import (
	"bytes"
	"fmt"
	"maps"
	"strings"

	"gopkg.in/yaml.v3"

	"oneonone/internal/text"
)

// maxFrontMatter bounds what is handed to yaml.v3, whose time grows with the
// square of the number of keys: 40,000 keys take 3.5 s, what fits into 16 KiB
// a few milliseconds.
const maxFrontMatter = 16 << 10

// FrontMatter is the block of YAML between two lines of --- at the start of a
// note. It is parsed when something is asked of it.
type FrontMatter struct {
	path string
	src  []byte
	note []byte // what SetAll changes, nil for src
	// span: the block with both fences starts at start and ends behind the
	// closing fence's line; the YAML lies between yaml and yamlEnd. A note
	// without a block has start == end, where one would go.
	Start, End    int
	YAML, YAMLEnd int

	Open   bool // the closing fence is missing
	parsed bool
	node   yaml.Node
	err    error
}

// SplitFrontMatter finds the block. Only a block that is closed is one: a
// note may well begin with a rule.
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
	// An unclosed block shows itself by a key on its first line.
	key, _, found := bytes.Cut(src[first:EndOfLine(src, first)], []byte(":"))
	f.Open = found && len(key) > 0 && !bytes.ContainsAny(key, " \t*#>[")
	return f
}

// FrontMatterOf is the front matter of a note as one version of it has it, every
// byte in the same place. What is set is set in the note.
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

// readYAML reads the pairs of any front matter; there are none where it is empty.
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

// Problem makes a Problem of a line of the YAML, counted from 1.
func (f *FrontMatter) Problem(line int, what, hint string) *Problem {
	if line > 0 {
		line += LineNumber(f.src, f.YAML) - 1
	} else {
		line = LineNumber(f.src, f.Start)
	}
	return &Problem{Path: f.path, Line: line, What: what, Hint: hint}
}

// Get gives the value of a top-level key.
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

// Keys are the top-level keys, as they are written.
func (f *FrontMatter) Keys() (keys []string) {
	if f.Parse() != nil {
		return nil
	}
	for i := 0; i+1 < len(f.node.Content); i += 2 {
		keys = append(keys, f.node.Content[i].Value)
	}
	return keys
}

// Line is the line of the note on which a top-level key stands, 0 when there
// is no such key.
func (f *FrontMatter) Line(key string) int {
	if f.Parse() != nil {
		return 0
	}
	for i := 0; i+1 < len(f.node.Content); i += 2 {
		if k := f.node.Content[i]; k.Value == key {
			return LineNumber(f.src, f.YAML) - 1 + k.Line
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

// Pair is a key of front matter and its value: a text, a number, a list or a
// map; "" and nil are no value.
type Pair struct {
	Key   string
	Value any
}

// SetAll gives the note with keys set to values, one after the other, every
// other byte and comment as it was; no value takes the key away. A note without
// front matter gets a block.
func (f *FrontMatter) SetAll(pairs ...Pair) ([]byte, error) {
	src := f.src
	if f.note != nil {
		src = f.note
	}
	for _, p := range pairs {
		value := ""
		if p.Value != nil && p.Value != "" {
			var err error
			if value, err = text.YAML(p.Value); err != nil {
				return nil, fmt.Errorf("setting %s of %s: %w", p.Key, f.path, err)
			}
		}
		now := SplitFrontMatter(f.path, src)
		var err error
		if src, err = now.set(p.Key, value); err != nil {
			return nil, err
		}
	}
	return src, nil
}

// set is SetAll for one value, written as YAML.
func (f *FrontMatter) set(key, value string) ([]byte, error) {
	if err := f.Parse(); err != nil {
		return nil, err
	}
	nl := NewlineOf(f.src)
	if !f.Exists() {
		if value == "" {
			return bytes.Clone(f.src), nil
		}
		return f.splice(f.Start, f.Start, "---"+nl+key+": "+value+nl+"---"+nl+nl, key, true)
	}
	for i := 0; i+1 < len(f.node.Content); i += 2 {
		if k := f.node.Content[i]; k.Value == key {
			return f.replace(k, f.node.Content[i+1], key, value)
		}
	}
	if value == "" {
		return bytes.Clone(f.src), nil
	}
	if f.node.Style&yaml.FlowStyle != 0 {
		return nil, f.Problem(1, "front matter: the keys are all in one pair of braces", "write one key on each line")
	}
	indent := ""
	if len(f.node.Content) > 0 {
		indent = strings.Repeat(" ", f.node.Content[0].Column-1)
	}
	return f.splice(f.YAMLEnd, f.YAMLEnd, indent+key+": "+value+nl, key, true)
}

// replace changes the value of a key that is there. A value of several lines
// is replaced line by line, one on the key's own line up to its comment.
func (f *FrontMatter) replace(k, v *yaml.Node, key, value string) ([]byte, error) {
	from := f.YAML
	for range k.Line - 1 {
		from = EndOfLine(f.src, from)
	}
	to := EndOfLine(f.src, from)
	last := lastLine(v)
	for range last - k.Line {
		to = EndOfLine(f.src, to)
	}
	if value == "" {
		return f.splice(from, to, "", key, false)
	}
	body := trimSpaceBack(f.src, from, to)
	if last == k.Line {
		if i := commentStart(f.src[from:body], v); i > 0 {
			body = trimSpaceBack(f.src, from, from+i)
		}
	}
	return f.splice(from+k.Column-1, body, key+": "+value, key, true)
}

// commentStart finds the comment yaml.v3 saw behind a value on its line.
func commentStart(line []byte, v *yaml.Node) int {
	if v.LineComment == "" {
		return -1
	}
	return bytes.LastIndex(line, []byte(v.LineComment))
}

func lastLine(n *yaml.Node) int {
	line := n.Line
	if n.Kind == yaml.ScalarNode && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		line += strings.Count(strings.TrimRight(n.Value, "\n"), "\n") + 1
	}
	for _, c := range n.Content {
		line = max(line, lastLine(c))
	}
	return line
}

// splice replaces bytes and makes sure that the result reads, with the key in
// it or not: YAML has more corners than are looked into here.
func (f *FrontMatter) splice(from, to int, text, key string, there bool) ([]byte, error) {
	if from > to {
		return nil, f.Problem(1, "front matter: the line of "+key+" cannot be changed by the program", "change it in the editor")
	}
	out := make([]byte, 0, len(f.src)+len(text))
	out = append(out, f.src[:from]...)
	out = append(out, text...)
	out = append(out, f.src[to:]...)
	check := SplitFrontMatter(f.path, out)
	if err := check.Parse(); err != nil {
		return nil, fmt.Errorf("setting the front matter of %s: %w", f.path, err)
	}
	if _, ok := check.Get(key); ok != there || !sameKeys(f.node.Content, check.node.Content, key) {
		return nil, f.Problem(1, "front matter: the line of "+key+" cannot be changed by the program", "change it in the editor")
	}
	return out, nil
}

// sameKeys reports whether all keys but one are there before and after, with
// the same values.
func sameKeys(before, after []*yaml.Node, key string) bool {
	values := func(nodes []*yaml.Node) map[string]string {
		all := map[string]string{}
		for i := 0; i+1 < len(nodes); i += 2 {
			if nodes[i].Value != key {
				text, _ := yaml.Marshal(nodes[i+1])
				all[nodes[i].Value] = string(text)
			}
		}
		return all
	}
	return maps.Equal(values(before), values(after))
}
