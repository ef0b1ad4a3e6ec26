package notes

import (
	"slices"
	"strings"

	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// carried is an item of what was promised: a promise, or the label it was nested
// under, with what was nested there.
type carried struct {
	line    string
	threads []*promise.Thread // its own, and those nested under it
	under   []*carried
}

func (c *carried) write(b *strings.Builder, indent string) {
	b.WriteString(indent + c.line + "\n")
	for _, u := range c.under {
		u.write(b, indent+"  ")
	}
}

func (c *carried) text() string {
	var b strings.Builder
	c.write(&b, "")
	return strings.TrimSuffix(b.String(), "\n")
}

// place is where an item is.
type place struct {
	path string
	line int
}

// carriedItems returns promises as items for the next entry. A nested one stays
// nested, as long as it is read the same there.
func (f *Folder) carriedItems(threads []*promise.Thread, entries []*page.Entry) []string {
	byPlace := map[place]*carried{}
	for _, t := range threads {
		byPlace[place{t.Newest().Path, t.Newest().Line}] = &carried{line: t.CarriedLine(), threads: []*promise.Thread{t}}
	}
	var roots []*carried
	for _, t := range threads {
		a := t.Newest()
		c := byPlace[place{a.Path, a.Line}]
		i := slices.IndexFunc(entries, func(e *page.Entry) bool { return e.Path == a.Path })
		if i < 0 || a.Inherited {
			roots = append(roots, c)
			continue
		}
		words, line := entries[i].ParentItem(a.Line)
		if line == 0 || words == "" {
			roots = append(roots, c)
			continue
		}
		parent := byPlace[place{a.Path, line}]
		if parent == nil {
			parent = &carried{line: "- " + words}
			byPlace[place{a.Path, line}] = parent
			roots = append(roots, parent)
		}
		parent.under = append(parent.under, c)
		parent.threads = append(parent.threads, t)
	}
	var items []string
	for _, c := range roots {
		if alone := c.alone(); f.readsAs(threads[0].Person, c.text(), alone) {
			items = append(items, c.text())
		} else {
			items = append(items, alone...)
		}
	}
	return items
}

// alone returns the promises of an item, each unnested.
func (c *carried) alone() []string {
	var lines []string
	if len(c.threads) > 0 && c.line == c.threads[0].CarriedLine() {
		lines = append(lines, c.line)
	}
	for _, u := range c.under {
		lines = append(lines, u.alone()...)
	}
	return lines
}

// readsAs reports whether the same promises are read from item as from the items of alone.
func (f *Folder) readsAs(person, item string, alone []string) bool {
	if len(alone) == 1 && item == alone[0] {
		return true
	}
	read := func(items string) []*page.Action {
		return f.grammar.ParseEntry("people/"+person+"/2000-01-01.md", []byte("## Last time\n"+items+"\n")).Actions()
	}
	return slices.EqualFunc(read(item), read(strings.Join(alone, "\n")), func(a, b *page.Action) bool {
		return a.Text == b.Text && a.State == b.State && a.Since == b.Since && a.Due == b.Due && slices.Equal(a.Owners, b.Owners)
	})
}
