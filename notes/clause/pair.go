package clause

import (
	"slices"
	"strings"
)

// A doc that two people share is read the same from both seats: it knows the two
// by what its page calls them, and nobody else. Who reads it decides only which
// of the two is Me.

// Nobody is who "I" and "me" stand for in a shared doc: its words belong to both.
const Nobody = ""

// pair are the two people of a shared doc.
type pair struct {
	named, with string // their handles, as the reader calls them
	identity    string
}

// NewPair makes the names of a shared doc: named is the person its page names,
// with is the other. One of the handles is Me; in the notes handles do not count,
// because each seat has different ones.
func NewPair(named, with NameSet) *Names {
	n := &Names{known: map[string][]claim{}, written: map[string][]string{}, first: nameStarts{known: map[string]bool{}}}
	n.pair = &pair{named.Handle, with.Handle, FoldName(named.Names[0]) + "\x00" + FoldName(with.Names[0])}
	for _, p := range []NameSet{named, with} {
		n.learn(p)
		n.add(strings.Join(strings.Fields(p.Names[0]), "-"), p.Handle, byHandle) // @alice-martin
	}
	for _, p := range []NameSet{named, with} {
		for _, name := range n.written[p.Handle] {
			n.addPlain(name, p.Handle)
		}
		for _, old := range p.Former {
			n.addFormer(old, p.Handle, byFormer)
		}
	}
	n.sort()
	return n
}

// Shared reports whether the names are those of a doc that two people share.
func (n *Names) Shared() bool { return n.pair != nil }

// Voice is who is meant in the notes about a person, unless something else says so.
func (n *Names) Voice(person string) Voice {
	if n.pair != nil {
		return Voice{Person: n.pair.named, Speaker: Nobody}
	}
	return Voice{Person: person, Speaker: Me}
}

// both are the two people that a person's notes are about.
func (n *Names) both(person string) []string {
	switch {
	case n.pair != nil:
		return []string{n.pair.with, n.pair.named}
	case person == "":
		return []string{Me}
	}
	return []string{Me, person}
}

// Identity is what tells a person's notes from those about others: the same from
// both seats of a shared doc, otherwise the handle.
func (n *Names) Identity(person string) string {
	if n.pair != nil {
		return n.pair.identity
	}
	return person
}

// Seats returns owners as both seats name them, in the same order for both;
// outside a shared doc, their handles.
func (n *Names) Seats(owners []string) []string {
	owners = slices.Clone(owners)
	for i, o := range owners {
		if n.pair == nil {
			break
		}
		switch o {
		case n.pair.named:
			owners[i] = "name"
		case n.pair.with:
			owners[i] = "with"
		}
	}
	slices.Sort(owners)
	return owners
}

// Known returns owners without Nobody.
func Known(owners []string) []string {
	if !slices.Contains(owners, Nobody) {
		return owners
	}
	return slices.DeleteFunc(slices.Clone(owners), func(o string) bool { return o == Nobody })
}
