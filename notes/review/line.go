package review

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Line is a remark of somebody's notes, with its place and its day.
type Line struct {
	page.Remark
	Person string // handle
	Path   string
	// Date is the day it is about: the one it begins with, else its entry's;
	// zero on a top page.
	Date    when.Date
	Private bool
	// Held says that it stands in the entry of a meeting that took place.
	Held bool
	// Parent are the words it is nested under, "" for none.
	Parent string
}

// Place names the line among the person's notes, as a citation does:
// "2026-05-04:12", "README:7".
func (l *Line) Place() string { return placeOf(l.Path, l.Remark.Line) }

// linesOf are the remarks of a top page and of the entries that tell something.
func linesOf(f *notes.Folder, handle string, entries []*page.Entry, tells func(*page.Entry) bool) []Line {
	var lines []Line
	if top := f.Top(handle); top != nil {
		lines = appendNote(lines, &top.Note, Line{Person: handle, Path: top.Path})
	}
	return append(lines, entryLines(f, handle, entries, tells)...)
}

func entryLines(f *notes.Folder, handle string, entries []*page.Entry, tells func(*page.Entry) bool) (lines []Line) {
	for _, e := range entries {
		if tells(e) {
			lines = appendNote(lines, &e.Note, Line{Person: handle, Path: e.Path, Date: e.Date, Held: e.Meeting().Took(f.Today)})
		}
	}
	return lines
}

// appendNote adds the remarks of one note; of says what they have in common.
func appendNote(lines []Line, n *page.Note, of Line) []Line {
	all := n.Remarks()
	for _, m := range all {
		l := of
		l.Remark = m
		if m.Under >= 0 {
			l.Parent = all[m.Under].Text
		}
		if day, rest, ok := dated(m.Text); ok {
			l.Date, l.Text = day, rest
		}
		lines = append(lines, l)
	}
	return lines
}

// dated reads the day that a remark begins with, "2026-11-18: Tom ran it well".
func dated(text string) (when.Date, string, bool) {
	day, rest, ok := strings.Cut(text, ":")
	if !ok || len(day) != len("2026-11-18") {
		return when.Date{}, "", false
	}
	d, err := when.ParseISO(day)
	return d, strings.TrimSpace(rest), err == nil
}

// privateLines are those of the keeper's own notes about somebody.
func privateLines(f *notes.Folder, handle string) (lines []Line, problems []markdown.Problem) {
	all, problems := PrivateNotes(f, handle, when.Date{})
	for _, n := range all {
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
