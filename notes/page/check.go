package page

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"oneonone/internal/merge"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
)

// Check looks at one entry by itself. today tells dates that have not come
// yet; near gives the names of those who are called almost like a word.
func (e *Entry) Check(today when.Date, near func(word string) []string) []Finding {
	var all []Finding
	all = append(all, e.checkFile()...)
	all = append(all, e.checkFrontMatter()...)
	for _, p := range e.whole().problems {
		all = append(all, Finding{p, FindFile, false})
	}
	for _, p := range e.Unclosed() {
		all = append(all, Finding{p, FindUnclosed, false})
	}
	all = append(all, e.checkTitle()...)
	all = append(all, e.checkSkipped()...)
	all = append(all, e.checkActionDates(today)...)
	return append(all, e.nearMisses(near)...)
}

// checkSkipped finds an entry with notes of a meeting that is said to have been
// skipped: it counts as none.
func (e *Entry) checkSkipped() []Finding {
	if !e.Meeting().Skipped || e.Agenda().Empty {
		return nil
	}
	return []Finding{{markdown.Problem{Path: e.Path, Line: e.Front.Line("status"), What: "the meeting is marked as skipped but has notes",
		Hint: "if it took place, remove the line status: skipped"}, FindFrontMatter, true}}
}

// checkFile looks at what concerns the whole file.
func (n *Note) checkFile() []Finding {
	var all []Finding
	for _, p := range n.Problems {
		kind := FindFile
		if n.Front.Open {
			kind = FindUnclosed
		}
		all = append(all, Finding{p, kind, false})
	}
	all = append(all, Undecided(n.Path, n.Src)...)
	return append(all, checkBytes(n.Path, n.Src)...)
}

// Undecided finds the lines that a merge left for a person to choose from.
func Undecided(path string, src []byte) []Finding {
	var all []Finding
	for _, line := range merge.Undecided(src) {
		all = append(all, Finding{markdown.Problem{Path: path, Line: line, What: "another version of the line above, from another laptop or seat",
			Hint: "keep one of the two, and delete this line"}, FindChoice, false})
	}
	return all
}

// Check looks at the page as a file; what it says of its person is for who
// knows them.
func (t *TopPage) Check() []Finding {
	all := t.checkFile()
	for _, p := range t.Unclosed() {
		all = append(all, Finding{p, FindUnclosed, false})
	}
	return all
}

