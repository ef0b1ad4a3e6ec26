package text

import (
	"fmt"

	"gopkg.in/yaml.v3"
)

// maxRepeated bounds the values that aliases add to those written in a file.
const maxRepeated = 10_000

// ReadYAML is yaml.Unmarshal for a file from anybody: one whose aliases multiply
// (1 KB can hold ten million values) is refused, naming the line where that
// begins.
func ReadYAML(src []byte, v any) error {
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil || doc.Kind == 0 {
		return err
	}
	r := repeats{sizes: map[*yaml.Node]int{}}
	if r.size(&doc); r.line > 0 {
		return fmt.Errorf("yaml: line %d: aliases (*) repeat too much", r.line)
	}
	return doc.Decode(v)
}

// repeats counts the values in a document with its aliases expanded.
type repeats struct {
	sizes map[*yaml.Node]int // of what has an anchor
	added int                // by aliases
	line  int                // of the first alias too many
}

func (r *repeats) size(n *yaml.Node) int {
	if n.Kind == yaml.AliasNode {
		of, known := r.sizes[n.Alias]
		if !known { // the alias is inside what it refers to
			of = maxRepeated + 1
		}
		if r.added += of; r.added > maxRepeated && r.line == 0 {
			r.line = n.Line
		}
		return min(of, maxRepeated+1)
	}
	all := 1
	for _, c := range n.Content {
		all = min(all+r.size(c), maxRepeated+1)
	}
	if n.Anchor != "" {
		r.sizes[n] = all
	}
	return all
}
