package notes

import "strings"

// nearMisses finds plain lines that read like promises.
func (r *reading) nearMisses() []Problem {
	taken := map[int]bool{}
	for _, a := range r.actions {
		taken[a.Line] = true
	}
	var all []Problem
	r.eachText(&r.doc.root, func(b *block) {
		for _, c := range b.prose.clauses(0) {
			line := lineNumber(r.doc.src, b.prose.source(c.a))
			if taken[line] {
				continue
			}
			if why := r.nearMiss(string(b.prose.text[c.a:c.b]), b); why != "" {
				all = append(all, Problem{Path: r.note.Path, Line: line, What: why,
					Hint: "make it bold or give it a box \"- [ ]\" if it is a promise"})
			}
		}
	})
	return all
}

func (r *reading) nearMiss(text string, b *block) string {
	v := voice{r.note.person, Me}
	owners, size, form := r.g.leadingOwner(text, v)
	rest := ""
	if owners != nil && size <= len(text) {
		rest = strings.TrimSpace(text[size:])
	}
	switch {
	case strings.HasPrefix(text, "[ ]") || strings.HasPrefix(text, "[x]"):
		if b.parent.kind != blockItem {
			return "a box outside a list is no action"
		}
		if len(text) > 3 && text[3] != ' ' {
			return "a box needs a space behind it"
		}
	case strings.HasPrefix(text, "-[ ]") || strings.HasPrefix(text, "*[ ]"):
		return "a box needs a space between bullet and box"
	case isQuestion(text):
	case form == ownerTo && r.g.startsWithVerb(strings.TrimPrefix(rest, "to ")),
		form == ownerAt && r.g.startsWithVerb(rest),
		form == ownerColon && r.g.startsWithVerb(rest) && !states(rest):
		return "this reads like a promise, but has no box, bold or marker"
	}
	return ""
}
