package cmd

import (
	"context"
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

// importRow is a part of an imported document.
type importRow struct {
	path, title string
	date        when.Date
	file        string
	line, lines int
	status      string
	inferred    string // what of the date is not written there, and what told it
	quoted      bool
}

// importColumns are the fields of a part of an imported document.
var importColumns = []render.Column[importRow]{
	{Name: "path", Doc: "the note it goes to", Title: "entry", Fixed: true, Value: func(r importRow) any { return r.path },
		Cell: func(r importRow) render.Cell { return render.Text(cli.ShortPath(r.path)) }},
	{Name: "status", Doc: "new, same, other or top page", Fixed: true, Shown: true, Value: func(r importRow) any { return r.status }},
	{Name: "lines", Doc: "how many lines it has", Right: true, Shown: true, Value: func(r importRow) any { return r.lines }},
	{Name: "file", Doc: "the file it comes from", Title: "from", Value: func(r importRow) any { return r.file },
		Cell:  func(r importRow) render.Cell { return render.Text(fromLine(path.Base(r.file), r.line)) },
		Piped: func(r importRow) string { return fromLine(r.file, r.line) }},
	{Name: "title", Doc: "its heading", Value: func(r importRow) any { return r.title },
		Cell: func(r importRow) render.Cell {
			return render.Text(r.title + map[bool]string{true: "(quoted)"}[r.quoted])
		}},
	{Name: "inferred", Doc: "what of its day is not written there, and what told it", Shown: true, Value: func(r importRow) any { return r.inferred }},
	{Name: "date", Doc: "its day", Value: func(r importRow) any { return r.date }},
	{Name: "line", Doc: "the number of its first line there; null in a page or outline, which is written anew", Value: func(r importRow) any {
		if r.line == 0 {
			return nil
		}
		return r.line
	}},
	{Name: "quoted", Doc: "whether it is quoted, on the top page", Value: func(r importRow) any { return r.quoted }},
}

// mostWarnings is how many things to look at are said one by one: a document
// with a deadline in every entry has hundreds.
const mostWarnings = 30

// sayImport lists the plan, and says what became of it.
func sayImport(ctx context.Context, s *cli.Session, p *importer.ImportPlan, from *importSource, o importOptions, done bool) error {
	rows := importRows(p)
	warnImport(s, p, from)
	s.Say("%s: %s", p.Person, importSummary(p))
	if !done {
		if o.dryRun {
			s.Say("nothing was changed (--dry-run)")
		} else {
			s.Say("nothing to import")
		}
	}
	return cli.Print(ctx, s, o.as, &render.Listing[importRow]{Columns: importColumns, Rows: rows}, "")
}

// fromLine is where a part of a document comes from; one that was written anew
// has no lines to find.
func fromLine(file string, line int) string {
	if line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// warnImport says what a person should look at.
func warnImport(s *cli.Session, p *importer.ImportPlan, from *importSource) {
	out := render.Detect(s.Env.Stderr, s.Color, s.Env.Environ)
	const indent = "         "
	warn := func(first, text string) {
		_ = cli.WriteHanging(out, render.Plain, first, indent, text) // to the terminal: there is nobody else to tell
	}
	for i, problem := range p.Problems {
		if i == mostWarnings {
			s.Say("warning: … and %d more like these", len(p.Problems)-mostWarnings)
			break
		}
		warn("warning: ", problem.Error())
		if problem.Hint != "" {
			warn(indent+"hint: ", problem.Hint)
		}
	}
	if n := len(from.others); n > 0 {
		const most = 5
		names := strings.Join(from.others[:min(n, most)], ", ")
		if n > most {
			names += fmt.Sprintf(" and %d more", n-most)
		}
		what := "1 file that is not a note is left out: "
		if n > 1 {
			what = fmt.Sprintf("%d files that are not notes are left out: ", n)
		}
		warn("warning: ", what+names)
	}
}

func importRows(p *importer.ImportPlan) []importRow {
	var rows []importRow
	for _, list := range []struct {
		entries []importer.ImportedEntry
		status  string
	}{{p.Entries, "new"}, {p.Skipped, "same"}, {p.Conflicts, "other"}} {
		for _, e := range list.entries {
			rows = append(rows, importRow{path: e.Path, date: e.Date, title: e.Title, inferred: e.Inferred, file: e.File, line: e.Line, lines: e.Lines, status: list.status})
		}
	}
	slices.SortStableFunc(rows, func(a, b importRow) int { return a.date.Compare(b.date) })
	for _, u := range p.Undated {
		rows = append(rows, importRow{path: page.TopPagePath(p.Person), file: u.File, line: u.Line, lines: u.Lines, status: "top page", quoted: p.Quoted})
	}
	return rows
}

func importSummary(p *importer.ImportPlan) string {
	parts := []string{entryCount(len(p.Entries))}
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

func entryCount(n int) string { return text.Count(n, "entry", "entries") }
