package screen

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/importer"
	"oneonone/notes/page"
)

// ImportedPart is a part of an imported document.
type ImportedPart struct {
	path, title string
	date        when.Date
	file        string
	line, lines int
	status      string
	inferred    string // which parts of the date are not written there, and where they come from
	quoted      bool
}

// Imports are the fields of a part of an imported document.
var Imports = []render.Column[ImportedPart]{
	{Name: "path", Doc: "the note it goes to", Title: "entry", Fixed: true, Value: func(r ImportedPart) any { return r.path },
		Cell: func(r ImportedPart) render.Cell { return render.Text(cli.ShortPath(r.path)) }},
	{Name: "status", Doc: "new, same, other or top page", Fixed: true, Shown: true, Value: func(r ImportedPart) any { return r.status }},
	{Name: "lines", Doc: "how many lines it has", Right: true, Shown: true, Value: func(r ImportedPart) any { return r.lines }},
	{Name: "file", Doc: "the file it comes from", Title: "from", Value: func(r ImportedPart) any { return r.file },
		Cell:  func(r ImportedPart) render.Cell { return render.Text(FromLine(path.Base(r.file), r.line)) },
		Piped: func(r ImportedPart) string { return FromLine(r.file, r.line) }},
	{Name: "title", Doc: "its heading", Value: func(r ImportedPart) any { return r.title },
		Cell: func(r ImportedPart) render.Cell {
			return render.Text(r.title + map[bool]string{true: "(quoted)"}[r.quoted])
		}},
	{Name: "inferred", Doc: "which part of its day the document leaves out, and where it was taken from", Shown: true, Value: func(r ImportedPart) any { return r.inferred }},
	{Name: "date", Doc: "its day", Value: func(r ImportedPart) any { return r.date }},
	{Name: "line", Doc: "the number of its first line there; null for a page or outline, which is converted first", Value: func(r ImportedPart) any {
		if r.line == 0 {
			return nil
		}
		return r.line
	}},
	{Name: "quoted", Doc: "whether it is quoted, on the top page", Value: func(r ImportedPart) any { return r.quoted }},
}

// FromLine is where a part of a document comes from; one that was generated has
// no lines there.
func FromLine(file string, line int) string {
	if line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// ImportsOf are the parts of a plan, in the order of their days.
func ImportsOf(p *importer.ImportPlan) []ImportedPart {
	var rows []ImportedPart
	for _, list := range []struct {
		entries []importer.ImportedEntry
		status  string
	}{{p.Entries, "new"}, {p.Skipped, "same"}, {p.Conflicts, "other"}} {
		for _, e := range list.entries {
			rows = append(rows, ImportedPart{path: e.Path, date: e.Date, title: e.Title, inferred: e.Inferred, file: e.File, line: e.Line, lines: e.Lines, status: list.status})
		}
	}
	slices.SortStableFunc(rows, func(a, b ImportedPart) int { return a.date.Compare(b.date) })
	for _, u := range p.Undated {
		rows = append(rows, ImportedPart{path: page.TopPagePath(p.Person), file: u.File, line: u.Line, lines: u.Lines, status: "top page", quoted: p.Quoted})
	}
	return rows
}

// ImportSummary says in one line what a plan amounts to.
func ImportSummary(p *importer.ImportPlan) string {
	parts := []string{CountEntries(len(p.Entries))}
	if n := len(p.Entries); n > 1 {
		parts[0] += fmt.Sprintf(", %s to %s", p.Entries[0].Date, p.Entries[n-1].Date)
	}
	if n := len(p.Skipped); n > 0 {
		parts = append(parts, fmt.Sprintf("%d already there", n))
	}
	if n := len(p.Conflicts); n > 0 {
		parts = append(parts, fmt.Sprintf("%d left out because the day has another entry", n))
	}
	lines := 0
	for _, u := range p.Undated {
		lines += u.Lines
	}
	if lines > 0 {
		parts = append(parts, text.Count(lines, "undated line", "undated lines")+" to the top page")
	}
	return strings.Join(parts, "; ")
}

// CountEntries is a number of entries, in words.
func CountEntries(n int) string { return text.Count(n, "entry", "entries") }
