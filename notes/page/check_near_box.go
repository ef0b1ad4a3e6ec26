package page

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"oneonone/notes/markdown"
)

// nearBoxes finds boxes that are not written as one.
func (r *reading) nearBoxes() []markdown.Problem {
	taken := map[int]bool{}
	for _, a := range r.actions {
		taken[a.Line] = true
	}
	var all []markdown.Problem
	r.eachText(&r.doc.Root, func(b *markdown.Block) {
		if !bytes.Contains(b.Prose.Text, []byte("[ ]")) && !bytes.Contains(b.Prose.Text, []byte("[x]")) {
			return
		}
		for _, from := range lineStarts(b.Prose) {
			text := b.Prose.Text[from:]
			why := nearMiss(string(text[:min(len(text), len("-[ ] "))]), b)
			if why == "" {
				continue
			}
			if line := markdown.LineNumber(r.doc.Src, b.Prose.SourceAt(from)); !taken[line] {
				all = append(all, markdown.Problem{Path: r.note.Path, Line: line, What: why,
					Hint: "make it bold or give it a box \"- [ ]\" if it is a promise"})
			}
		}
	})
	return all
}

// lineStarts are where the clauses and the lines of a paragraph begin.
func lineStarts(p *markdown.Prose) []int {
	starts := map[int]bool{}
	for _, c := range p.Clauses(0) {
		starts[c.From] = true
	}
	for i := range p.Breaks(markdown.Span{From: 0, To: len(p.Text)}) {
		starts[i+1] = true
	}
	return slices.Sorted(maps.Keys(starts))
}

// nearMiss says what is wrong with a box, by how a clause begins.
func nearMiss(text string, b *markdown.Block) string {
	switch {
	case strings.HasPrefix(text, "[ ]") || strings.HasPrefix(text, "[x]"):
		if b.Parent.Kind != markdown.ListItem {
			return "a box outside a list is not an action"
		}
		if len(text) > 3 && text[3] != ' ' {
			return "a box needs a space after it"
		}
	case strings.HasPrefix(text, "-[ ]") || strings.HasPrefix(text, "*[ ]"):
		return "a box needs a space between bullet and box"
	}
	return ""
}
