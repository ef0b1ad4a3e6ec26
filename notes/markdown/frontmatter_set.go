package markdown

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"oneonone/internal/text"
)

// Pair is a key of front matter and its value: a text, a number, a list or a
// map; "" and nil mean no value.
type Pair struct {
	Key   string
	Value any
}

// SetAll returns the note with keys set to values, one after the other, and every
// other byte and comment as it was; no value removes the key. A note without
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
		return f.splice(f.Start, f.Start, "---"+nl+key+": "+value+nl+"---"+nl+nl, key, value)
	}
	for i := 0; i+1 < len(f.node.Content); i += 2 {
		if k := f.node.Content[i]; k.Value == key {
			next := 0
			if i+2 < len(f.node.Content) {
				next = f.node.Content[i+2].Line
			}
			return f.replace(k, f.node.Content[i+1], next, value)
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
	return f.splice(f.YAMLEnd, f.YAMLEnd, indent+key+": "+value+nl, key, value)
}

// replace changes the value of an existing key, up to the comment after it. next
// is the line of the next key, 0 for none.
func (f *FrontMatter) replace(k, v *yaml.Node, next int, value string) ([]byte, error) {
	from := f.at(k.Line)
	end, to := f.endOf(from, lastLine(v)-k.Line, next)
	if value == "" {
		return f.splice(from, to, "", k.Value, value)
	}
	end = trimSpaceBack(f.src, from, end)
	if above, found := bytes.CutSuffix(f.src[from:end], []byte(v.LineComment)); found {
		end = trimSpaceBack(f.src, from, from+len(above))
	}
	return f.splice(from+k.Column-1, end, k.Value+": "+value, k.Value, value)
}

// endOf is where the value of the key at from ends, at least so many lines below
// it: before the next key, and before comments on that.
func (f *FrontMatter) endOf(from, least, next int) (end, to int) {
	limit := f.YAMLEnd
	if next > 0 {
		limit = f.at(next)
	}
	for n, pos := 0, from; pos < limit; n++ {
		lineEnd, below := lineOfYAML(f.src[:limit], pos)
		line := bytes.TrimSpace(f.src[pos:lineEnd])
		if n <= least || len(line) > 0 && line[0] != '#' {
			end, to = lineEnd, below
		}
		pos = below
	}
	return end, to
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

// splice replaces bytes and checks that the result parses, with the key and its
// value in it or without the key: YAML has more corner cases than are handled
// here.
func (f *FrontMatter) splice(from, to int, text, key, value string) ([]byte, error) {
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
	if !check.says(key, value) || !sameKeys(f.node.Content, check.node.Content, key) {
		return nil, f.Problem(1, "front matter: the line of "+key+" cannot be changed by the program", "change it in the editor")
	}
	return out, nil
}

// says reports whether a key has a value, written as YAML; "" means no key.
func (f *FrontMatter) says(key, value string) bool {
	node, ok := f.Get(key)
	if !ok || value == "" {
		return ok == (value != "")
	}
	var is, wanted any
	return node.Decode(&is) == nil && yaml.Unmarshal([]byte(value), &wanted) == nil && reflect.DeepEqual(is, wanted)
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

// SetFront returns a page not written yet with more keys in its front matter.
func SetFront(src []byte, values map[string]any) ([]byte, error) {
	front := SplitFrontMatter("", src)
	var pairs []Pair
	for _, key := range slices.Sorted(maps.Keys(values)) {
		pairs = append(pairs, Pair{Key: key, Value: values[key]})
	}
	return front.SetAll(pairs...)
}
