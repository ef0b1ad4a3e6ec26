package clause

import (
	"slices"
	"strings"
)

// A doc that two people share is read the same from both seats: its words know
// the two by what its page calls them, and nobody else. Who reads it decides
// only which of the two is Me.

// Nobody is who "I" and "me" are in a shared doc: its words are those of both.
const Nobody = ""

// pair are the two people of a shared doc.
type pair struct {
	named, with string // their handles, as who reads it calls them
	identity    string
}

// NewPair makes the names of a shared doc: named is whom its page names, with
// the other of the two. One of the handles is Me; in the notes neither counts,
// because each seat has another.
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

// Voice is who is meant in the notes about a person, where nothing else says.
func (n *Names) Voice(person string) Voice {
	if n.pair != nil {
		return Voice{Person: n.pair.named, Speaker: Nobody}
	}
	return Voice{Person: person, Speaker: Me}
}

// Both are the two whom a person's notes are about.
func (n *Names) both(person string) []string {
	switch {
	case n.pair != nil:
		return []string{n.pair.with, n.pair.named}
	case person == "":
		return []string{Me}
	}
	return []string{Me, person}
}

// Identity is what tells a person's notes from those of others: the same from
// both seats of a shared doc, else the handle.
func (n *Names) Identity(person string) string {
	if n.pair != nil {
		return n.pair.identity
	}
	return person
}

// Seats are owners as both seats name them, in an order that is the same for
// both; outside of a shared doc their handles.
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

// Known are owners without Nobody.
func Known(owners []string) []string {
	if !slices.Contains(owners, Nobody) {
		return owners
	}
	return slices.DeleteFunc(slices.Clone(owners), func(o string) bool { return o == Nobody })
}
