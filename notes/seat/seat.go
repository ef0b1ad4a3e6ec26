// Package seat is about docs that two people share. The page names one of them
// and says with whom: name: Alice Martin, with: Sam Rivera. Alice sees Sam as the
// other person, Sam sees Alice; the bytes are the same, and so is what they mean
// (FORMAT.md, "A shared doc").
package seat

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"oneonone/notes/clause"
)

// Words is the with key as written: a name, or a list of a name and aliases.
type Words []string

// UnmarshalYAML takes a scalar, or a list of them.
func (w *Words) UnmarshalYAML(n *yaml.Node) error {
	all := n.Content
	switch n.Kind {
	case yaml.ScalarNode:
		all = []*yaml.Node{n}
	case yaml.SequenceNode:
	default:
		return fmt.Errorf("line %d: with is a name such as Sam Rivera", n.Line)
	}
	for _, c := range all {
		if name := strings.TrimSpace(c.Value); name != "" {
			*w = append(*w, name)
		}
	}
	return nil
}

// Doc is a shared doc, seen from one of its two seats.
type Doc struct {
	Named, With clause.NameSet
	// Other says that the reader is in the other seat: the page names them.
	Other bool
	// Known says that the reader is one of the two at all.
	Known bool
}

// Of returns the doc that a page makes, as seen by somebody called me. The error
// says why it is nobody's, or that me is neither of the two; a doc returned with
// it is read from the seat of the person the page is with.
func Of(named, with clause.NameSet, me []string) (*Doc, error) {
	if named.Names[0] == "" {
		return nil, fmt.Errorf("with: the page has no name: that says who the other of the two is")
	}
	if slices.ContainsFunc(clause.Keys(named.Names[0])[:1], func(k string) bool { return k == clause.FoldName(with.Names[0]) }) {
		return nil, fmt.Errorf("with: and name: are the same person")
	}
	d := &Doc{Named: named, With: with}
	named.Handle, with.Handle = "name", "with"
	names := clause.NewPair(named, with)
	for _, m := range me {
		if who, ok := names.Resolve(m); ok {
			d.Other, d.Known = who == "name", true
			return d, nil
		}
	}
	if len(me) == 0 {
		return d, fmt.Errorf("with: cannot tell which of the two you are")
	}
	return d, fmt.Errorf("with: you are neither %s nor %s", d.Named.Names[0], d.With.Names[0])
}

// Them is the other person, as the reader sees it.
func (d *Doc) Them() clause.NameSet {
	if d.Other {
		return d.With
	}
	return d.Named
}

// Mine is the reader's own name in the doc.
func (d *Doc) Mine() string {
	if d.Other {
		return d.Named.Names[0]
	}
	return d.With.Names[0]
}

// Names are the names of the two; the other person has the handle.
func (d *Doc) Names(handle string) *clause.Names {
	named, with := d.Named, d.With
	named.Handle, with.Handle = handle, clause.Me
	if d.Other {
		named.Handle, with.Handle = clause.Me, handle
	}
	return clause.NewPair(named, with)
}
