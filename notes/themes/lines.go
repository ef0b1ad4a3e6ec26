package themes

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/search"
)

// Line is something that was said, and where.
type Line struct {
	Person string // whose notes it is in
	Kind   page.SectionKind
	Text   string // on one line, without box, symbols and metadata
	Day    when.Date
	Path   string
	Line   int

	// Answered says that a question has an answer under it, or was talked about.
	Answered bool

	last int // the last line of what is nested under it
}

// Window are the days whose notes are read; zero is no limit.
type Window struct{ Since, Until when.Date }

func (w Window) has(d when.Date) bool {
	return !d.Before(w.Since) && (w.Until.IsZero() || !d.After(w.Until))
}

// Lines returns the remarks of some kinds, by section or tag, in the notes about
// everybody who is not archived, oldest first, and what could not be read. What is
// nested under a line is part of it, an empty line or a placeholder does not
// count, and a line among promises is a promise. Private notes are left out.
func Lines(f *notes.Folder, w Window, kinds ...page.SectionKind) ([]Line, []markdown.Problem, error) {
	return linesOf(f, f.Present(), w, kinds...)
}

// linesOf returns the lines in the notes about some people.
func linesOf(f *notes.Folder, people []*notes.Person, w Window, kinds ...page.SectionKind) ([]Line, []markdown.Problem, error) {
	return read(f, people, w, mayHave(signsOf(f.Grammar(), kinds)), func(info page.PathInfo, n *page.Note) []Line {
		var all []Line
		remarks := n.Remarks()
		for i := range remarks {
			m := &remarks[i]
			for _, kind := range kinds {
				if m.Has(kind) && m.Kind != page.SectionActions && !isPart(remarks, m, kind) && !clause.IsPlaceholder(m.Text) {
					all = append(all, lineOf(info, n, remarks, i, kind))
					break
				}
			}
		}
		return all
	})
}

// isPart reports whether a remark is part of the one it is nested under.
func isPart(remarks []page.Remark, m *page.Remark, kind page.SectionKind) bool {
	return m.Kind == kind && m.Under >= 0 && remarks[m.Under].Has(kind)
}

func lineOf(info page.PathInfo, n *page.Note, remarks []page.Remark, i int, kind page.SectionKind) Line {
	m := &remarks[i]
	l := Line{Person: info.Person, Kind: kind, Text: textOf(m, kind), Day: info.Date, Path: n.Path, Line: m.Line, last: m.Line}
	if !m.Day.IsZero() {
		l.Day = m.Day
	}
	for j := i + 1; j < len(remarks); j++ {
		under := remarks[j].Under
		for under > i {
			under = remarks[under].Under
		}
		if under != i {
			break
		}
		l.last = remarks[j].Line
	}
	return l
}

// textOf is the words of a remark without the tag that gives it the kind.
func textOf(m *page.Remark, kind page.SectionKind) string {
	words := slices.DeleteFunc(strings.Fields(m.Text), func(w string) bool { return strings.EqualFold(w, "#"+string(kind)) })
	return strings.Join(words, " ")
}

// read reads lines from the notes worth reading. On top pages only dated lines
// count: the rest may be years old.
func read(f *notes.Folder, people []*notes.Person, w Window, mayHave func(src []byte) bool, in func(page.PathInfo, *page.Note) []Line) ([]Line, []markdown.Problem, error) {
	if w.Until.IsZero() {
		w.Until = f.Today
	}
	var mu sync.Mutex
	var unread []markdown.Problem
	all, problems, err := search.Each(f, search.In{People: people, Since: w.Since, Until: w.Until}, func(info page.PathInfo, path string, src []byte) []Line {
		if info.Kind != page.KindEntry || !mayHave(src) {
			return nil
		}
		n := &f.Grammar().ParseEntry(path, src).Note
		lines := in(info, n)
		mu.Lock()
		unread = append(unread, n.Problems...)
		mu.Unlock()
		return lines
	})
	for _, p := range people {
		if top := f.Top(p.Handle); top != nil && mayHave(top.Src) {
			all = append(all, in(page.ParsePath(top.Path), &top.Note)...)
		}
	}
	all = slices.DeleteFunc(all, func(l Line) bool { return l.Day.IsZero() || !w.has(l.Day) || f.Person(l.Person) == nil })
	slices.SortFunc(all, compare)
	slices.SortFunc(unread, func(a, b markdown.Problem) int { return cmp.Or(strings.Compare(a.Path, b.Path), a.Line-b.Line) })
	return all, append(problems, unread...), err
}

func compare(a, b Line) int {
	return cmp.Or(a.Day.Compare(b.Day), strings.Compare(a.Person, b.Person), strings.Compare(a.Path, b.Path), a.Line-b.Line)
}

// signsOf returns, in lower case, what a note with a remark of the kinds has at
// least one of: their tags, and what begins their headings.
func signsOf(g *page.Grammar, kinds []page.SectionKind) [][]byte {
	var signs [][]byte
	for _, kind := range kinds {
		signs = append(signs, []byte("#"+string(kind)))
		for _, w := range g.WordsOf(kind) {
			signs = append(signs, text.Lower(nil, []byte(w)))
		}
	}
	return signs
}

var lowered = sync.Pool{New: func() any { return new([]byte) }}

// mayHave returns a function that tells from a note's bytes whether it is worth
// reading: if it has one of the signs.
func mayHave(signs [][]byte) func(src []byte) bool {
	return func(src []byte) bool {
		buffer := lowered.Get().(*[]byte)
		defer lowered.Put(buffer)
		*buffer = text.Lower((*buffer)[:0], src)
		return slices.ContainsFunc(signs, func(sign []byte) bool { return bytes.Contains(*buffer, sign) })
	}
}
