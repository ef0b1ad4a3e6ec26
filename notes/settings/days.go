package settings

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"oneonone/internal/when"
)

// Days are days that matter to which questions are asked: of reviews, of a reorganisation.
type Days []when.Date

// String is the days as people write them, separated by commas.
func (ds Days) String() string {
	words := make([]string, len(ds))
	for i, d := range ds {
		words[i] = d.String()
	}
	return strings.Join(words, ", ")
}

// DayWords is a key with days as written: a list, or a single day.
type DayWords []string

// UnmarshalYAML takes a list of scalars or a scalar.
func (w *DayWords) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		n = &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{n}}
	}
	if n.Kind != yaml.SequenceNode {
		return fmt.Errorf("line %d: expected a day such as 2026-12-15, or a list of days", n.Line)
	}
	for _, c := range n.Content {
		*w = append(*w, c.Value)
	}
	return nil
}

// Days reads what can be read; the first fault is returned with it.
func (w DayWords) Days() (all Days, fault error) {
	for _, s := range w {
		if strings.TrimSpace(s) == "" {
			continue
		}
		d, err := when.ParseISO(strings.TrimSpace(s))
		if err != nil && fault == nil {
			fault = err
		}
		if err == nil {
			all = append(all, d)
		}
	}
	return all, fault
}
