package cmd

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/importer"
	"oneonone/notes/page"
)

// importJSON is a part of an imported document as import --json gives it.
type importJSON struct {
	Path   string     `json:"path"`
	Date   *when.Date `json:"date"`
	Title  string     `json:"title"`
	File   string     `json:"file"`
	Line   int        `json:"line"`
	Lines  int        `json:"lines"`
	Status string     `json:"status"` // new, same, other or top page
	Quoted bool       `json:"quoted"` // as a block quote on the top page
}

// mostWarnings is how many things to look at are said one by one: a document
// with a deadline in every entry has hundreds.
const mostWarnings = 30

// sayImport lists the plan, and says what became of it.
func sayImport(s *cli.Session, p *importer.ImportPlan, from *importSource, o importOptions, done bool) error {
	rows := importRows(p)
	warnImport(s, p, from)
	s.Say("%s: %s", p.Person, importSummary(p))
	if !done {
		if o.dryRun {
			s.Say("nothing was changed (--dry-run)")
		} else {
			s.Say("there was nothing to import")
		}
	}
	if o.json {
		return render.JSON(s.Env.Stdout, rows)
	}
	table := render.Table{Columns: []render.TableColumn{{Name: "entry", Fixed: true}, {Name: "status", Fixed: true}, {Name: "lines", Right: true}, {Name: "from"}, {Name: "title"}}}
	for _, r := range rows {
		if r.Quoted {
			r.Title = "(quoted)"
		}
		table.Add(render.Cell{Text: cli.ShortPath(r.Path), Piped: r.Path}, render.Text(r.Status), render.Text(strconv.Itoa(r.Lines)),
			render.Cell{Text: fmt.Sprintf("%s:%d", path.Base(r.File), r.Line), Piped: fmt.Sprintf("%s:%d", r.File, r.Line)}, render.Text(r.Title))
	}
	return table.Write(s.Output())
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
		what := "1 file that is no Markdown or text is left out: "
		if n > 1 {
			what = fmt.Sprintf("%d files that are no Markdown or text are left out: ", n)
		}
		warn("warning: ", what+names)
	}
}

func importRows(p *importer.ImportPlan) []importJSON {
	rows := []importJSON{}
	for _, list := range []struct {
		entries []importer.ImportedEntry
		status  string
	}{{p.Entries, "new"}, {p.Skipped, "same"}, {p.Conflicts, "other"}} {
		for _, e := range list.entries {
			rows = append(rows, importJSON{Path: e.Path, Date: &e.Date, Title: e.Title, File: e.File, Line: e.Line, Lines: e.Lines, Status: list.status})
		}
	}
	slices.SortStableFunc(rows, func(a, b importJSON) int { return a.Date.Compare(*b.Date) })
	for _, u := range p.Undated {
		rows = append(rows, importJSON{Path: page.TopPagePath(p.Person), File: u.File, Line: u.Line, Lines: u.Lines, Status: "top page", Quoted: p.Quoted})
	}
	return rows
}

func importSummary(p *importer.ImportPlan) string {
	parts := []string{entryCount(len(p.Entries))}
	if n := len(p.Entries); n > 1 {
		parts[0] += fmt.Sprintf(", %s to %s", p.Entries[0].Date, p.Entries[n-1].Date)
	}
	if n := len(p.Skipped); n > 0 {
		parts = append(parts, fmt.Sprintf("%d there already", n))
	}
	if n := len(p.Conflicts); n > 0 {
		parts = append(parts, fmt.Sprintf("%d left out because the day has another entry", n))
	}
	lines := 0
	for _, u := range p.Undated {
		lines += u.Lines
	}
	if lines > 0 {
		parts = append(parts, fmt.Sprintf("%d undated lines to the top page", lines))
	}
	return strings.Join(parts, "; ")
}

func entryCount(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return strconv.Itoa(n) + " entries"
}