// checkBytes finds what keeps a whole file from being read as it looks.
func checkBytes(path string, src []byte) []Finding {
	fault := func(line int, what, hint string, unsure bool) []Finding {
		return []Finding{{markdown.Problem{Path: path, Line: line, What: what, Hint: hint}, FindFile, unsure}}
	}
	switch {
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		return fault(0, "the file is in UTF-16 and cannot be read", "save it as UTF-8", false)
	case !utf8.Valid(src):
		at := 0
		for at < len(src) {
			r, n := utf8.DecodeRune(src[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			at += n
		}
		return fault(markdown.LineNumber(src, at), "bytes that are not UTF-8", "save the file as UTF-8; until then names with accents may not be understood", true)
	}
	return nil
}

// checkFrontMatter looks at what the front matter says, as far as the format knows
// the keys.
func (e *Entry) checkFrontMatter() []Finding {
	front := &e.Front
	if !front.Exists() {
		return nil
	}
	if err := front.Parse(); err != nil {
		return []Finding{{markdown.AsProblem(e.Path, err), FindFrontMatter, false}}
	}
	var all []Finding
	bad := func(key string, kind FindingKind, hint, format string, args ...any) {
		all = append(all, Finding{markdown.Problem{Path: e.Path, Line: front.Line(key), What: fmt.Sprintf(format, args...), Hint: hint}, kind, false})
	}
	if v, ok := front.Get("date"); ok {
		d, err := when.ParseISO(v.Value)
		switch {
		case err != nil:
			bad("date", FindDate, "write date: "+e.Date.String(), "invalid date %q", v.Value)
		case d != e.Date:
			bad("date", FindDate, "correct the date, or rename the file; the file's name counts", "date: says %s, the file's name %s", d, e.Date)
		}
	}
	for _, key := range []string{"mood", "useful"} {
		if v, ok := front.Get(key); ok && !slices.Contains([]string{"1", "2", "3", "4", "5", ""}, v.Value) {
			bad(key, FindFrontMatter, "write a number from 1 to 5", "invalid %s %q", key, v.Value)
		}
	}
	if v, ok := front.Get("mode"); ok && v.Value != "" && ReadMode(v.Value) == "" {
		bad("mode", FindFrontMatter, "write one of "+strings.Join(Modes, ", "), "invalid mode %q", v.Value)
	}
	if v, ok := front.Get("status"); ok && v.Value != "skipped" && v.Value != "" {
		bad("status", FindFrontMatter, "the only status is \"skipped\"", "unknown status %q", v.Value)
	}
	if v, ok := front.Get("moved-from"); ok {
		values := []string{v.Value}
		for _, c := range v.Content {
			values = append(values, c.Value)
		}
		for _, s := range values {
			if _, err := when.ParseISO(s); err != nil && s != "" {
				bad("moved-from", FindDate, "write the day as 2026-11-20", "invalid moved-from %q", s)
			}
		}
	}
	return all
}

// checkTitle compares the date in the title with that of the file's name: an
// entry made by copying the last one has the old one.
func (e *Entry) checkTitle() []Finding {
	sections := e.Sections()
	if len(sections) == 0 || sections[0].Level != 1 {
		return nil
	}
	s := sections[0]
	d, _, ambiguous, ok := when.ParseHeading(s.Title, when.Unknown)
	if i := strings.LastIndex(s.Title, "·"); !ok && i >= 0 {
		d, _, ambiguous, ok = when.ParseHeading(strings.TrimSpace(s.Title[i+len("·"):]), when.Unknown)
	}
	if !ok || ambiguous || d == e.Date || slices.Contains(e.MovedFrom, d) {
		return nil
	}
	return []Finding{{markdown.Problem{Path: e.Path, Line: s.HeadingLine, What: fmt.Sprintf("the title says %s, the file's name %s", d, e.Date),
		Hint: "correct the title, or rename the file; the file's name counts"}, FindDate, false}}
}

// checkActionDates finds dates of actions that cannot be.
func (e *Entry) checkActionDates(today when.Date) []Finding {
	var all []Finding
	for _, a := range e.Actions() {
		begun := a.Date()
		if !a.Since.IsZero() {
			begun = a.Since
		}
		bad := func(hint, format string, args ...any) {
			all = append(all, Finding{markdown.Problem{Path: a.Path, Line: a.Line, What: fmt.Sprintf(format, args...), Hint: hint}, FindDate, false})
		}
		if !a.Due.IsZero() && a.Due.Before(begun) {
			bad("correct the date; is it the year?", "due %s, before the action was begun on %s", a.Due, begun)
		}
		if a.Done.After(today) && a.Done.After(a.Date()) {
			bad("correct the date", "%s on %s, which is in the future", a.State, a.Done)
		}
		if !a.Done.IsZero() && a.Done.Before(begun) && !begun.After(today) {
			bad("correct the date", "%s on %s, before the action was begun on %s", a.State, a.Done, begun)
		}
		if a.Since.After(today) && a.Since.After(a.Date()) {
			bad("correct the date", "since %s, which is in the future", a.Since)
		}
	}
	return all
}

// Unclosed finds a comment or a block of code that has no end: everything
// below it is part of it, and no reader expects that.
func (n *Note) Unclosed() []markdown.Problem {
	r := n.outline()
	if r.doc == nil {
		return nil
	}
	return unclosedIn(n.Path, r.doc, &r.doc.Root)
}

func unclosedIn(path string, doc *markdown.Document, b *markdown.Block) []markdown.Problem {
	var all []markdown.Problem
	for c := b.First; c != nil; c = c.Next {
		raw := doc.Src[c.Start:c.End]
		switch {
		case c.Kind == markdown.Comment && !bytes.Contains(raw, []byte("-->")):
			all = append(all, markdown.Problem{Path: path, Line: markdown.LineNumber(doc.Src, c.Start), What: "the comment is never closed; everything below it is hidden",
				Hint: "close it with -->"})
		case c.Kind == markdown.Other && openFence(raw):
			all = append(all, markdown.Problem{Path: path, Line: markdown.LineNumber(doc.Src, c.Start), What: "the code block is never closed; everything below it is part of it",
				Hint: "close it with a line like the one that opens it"})
		case c.First != nil:
			all = append(all, unclosedIn(path, doc, c)...)
		}
	}
	return all
}

// openFence reports whether a block begins with a code fence and does not end
// with one.
func openFence(raw []byte) bool {
	first, rest, _ := bytes.Cut(bytes.TrimLeft(raw, " "), markdown.Newline)
	fence := first[:len(first)-len(bytes.TrimLeft(first, "`"))]
	if len(fence) < 3 {
		fence = first[:len(first)-len(bytes.TrimLeft(first, "~"))]
	}
	if len(fence) < 3 {
		return false
	}
	lines := bytes.Split(bytes.TrimRight(rest, " \t\r\n"), markdown.Newline)
	last := bytes.TrimSpace(bytes.TrimLeft(lines[len(lines)-1], "> \t"))
	return !bytes.HasPrefix(last, fence) || len(bytes.Trim(last, string(fence[:1]))) > 0
}
