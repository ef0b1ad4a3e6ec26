package review

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Line is a remark of somebody's notes, with its place and its day.
type Line struct {
	*page.Remark
	Person string // handle
	Path   string
	// Date is the day it is about: the one it begins with, or the line it is nested
	// under; else its entry's, zero on a top page.
	Date    when.Date
	Private bool
	// Held says that it stands in the entry of a meeting that took place.
	Held bool
	// Parent are the words it is nested under, "" for none.
	Parent string

	under when.Date // the day of the line it is nested under, zero for none
}

// Place names the line among the person's notes, as citations do:
// "2026-05-04:12", "README:7".
func (l *Line) Place() string { return placeOf(l.Path, l.Remark.Line) }

// linesOfTop are the remarks of a person's top page.
func linesOfTop(f *notes.Folder, handle string) []Line {
	top := f.Top(handle)
	if top == nil {
		return nil
	}
	return appendNote(nil, &top.Note, Line{Person: handle, Path: top.Path})
}

// addLines adds the remarks of the entries that tell something. Lines that were noted
// before the day of an entry say nothing about whether the meeting took place: where
// there is nothing else, they were only noted.
func (r *Read) addLines(tells func(*page.Entry) bool) {
	count := 0
	telling := slices.DeleteFunc(slices.Clone(r.Entries), func(e *page.Entry) bool { return !tells(e) })
	for _, e := range telling {
		count += len(e.Remarks())
	}
	r.Lines = append(make([]Line, 0, len(r.Lines)+count), r.Lines...)
	for _, e := range telling {
		first := len(r.Lines)
		r.Lines = appendNote(r.Lines, &e.Note, Line{Person: e.Person, Path: e.Path, Date: e.Date, Held: e.Meeting().Took(r.Folder.Today)})
		if !r.looks[e.Path].jotted {
			continue
		}
		for i := first; i < len(r.Lines); i++ {
			if l := &r.Lines[i]; !l.day().IsZero() && !l.day().After(e.Date) {
				l.Held = false
			}
		}
	}
}

// jotted reports whether an entry has nothing but lines that were noted before its day.
func jotted(e *page.Entry) bool {
	before := func(m page.Remark) bool { return !m.Day.IsZero() && !m.Day.After(e.Date) }
	return datedLine(e.Src) && slices.ContainsFunc(e.Remarks(), before) && e.Agenda().Empty
}

// datedLine is a quick look for a day with a colon behind it.
func datedLine(src []byte) bool {
	const size = len(time.DateOnly)
	for {
		i := bytes.IndexByte(src, ':')
		if i < 0 {
			return false
		}
		if i >= size && src[i-size+4] == '-' {
			if _, err := when.ParseISO(string(src[i-size : i])); err == nil {
				return true
			}
		}
		src = src[i+1:]
	}
}

// appendNote adds the remarks of one note; of says what they have in common.
func appendNote(lines []Line, n *page.Note, of Line) []Line {
	all := n.Remarks()
	for i := range all {
		l := of
		l.Remark = &all[i]
		if m := l.Remark; m.Under >= 0 {
			l.Parent, l.under = all[m.Under].Text, lines[len(lines)-i+m.Under].day()
		}
		if day := l.day(); !day.IsZero() {
			l.Date = day
		}
		lines = append(lines, l)
	}
	return lines
}

// day is the day that a line begins with, or the line it is nested under; zero for none.
func (l *Line) day() when.Date {
	if !l.Day.IsZero() {
		return l.Day
	}
	return l.under
}

// privateLines are those of the keeper's own notes about somebody.
func privateLines(f *notes.Folder, handle string) (lines []Line, problems []markdown.Problem) {
	all, problems := PrivateNotes(f, handle, when.Date{})
	moved := f.Moved(handle) // which are read as entries
	for _, n := range all {
		if slices.ContainsFunc(moved, func(ref page.EntryRef) bool { return ref.Path == n.Path }) {
			continue
		}
		lines = appendNote(lines, n, Line{Person: handle, Path: n.Path, Date: page.ParsePath(n.Path).Date, Private: true})
		problems = append(problems, n.Problems...)
	}
	return lines, problems
}

// PrivateNotes are the keeper's own notes about somebody: the top page, and the
// entries since a day, the zero one for all.
func PrivateNotes(f *notes.Folder, handle string, since when.Date) (all []*page.Note, problems []markdown.Problem) {
	dir := page.PrivateDir + "/people/" + handle
	files, err := fs.ReadDir(f.FS, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		problems = append(problems, markdown.AsProblem(dir, err))
	}
	for _, file := range files {
		path := dir + "/" + file.Name()
		info := page.ParsePath(path)
		top := info.Kind == page.KindTopPage
		if !file.Type().IsRegular() || !top && (info.Kind != page.KindEntry || info.Date.Before(since)) {
			continue
		}
		src, err := fs.ReadFile(f.FS, path)
		switch {
		case err != nil:
			problems = append(problems, markdown.AsProblem(path, err))
		case top:
			all = append(all, &f.Grammar().ParseTopPage(path, src).Note)
		default:
			all = append(all, &f.Grammar().ParseEntry(path, src).Note)
		}
	}
	return all, problems
}

// Bare are the line's words without the tags written among them.
func (l *Line) Bare() string {
	words := strings.Fields(l.Text)
	kept := slices.DeleteFunc(words, func(w string) bool {
		name, ok := strings.CutPrefix(w, "#")
		return ok && slices.Contains(l.Tags, name)
	})
	if len(kept) == 0 {
		return l.Text
	}
	return strings.Join(kept, " ")
}
