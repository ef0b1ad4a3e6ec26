package template

import (
	"fmt"
	"slices"
	"strings"
	"text/template/parse"
)

// Bounds of a template. The built-in ones use less than a tenth of each. Without
// nested loops, and with lists bounded by Data, a template within them ends in
// milliseconds, so nothing needs to count its steps.
const (
	maxFile    = 64 << 10  // bytes of a template or question file
	maxOutput  = 256 << 10 // bytes of an entry
	maxDepth   = 8         // of nested if, with and range
	maxActions = 400
	maxNumber  = 9999 // written in a template, where a loop could count to it
)

// functions are all that a template can call.
var functions = []string{"and", "eq", "ge", "gt", "le", "len", "lt", "ne", "not", "or", "yaml"}

// checker walks a template before it runs and refuses what could run away or
// reach too far, and names that do not exist, on any branch. Whether values have
// the right type shows when it runs.
type checker struct {
	path, raw string
	actions   int
}

// check reports the first fault of a parsed template.
func check(path, raw string, tree *parse.Tree) error {
	return (&checker{path: path, raw: raw}).node(tree.Root, 0, false)
}

func (c *checker) errorf(n parse.Node, format string, args ...any) error {
	at := min(int(n.Position()), len(c.raw))
	return &FileError{Path: c.path, Line: 1 + strings.Count(c.raw[:at], "\n"), Msg: fmt.Sprintf(format, args...)}
}

// node checks a node and what is in it; depth counts the blocks around it.
func (c *checker) node(n parse.Node, depth int, inLoop bool) error {
	switch n := n.(type) {
	case *parse.ListNode:
		return c.list(n, depth, inLoop)
	case *parse.ActionNode:
		return c.pipe(n.Pipe, depth, inLoop)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, depth, inLoop)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, depth, inLoop)
	case *parse.RangeNode:
		if inLoop {
			return c.errorf(n, "a loop inside a loop")
		}
		return c.branch(&n.BranchNode, depth, true)
	case *parse.TemplateNode:
		return c.errorf(n, "a template cannot call another one")
	case *parse.PipeNode:
		return c.pipe(n, depth, inLoop)
	case *parse.NumberNode:
		if n.IsInt && (n.Int64 > maxNumber || n.Int64 < -maxNumber) {
			return c.errorf(n, "%s is more than %d", n.Text, maxNumber)
		}
	case *parse.IdentifierNode:
		if !slices.Contains(functions, n.Ident) {
			return c.errorf(n, "unknown function %q; %s", n.Ident, knownFunctions())
		}
	case *parse.FieldNode:
		return c.name(n, n.Ident)
	case *parse.VariableNode:
		return c.name(n, n.Ident[1:])
	case *parse.ChainNode:
		if err := c.name(n, n.Field); err != nil {
			return err
		}
		return c.node(n.Node, depth, inLoop)
	}
	return nil
}

func (c *checker) list(l *parse.ListNode, depth int, inLoop bool) error {
	if l == nil {
		return nil
	}
	for _, n := range l.Nodes {
		if c.actions++; c.actions > maxActions {
			return c.errorf(n, "the template is too long: it has more than %d parts", maxActions)
		}
		if err := c.node(n, depth, inLoop); err != nil {
			return err
		}
	}
	return nil
}

// branch checks the pipeline and both sides of an if, with or range.
func (c *checker) branch(b *parse.BranchNode, depth int, inLoop bool) error {
	if depth++; depth > maxDepth {
		return c.errorf(b, "nested more than %d deep", maxDepth)
	}
	for _, n := range []parse.Node{b.Pipe, b.List, b.ElseList} {
		if err := c.node(n, depth, inLoop); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) pipe(p *parse.PipeNode, depth int, inLoop bool) error {
	for _, cmd := range p.Cmds {
		for _, arg := range cmd.Args {
			if err := c.node(arg, depth, inLoop); err != nil {
				return err
			}
		}
	}
	return nil
}

// name checks the names after a dot: those of the data or, within a with, those
// of the person.
func (c *checker) name(n parse.Node, idents []string) error {
	name := "." + strings.Join(idents, ".")
	if len(idents) == 0 || slices.ContainsFunc(fields, func(f Field) bool { return f.Name == name || f.Name == ".Person"+name }) {
		return nil
	}
	var known []string
	for _, f := range fields {
		if strings.HasPrefix(f.Name, ".Person.") == strings.HasPrefix(name, ".Person.") {
			known = append(known, "."+strings.TrimPrefix(f.Name[1:], "Person."))
		}
	}
	return c.errorf(n, "unknown name %s; there are %s", name, strings.Join(known, ", "))
}

func knownFunctions() string { return "the functions are " + strings.Join(functions, ", ") }
