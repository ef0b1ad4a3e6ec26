package merge

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"oneonone/internal/text"
	"oneonone/notes/markdown"
)

// readable reports whether a text's YAML can be read, each key there once.
func readable(kind Kind, src []byte) bool {
	switch kind {
	case Note:
		f := markdown.SplitFrontMatter("", src)
		return !f.Open && f.Parse() == nil
	case YAML:
		var n yaml.Node
		var v map[string]any
		return text.ReadYAML(src, &n) == nil && (n.Kind == 0 || n.Content[0].Decode(&v) == nil)
	}
	return true
}

// entry is a key with its value: what stands above it, its lines, and versions
// of it that were kept to choose from.
type entry struct {
	above, lines, others []string
	value                *yaml.Node // its lines are counted in lines, from 1
}

func (e *entry) all() []string { return slices.Concat(e.above, e.lines, e.others) }

var otherKeyShape = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*# or: (.*) \(keep one\)$`) })

// otherKey is the version in a comment "# or: … (keep one)".
func otherKey(line string) (version string, ok bool) {
	m := otherKeyShape().FindStringSubmatch(line)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// mergeFront merges two blocks of front matter, fences and all.
func mergeFront(base, ours, theirs []string) []string {
	switch {
	case slices.Equal(ours, theirs), base != nil && slices.Equal(base, theirs):
		return ours
	case base != nil && slices.Equal(base, ours), len(ours) == 0:
		return theirs
	case len(theirs) == 0:
		return ours
	}
	inside := func(block []string) []string {
		if len(block) < 2 {
			return nil
		}
		return block[1 : len(block)-1]
	}
	var was []string
	if base != nil {
		was = inside(base)
	}
	return slices.Concat(ours[:1], mergeKeys(was, inside(ours), inside(theirs)), ours[len(ours)-1:])
}

// mergeKeys merges the lines of a mapping key by key.
func mergeKeys(base, ours, theirs []string) []string {
	a, okA := keys(ours)
	b, okB := keys(theirs)
	o, okO := keys(base)
	if !okA || !okB {
		return mergeLines(reader{}, base, ours, theirs)
	}
	if !okO {
		o = nil
	}
	var merged []string
	for _, u := range resolve(o, a, b) {
		merged = append(merged, u.lines...)
	}
	joined := func(ls []string) []byte { return []byte(strings.Join(ls, "\n")) }
	if readable(YAML, joined(merged)) || !readable(YAML, joined(ours)) || !readable(YAML, joined(theirs)) {
		return merged
	}
	return orElse(ours, theirs)
}

// orElse keeps one of two YAML texts, with the other as comments.
func orElse(ours, theirs []string) []string {
	all := slices.Clone(ours)
	for _, l := range theirs {
		other := keepOne(l)
		if _, is := otherKey(l); !is && !slices.Contains(all, l) && !slices.Contains(all, other) {
			all = append(all, other)
		}
	}
	return all
}

// keys splits a mapping in block style into its keys.
func keys(lines []string) ([]unit, bool) {
	m := rootOf(lines, yaml.MappingNode)
	if m == nil {
		return nil, len(bytes.TrimSpace([]byte(strings.Join(lines, "")))) == 0
	}
	var names []string
	var at []int
	var values []*yaml.Node
	for i := 0; i+1 < len(m.Content); i += 2 {
		names, at, values = append(names, m.Content[i].Value), append(at, m.Content[i].Line-1), append(values, m.Content[i+1])
	}
	return cut(lines, names, at, values, yamlKey)
}

// elements splits a list in block style into its elements.
func elements(lines []string) ([]unit, bool) {
	l := rootOf(lines, yaml.SequenceNode)
	if l == nil {
		return nil, len(lines) == 0
	}
	var names []string
	var at []int
	for _, n := range l.Content {
		text, _ := yaml.Marshal(n)
		names, at = append(names, string(text)), append(at, n.Line-1)
	}
	return cut(lines, names, at, l.Content, yamlItem)
}

// unbroken replaces with spaces what ends a line in YAML only.
var unbroken = strings.NewReplacer("\r", " ", "\u0085", " ", "\u2028", " ", "\u2029", " ")

// keepOne is a comment that holds a version of a line.
func keepOne(version string) string { return "# or: " + unbroken.Replace(version) + " (keep one)" }

// rootOf reads lines as YAML; its lines are counted as they are.
func rootOf(lines []string, kind yaml.Kind) *yaml.Node {
	var doc yaml.Node
	if text.ReadYAML([]byte(unbroken.Replace(strings.Join(lines, "\n")+"\n")), &doc) != nil || doc.Kind == 0 {
		return nil
	}
	if root := doc.Content[0]; root.Kind == kind && root.Style&yaml.FlowStyle == 0 {
		return root
	}
	return nil
}

// cut gives each key or element its lines, with the comments right above it.
func cut(lines []string, names []string, at []int, values []*yaml.Node, kind kind) ([]unit, bool) {
	start := make([]int, len(at)+1)
	start[len(at)] = len(lines)
	for i := len(at) - 1; i >= 0; i-- {
		if i+1 < len(at) && at[i] >= at[i+1] {
			return nil, false // two on one line
		}
		s := at[i]
		for s > 0 && (i == 0 || s-1 > at[i-1]) && aboveKey(lines[s-1]) {
			s--
		}
		start[i] = s
	}
	var all []unit
	for i := range at {
		e := &entry{above: lines[start[i]:at[i]], lines: lines[at[i]:start[i+1]], value: values[i]}
		if i == 0 {
			e.above = lines[:at[i]]
		}
		for n := 1; n < len(e.lines); n++ {
			if _, ok := otherKey(e.lines[n]); ok {
				e.lines, e.others = e.lines[:n:n], e.lines[n:]
				break
			}
		}
		all = append(all, unit{kind: kind, key: names[i], lines: e.all(), entry: e})
	}
	return all, true
}

func aboveKey(line string) bool {
	if _, ok := otherKey(line); ok {
		return false
	}
	t := strings.TrimSpace(line)
	return t == "" || strings.HasPrefix(t, "#")
}

// mergeEntry merges two values of one key; o is nil when both added it.
func mergeEntry(o, a, b *entry) *entry {
	if o == nil {
		o = &entry{value: &yaml.Node{}}
	}
	m := &entry{value: a.value, above: mergeLines(reader{}, o.above, a.above, b.above)}
	if slices.Equal(a.lines, b.lines) || slices.Equal(o.lines, b.lines) {
		m.lines = a.lines
	} else if slices.Equal(o.lines, a.lines) {
		m.lines = b.lines
	}
	if m.lines == nil && len(a.others)+len(b.others) == 0 {
		m.lines = mergeValue(o, a, b)
	}
	if m.lines != nil && slices.Equal(a.others, b.others) {
		m.others = a.others
		return m
	}
	m.lines, m.others = chooseVersion(o, a, b)
	return m
}

// mergeValue merges mappings key by key and lists element by element; nil for
// what has no parts.
func mergeValue(o, a, b *entry) []string {
	block := func(e *entry) bool { return e.value.Style&yaml.FlowStyle == 0 && len(e.lines) > 1 }
	switch {
	case a.value.Kind != b.value.Kind || a.value.Kind == yaml.ScalarNode || a.value.Kind == yaml.AliasNode:
		return nil
	case block(a) && block(b) && a.lines[0] == b.lines[0]:
		var was []string
		if block(o) && o.value.Kind == a.value.Kind {
			was = o.lines[1:]
		}
		if a.value.Kind == yaml.MappingNode {
			return append(a.lines[:1:1], mergeKeys(was, a.lines[1:], b.lines[1:])...)
		}
		x, okA := elements(a.lines[1:])
		y, okB := elements(b.lines[1:])
		w, _ := elements(was)
		if !okA || !okB {
			return nil
		}
		merged := a.lines[:1:1]
		for _, u := range resolve(w, x, y) {
			merged = append(merged, u.lines...)
		}
		return merged
	case a.value.Kind == yaml.SequenceNode && len(a.lines) == 1 && len(b.lines) == 1:
		return mergeFlow(o, a, b)
	}
	return nil
}

// mergeFlow merges lists such as [a, b].
func mergeFlow(o, a, b *entry) []string {
	texts := func(e *entry) []string {
		var all []string
		for _, n := range e.value.Content {
			if n.Kind != yaml.ScalarNode {
				return nil
			}
			all = append(all, n.Value)
		}
		return all
	}
	was, x, y := texts(o), texts(a), texts(b)
	if len(x) != len(a.value.Content) || len(y) != len(b.value.Content) {
		return nil
	}
	keep := map[string]bool{}
	for _, v := range slices.Concat(x, y) {
		keep[v] = !slices.Contains(was, v) || slices.Contains(x, v) && slices.Contains(y, v)
	}
	list := *a.value
	list.Content = nil
	for _, n := range slices.Concat(a.value.Content, b.value.Content) {
		if keep[n.Value] {
			list.Content = append(list.Content, n)
			keep[n.Value] = false
		}
	}
	flow, err := yaml.Marshal(&yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: list.Content})
	before, _, found := strings.Cut(a.lines[0], "[")
	if err != nil || !found {
		return nil
	}
	return []string{before + strings.TrimSpace(string(flow))}
}

// chooseVersion keeps one of two versions of a key and the others as comments.
func chooseVersion(o, a, b *entry) (lines, others []string) {
	all := func(e *entry) []string {
		if len(e.lines) == 0 {
			return nil
		}
		vs := []string{strings.Join(e.lines, "\n")}
		for _, l := range e.others {
			if v, ok := otherKey(l); ok {
				vs = append(vs, v)
			}
		}
		return vs
	}
	vs := versions(all(o), all(a), all(b))
	for _, v := range vs[1:] {
		for l := range strings.SplitSeq(v, "\n") {
			others = append(others, keepOne(l))
		}
	}
	return strings.Split(vs[0], "\n"), others
}
