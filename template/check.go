package template

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template/parse"
)

// Bounds of a template. The built-in ones stay below a tenth of each. With no
// loop in a loop and lists bounded by Data, a template within them ends in
// milliseconds, so nothing needs to count its steps.
const (
	maxFile    = 64 << 10  // bytes of a template or question file
	maxOutput  = 256 << 10 // bytes of an entry
	maxDepth   = 8         // of if, with and range in each other
	maxActions = 400
)

// checker walks a template before it runs and refuses what could fail, loop or
// reach too far, whatever the data.
type checker struct {
	path    string
	raw     string
	dot     kind
	vars    map[string]kind
	depth   int
	inLoop  bool
	actions int
}

// check reports the first fault of a parsed template.
func check(path, raw string, tree *parse.Tree) error {
	c := &checker{path: path, raw: raw, dot: data, vars: map[string]kind{"$": data}}
	return c.list(tree.Root)
}

func (c *checker) errorf(n parse.Node, format string, args ...any) error {
	at := min(int(n.Position()), len(c.raw))
	return &FileError{Path: c.path, Line: 1 + strings.Count(c.raw[:at], "\n"), Msg: fmt.Sprintf(format, args...)}
}

func (c *checker) list(l *parse.ListNode) error {
	if l == nil {
		return nil
	}
	for _, n := range l.Nodes {
		if err := c.node(n); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) node(n parse.Node) error {
	if c.actions++; c.actions > maxActions {
		return c.errorf(n, "the template is too long: it has more than %d parts", maxActions)
	}
	switch n := n.(type) {
	case *parse.TextNode, *parse.CommentNode, *parse.BreakNode, *parse.ContinueNode:
		return nil
	case *parse.ActionNode:
		return c.print(n)
	case *parse.IfNode:
		return c.branch(n, &n.BranchNode, func(k kind) (kind, error) { return c.dot, nil })
	case *parse.WithNode:
		return c.branch(n, &n.BranchNode, func(k kind) (kind, error) { return k, nil })
	case *parse.RangeNode:
		return c.loop(n)
	case *parse.TemplateNode:
		return c.errorf(n, "a template cannot call another one")
	}
	return c.errorf(n, "%s is nothing a template can use", n)
}

func (c *checker) print(n *parse.ActionNode) error {
	k, err := c.pipe(n.Pipe)
	if err != nil || len(n.Pipe.Decl) > 0 {
		return err
	}
	switch k {
	case data:
		return c.errorf(n, "{{.}} is all the data here; name a part of it, such as {{.Title}}")
	case person:
		return c.errorf(n, "name what of the person shall stand here, such as {{.Person.Name}}")
	}
	return nil
}

// loop checks a range: over a list only, and never inside another.
func (c *checker) loop(n *parse.RangeNode) error {
	if c.inLoop {
		return c.errorf(n, "a loop inside a loop")
	}
	c.inLoop = true
	defer func() { c.inLoop = false }()
	return c.branch(n, &n.BranchNode, func(k kind) (kind, error) {
		switch k {
		case list:
			return block, nil
		case names:
			return text, nil
		}
		return none, c.errorf(n, "range goes over a list; %s is %s", n.Pipe.Cmds[0], k)
	})
}

// branch checks the pipeline and both sides of an if, with or range; inner
// says what the dot is inside, given the pipeline's kind.
func (c *checker) branch(n parse.Node, b *parse.BranchNode, inner func(kind) (kind, error)) error {
	if c.depth++; c.depth > maxDepth {
		return c.errorf(n, "nested more than %d deep", maxDepth)
	}
	dot, vars := c.dot, maps.Clone(c.vars)
	defer func() { c.depth--; c.dot, c.vars = dot, vars }()
	k, err := c.pipe(b.Pipe)
	if err != nil {
		return err
	}
	in, err := inner(k)
	if err != nil {
		return err
	}
	c.dot = in
	if n.Type() == parse.NodeRange {
		c.declareLoop(b.Pipe, in)
	}
	if err := c.list(b.List); err != nil {
		return err
	}
	c.dot, c.vars = dot, maps.Clone(vars)
	return c.list(b.ElseList)
}

// declareLoop gives a range's variables their kinds: {{range $i, $topic := …}}.
func (c *checker) declareLoop(p *parse.PipeNode, element kind) {
	for i, v := range p.Decl {
		c.vars[v.Ident[0]] = element
		if i == 0 && len(p.Decl) == 2 {
			c.vars[v.Ident[0]] = number
		}
	}
}

func (c *checker) pipe(p *parse.PipeNode) (kind, error) {
	piped := none
	for _, cmd := range p.Cmds {
		k, err := c.command(cmd, piped)
		if err != nil {
			return none, err
		}
		piped = k
	}
	for _, v := range p.Decl {
		if old, ok := c.vars[v.Ident[0]]; ok && p.IsAssign && old != piped {
			return none, c.errorf(p, "%s is %s, not %s", v.Ident[0], old, piped)
		}
		c.vars[v.Ident[0]] = piped
	}
	return piped, nil
}

// command checks one command of a pipeline; piped is what the command before
// hands on, none for the first.
func (c *checker) command(cmd *parse.CommandNode, piped kind) (kind, error) {
	if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return c.call(id, cmd.Args[1:], piped)
	}
	if len(cmd.Args) > 1 || piped != none {
		return none, c.errorf(cmd, "%s is no function", cmd.Args[0])
	}
	return c.value(cmd.Args[0])
}

