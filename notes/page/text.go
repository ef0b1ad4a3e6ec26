package page

import (
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// ParseText reads a text from outside of the folder as an entry would be
// read. Its day is that of the name when that is an entry's, else today; the
// person is the one whose folder the path names, if any.
func (g *Grammar) ParseText(path string, src []byte, today when.Date) *Entry {
	info := PathInfo{Kind: KindEntry, Date: today, N: 1}
	parts := strings.Split(path, "/")
	if d, n, ok := ParseEntryName(parts[len(parts)-1]); ok {
		info.Date, info.N = d, n
	}
	if len(parts) > 1 {
		if h, ok := g.Names().Resolve(parts[len(parts)-2]); ok && h != clause.Me {
			info.Person = h
		}
	}
	e := &Entry{Person: info.Person, Date: info.Date, N: info.N}
	e.init(g.On(e.Date), path, src, info)
	e.MovedFrom = e.movedFrom()
	return e
}
