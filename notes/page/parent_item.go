package page

import (
	"bytes"

	"oneonone/internal/edit"
	"oneonone/notes/markdown"
)

// ParentItem is the list item that the item on a line is nested under: its first
// line, without bullet and box, as it is written. line is 0 when there is none,
// and when the parent is a section of its own, such as a name.
func (e *Entry) ParentItem(line int) (text string, parent int) {
	at := edit.LineStart(e.Src, line)
	if at < len(e.Src) && !bytes.ContainsRune([]byte(" \t>"), rune(e.Src[at])) {
		return "", 0 // an item without a margin is in none, and most have none
	}
	doc, err := markdown.ParseBlocks(e.Src, e.Front.End)
	if err != nil {
		return "", 0
	}
	var item, above *markdown.Block
	for b := &doc.Root; b != nil; {
		next := b.First
		for next != nil && next.End <= at {
			next = next.Next
		}
		if next != nil && next.Kind == markdown.ListItem {
			item, above = next, item
		}
		b = next
	}
	if above == nil || above.First == nil || above.First.Kind != markdown.Paragraph || lineOf(e.Src, item.Start) != line {
		return "", 0
	}
	parent = lineOf(e.Src, above.Start)
	for _, s := range e.Sections() {
		if s.HeadingLine == parent {
			return "", 0
		}
	}
	words := e.Src[above.First.Start:above.First.End]
	words, _, _ = bytes.Cut(words, []byte("\n"))
	words = bytes.TrimSpace(words)
	for _, box := range []string{"[ ] ", "[x] ", "[X] ", "[-] "} {
		words = bytes.TrimPrefix(words, []byte(box))
	}
	return string(words), parent
}

// lineOf is the number of the line that a place is on, from 1.
func lineOf(src []byte, at int) int { return 1 + bytes.Count(src[:at], []byte("\n")) }