func (c *checker) call(id *parse.IdentifierNode, args []parse.Node, piped kind) (kind, error) {
	sig, ok := signatures[id.Ident]
	if !ok {
		return none, c.errorf(id, "there is no function %q; %s", id.Ident, knownFunctions())
	}
	var kinds []kind
	for _, a := range args {
		k, err := c.value(a)
		if err != nil {
			return none, err
		}
		kinds = append(kinds, k)
	}
	if piped != none {
		kinds = append(kinds, piped)
	}
	if len(kinds) < sig.min || len(kinds) > sig.max {
		return none, c.errorf(id, "%s with %d values", id.Ident, len(kinds))
	}
	for _, k := range kinds {
		if sig.args != nil && !slices.Contains(sig.args, k) {
			return none, c.errorf(id, "%s cannot be used on %s", id.Ident, k)
		}
		if sig.result == truth && sig.args != nil && k != kinds[0] {
			return none, c.errorf(id, "%s compares %s with %s", id.Ident, kinds[0], k)
		}
	}
	// and, or give one of their values, so alike ones keep their kind.
	if sig.args == nil && id.Ident != "not" && len(slices.Compact(slices.Clone(kinds))) == 1 {
		return kinds[0], nil
	}
	return sig.result, nil
}

func (c *checker) value(n parse.Node) (kind, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return c.dot, nil
	case *parse.FieldNode:
		return c.field(n, c.dot, n.Ident)
	case *parse.VariableNode:
		return c.field(n, c.vars[n.Ident[0]], n.Ident[1:])
	case *parse.PipeNode:
		return c.pipe(n)
	case *parse.StringNode:
		return text, nil
	case *parse.NumberNode:
		if !n.IsInt {
			return none, c.errorf(n, "%s is no whole number", n.Text)
		}
		return number, nil
	case *parse.BoolNode:
		return truth, nil
	case *parse.IdentifierNode:
		return c.call(n, nil, none)
	}
	return none, c.errorf(n, "%s is nothing a template can use", n)
}

// field follows the names behind a dot.
func (c *checker) field(n parse.Node, on kind, idents []string) (kind, error) {
	for i, name := range idents {
		next := none
		for _, f := range fields {
			if on == data && f.Name == "."+name || on == person && f.Name == ".Person."+name {
				next = f.kind
			}
		}
		if next == none {
			return none, c.errorf(n, "unknown name .%s; %s", strings.Join(idents[:i+1], "."), known(on))
		}
		on = next
	}
	return on, nil
}

// known says which names there are at a place.
func known(on kind) string {
	var there []string
	for _, f := range fields {
		inPerson := strings.HasPrefix(f.Name, ".Person.")
		switch {
		case on == person && inPerson:
			there = append(there, strings.TrimPrefix(f.Name, ".Person"))
		case on == data && !inPerson:
			there = append(there, f.Name)
		}
	}
	if there == nil {
		return fmt.Sprintf("the dot is %s here; write $ before names of the data, as in {{$.Title}}", on)
	}
	return "there are " + strings.Join(there, ", ")
}

func knownFunctions() string {
	return "the functions are " + strings.Join(slices.Sorted(maps.Keys(signatures)), ", ")
}
