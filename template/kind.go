package template

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// kind is what sort of value a place of a template has. It is known before the
// template runs, which is what lets check refuse a template as a whole.
type kind int

const (
	none kind = iota
	data      // the whole Data: the dot outside of loops
	person
	text
	number
	truth
	list  // Markdown blocks
	block // one of them
	names // short texts
)

func (k kind) String() string {
	return [...]string{"nothing", "the data", "a person", "text", "a number", "a yes or no", "a list", "a list item", "a list of names"}[k]
}

// blockList is a list as a template sees it. Its elements are stand-ins for
// the blocks, which are put in when the template has run; printed as a whole,
// each stands on a line of its own.
type blockList []string

func (l blockList) String() string { return strings.Join(l, "\n") }

// nameWords is a list of short texts.
type nameWords []string

func (n nameWords) String() string { return strings.Join(n, ", ") }

// functions are all a template can call beside the comparisons and logic of
// text/template that signatures names.
var functions = map[string]any{"yaml": yamlValue}

// yamlValue writes a value as YAML on one line, quoted where it must be.
func yamlValue(v any) (string, error) {
	var n yaml.Node
	if err := n.Encode(v); err != nil {
		return "", err
	}
	n.Style |= yaml.FlowStyle
	out, err := yaml.Marshal(&n)
	return strings.TrimSuffix(string(out), "\n"), err
}

// signature says what a function takes and gives.
type signature struct {
	args   []kind // nil: any
	min    int
	max    int
	result kind
}

var scalars = []kind{text, number, truth}

var signatures = map[string]signature{
	"and":  {min: 1, max: 9, result: truth},
	"or":   {min: 1, max: 9, result: truth},
	"not":  {min: 1, max: 1, result: truth},
	"eq":   {args: scalars, min: 2, max: 9, result: truth},
	"ne":   {args: scalars, min: 2, max: 2, result: truth},
	"lt":   {args: scalars, min: 2, max: 2, result: truth},
	"le":   {args: scalars, min: 2, max: 2, result: truth},
	"gt":   {args: scalars, min: 2, max: 2, result: truth},
	"ge":   {args: scalars, min: 2, max: 2, result: truth},
	"len":  {args: []kind{text, list, names}, min: 1, max: 1, result: number},
	"yaml": {args: []kind{text, number, names}, min: 1, max: 1, result: text},
}
