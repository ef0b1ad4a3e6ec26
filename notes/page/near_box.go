package page

import (
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
		for _, c := range b.Prose.Clauses(0) {
			why := nearMiss(string(b.Prose.Text[c.From:min(c.To, c.From+len("-[ ] "))]), b)
			if why == "" {
				continue
			}
			if line := markdown.LineNumber(r.doc.Src, b.Prose.SourceAt(c.From)); !taken[line] {
				all = append(all, markdown.Problem{Path: r.note.Path, Line: line, What: why,
					Hint: "make it bold or give it a box \"- [ ]\" if it is a promise"})
			}
		}
	})
	return all
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
