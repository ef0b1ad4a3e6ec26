package page

import (
	"bytes"
	"slices"
	"strings"

	"oneonone/internal/edit"
	"oneonone/notes/markdown"
)

// Insertion is text to be put at a place of a file.
type Insertion struct {
	At   int
	Text string
}

// AddItem puts a list item (lines ending in "\n", the first starting with "- ")
// at the end of a section: after its last item and with that item's bullet and
// indentation, else under its heading. sec is nil when the note has no such
// section; the item then comes with a heading, before the section `before` when
// there is one, else at the end of the note.
func AddItem(src []byte, sec *Section, title string, item string, before *Section) Insertion {
	switch {
	case sec != nil && len(sec.Items) > 0:
		last := sec.Items[len(sec.Items)-1]
		return Insertion{last.End, markdown.WithNewlines(markdown.EndLine(src, last.End)+likeItem(src, last, item), src)}
	case sec != nil:
		at := sec.Start + len(bytes.TrimRight(src[sec.Start:sec.End], " \t\r\n"))
		if at == sec.Start {
			// Nothing under the heading yet: directly below it, with the
			// blank lines that were there staying behind the item.
			return Insertion{sec.Start, markdown.WithNewlines(markdown.EndLine(src, sec.Start)+item, src)}
		}
		return Insertion{at, markdown.WithNewlines("\n\n"+strings.TrimSuffix(item, "\n"), src)}
	case before != nil:
		at := edit.LineStart(src, before.HeadingLine)
		return Insertion{at, markdown.WithNewlines("## "+title+"\n"+item+"\n", src)}
	}
	gap := ""
	if len(bytes.TrimSpace(src)) > 0 {
		gap = markdown.EndLine(src, len(src))
		if !bytes.HasSuffix(src, []byte("\n\n")) && !bytes.HasSuffix(src, []byte("\r\n\r\n")) {
			gap += "\n"
		}
	}
	return Insertion{len(src), markdown.WithNewlines(gap+"## "+title+"\n"+item, src)}
}

// AddLast is AddItem at the end of what stands in a section itself: behind a
// paragraph below its last item, and before the sections within it.
func (n *Note) AddLast(sec *Section, title string, item string) Insertion {
	if sec == nil {
		return AddItem(n.Src, nil, title, item, nil)
	}
	own := *sec
	for _, s := range n.Sections() {
		if s.HeadingStart >= sec.Start && s.HeadingStart < own.End {
			own.End = s.HeadingStart
		}
	}
	own.Items = slices.DeleteFunc(slices.Clone(sec.Items), func(it *Item) bool { return it.Start >= own.End })
	if k := len(own.Items); k > 0 && !isBlank(n.Src[own.Items[k-1].End:own.End]) {
		own.Items = nil
	}
	return AddItem(n.Src, &own, title, item, nil)
}

// likeItem writes an item as its neighbour is written: the same indentation
// and bullet, so that both stay one list.
func likeItem(src []byte, neighbour *Item, item string) string {
	line := src[neighbour.Start:neighbour.End]
	indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
	if len(line) > len(indent) && bytes.IndexByte([]byte("*+"), line[len(indent)]) >= 0 {
		bullet := string(line[len(indent)])
		item = strings.ReplaceAll("\n"+item, "\n- ", "\n"+bullet+" ")[1:] // there may be several
	}
	if len(indent) == 0 {
		return item
	}
	var b strings.Builder
	for l := range strings.Lines(item) {
		if strings.TrimSpace(l) != "" {
			b.Write(indent)
		}
		b.WriteString(l)
	}
	return b.String()
}

// WithLastTime is the entry with promises added to those of last time: in front
// of Notes, else of the first section, when it has none.
func (e *Entry) WithLastTime(items string) ([]byte, error) {
	before := e.Section(SectionNotes)
	if i := slices.IndexFunc(e.Sections(), func(s *Section) bool { return s.Level == 2 }); before == nil && i >= 0 {
		before = e.Sections()[i]
	}
	in := AddItem(e.Src, e.Section(SectionActions), "Last time", items, before)
	b := edit.NewBuffer(e.Src)
	b.Insert(in.At, in.Text)
	return b.Bytes()
}
