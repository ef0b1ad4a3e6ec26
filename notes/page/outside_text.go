package page

import (
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// ParseText reads a text from outside the folder as an entry. Its day is that of
// the file name, where that is an entry's, else today; its person is the one
// whose folder the path names, if any.
func (g *Grammar) ParseText(path string, src []byte, today when.Date) *Entry {
	ref := EntryRef{Path: path, Date: today, N: 1}
	parts := strings.Split(path, "/")
	if d, n, ok := ParseEntryName(parts[len(parts)-1]); ok {
		ref.Date, ref.N = d, n
	}
	if len(parts) > 1 {
		if h, ok := g.Names().Resolve(parts[len(parts)-2]); ok && h != clause.Me {
			ref.Person = h
		}
	}
	return g.Entry(ref, src)
}
