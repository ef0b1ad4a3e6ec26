package intake

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes/importer"
)

// Options say whose notes they are and how to read them.
type Options struct {
	Person   string
	Order    when.Order
	Year     int
	Section  string
	Existing string // what to do on a day that already has another entry
}

// What to do with a day that already has another entry.
const (
	Stop   = "stop"
	Skip   = "skip"
	Beside = "beside"
)

// Existing are all three.
var Existing = []string{Stop, Skip, Beside}

// Plan plans an import against the folder as it is now.
func Plan(s *cli.Session, w *cli.Workspace, from *Source, o Options) (*importer.ImportPlan, error) {
	person, err := w.Find(o.Person)
	if err != nil {
		return nil, err
	}
	var unreadable error
	have := func(path string) []byte {
		b, err := fs.ReadFile(w.FS, path)
		switch {
		case err == nil && b == nil:
			return []byte{}
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			unreadable = errors.Join(unreadable, fmt.Errorf("reading %s: %w", path, err))
			return []byte{}
		}
		return b
	}
	p, err := importer.PlanImport(from.files, importer.ImportOptions{
		Person: person.Handle, Order: o.Order, Year: o.Year, Section: o.Section, Today: s.Today(), Beside: o.Existing == Beside, Folder: from.folder, Grammar: w.Grammar(),
	}, have)
	if err = errors.Join(err, unreadable); err != nil {
		return nil, err
	}
	if len(p.Conflicts) > 0 && o.Existing == Stop {
		return nil, conflictError(p)
	}
	return p, nil
}

// conflictError names the days that already have other entries; nothing is imported.
func conflictError(p *importer.ImportPlan) error {
	const most = 10
	var days []string
	for i, c := range p.Conflicts {
		if i == most {
			days = append(days, fmt.Sprintf("… and %d more", len(p.Conflicts)-most))
			break
		}
		days = append(days, fmt.Sprintf("%s differs from %s", c.Path, screen.FromLine(c.File, c.Line)))
	}
	err := fmt.Errorf("%s on %d of the days; nothing was imported:\n  %s", "there are already entries", len(p.Conflicts), strings.Join(days, "\n  "))
	return cli.Hinted(err, "--existing skip leaves these days as they are; --existing beside adds the document's words as a second entry of the day")
}

// Message is the message of an import's commit.
func Message(p *importer.ImportPlan, name string) history.Message {
	from := filepath.Base(name)
	if name == "-" {
		from = "standard input"
	}
	if len(p.Entries) == 0 {
		return history.Message{Subject: fmt.Sprintf("%s: import what %s has under no date", p.Person, from)}
	}
	m := history.Message{Subject: fmt.Sprintf("%s: import %s from %s", p.Person, screen.CountEntries(len(p.Entries)), from)}
	if n := len(p.Entries); n > 1 {
		m.Body = fmt.Sprintf("Meetings from %s to %s.", p.Entries[0].Date, p.Entries[n-1].Date)
	}
	return m
}
