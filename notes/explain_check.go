package notes

import (
	"bytes"
	"fmt"
	"strings"
)

// Check lists what is doubtful in an entry, by line: front matter that cannot
// be read or disagrees with the file's name, owners nobody knows, due dates
// that were past when they were written, comments that never end, and lines
// that look like promises but are not read as such.
func (e *Entry) Check() []Problem {
	all := append([]Problem{}, e.Problems...)
	all = append(all, e.checkFront()...)
	r := e.outline()
	all = append(all, r.problems...)
	if r.doc == nil {
		return all
	}
	for _, a := range r.actions {
		for _, o := range a.Owners {
			if strings.HasPrefix(o, "@") {
				all = append(all, Problem{Path: e.Path, Line: a.Line, What: "nobody is called " + o, Hint: "add the name to a person's aliases, or correct it"})
			}
		}
		if !a.Due.IsZero() && !a.DueSpoken && a.Due.Before(e.Date) && a.Since.IsZero() {
			all = append(all, Problem{Path: e.Path, Line: a.Line, What: fmt.Sprintf("due on %s, before the entry", a.Due), Hint: "correct the date"})
		}
	}
	all = append(all, r.comments(&r.doc.root)...)
	return append(all, r.nearMisses()...)
}

func (e *Entry) checkFront() []Problem {
	if err := e.Front.parse(); err != nil {
		return []Problem{asFrontProblem(err)}
	}
	v, ok := e.Front.Get("date")
	if !ok || v.Value == e.Date.String() || strings.HasPrefix(v.Value, e.Date.String()+"T") {
		return nil
	}
	return []Problem{{Path: e.Path, Line: e.Front.Line("date"),
		What: fmt.Sprintf("the date %s disagrees with the file's name; the name counts", v.Value), Hint: "correct the date, or rename the file"}}
}

func asFrontProblem(err error) Problem {
	if p, ok := err.(*Problem); ok {
		return *p
	}
	return Problem{What: err.Error()}
}

// comments finds comments without an end: they hide the rest of the note.
func (r *reading) comments(b *block) []Problem {
	var all []Problem
	for c := b.first; c != nil; c = c.next {
		if c.kind == blockComment && !bytes.Contains(r.doc.src[c.start:c.end], []byte("-->")) {
			all = append(all, Problem{Path: r.note.Path, Line: lineNumber(r.doc.src, c.start),
				What: "a comment begins here and never ends", Hint: "close it with -->"})
		}
		all = append(all, r.comments(c)...)
	}
	return all
}

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
