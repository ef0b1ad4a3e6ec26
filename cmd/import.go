package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes/importer"
)

type importOptions struct {
	person   string
	order    string
	year     int
	section  string
	existing string
	dryRun   bool
	as       cli.Format
}

// What is done with a day that has another entry already.
const (
	existingStop   = "stop"
	existingSkip   = "skip"
	existingBeside = "beside"
)

func newImportCmd(s *cli.Session) *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "import FILE --person PERSON",
		Short: "Turn the running doc you have into entries",
		Long: `Turn the running doc you have into entries, one for each dated heading, or a
folder of dated notes, one for each note.

The document is cut where dates recur: "## 2024-03-05", "# 5 March 2024 – plans",
"## Notes from 5 March 2024", "**Mar 5, 2024**", a date alone on its line or as
an item of an outline ("- [[Mar 5th, 2024]]"), newest first or last; or where
lines such as "**Date:** 2024-03-05" do. A date without a year ("9/15", "Mar 5")
has the one that the entries around it tell, or the file's name, or --year; the
plan says so of each. A folder's notes have the date in their name, such as
"2024-03-05 Alice.md". Pages of HTML (of Google Docs, Notion, Confluence) and
outlines of Emacs (.org) are read as well: nothing in them is run or fetched,
and what has no place in Markdown is named. No word is changed and no line is lost: each entry has
its part of the document as it is, and what fits under no date goes to the top
page. Nothing that exists is overwritten, and the document itself stays.`,
		Example: `  oneonone import alice.md --person alice --dry-run      look at the plan first
  oneonone import alice.md --person alice
  oneonone import notes.md --person bob --date-order dmy
  oneonone import ~/vault/1on1s/alice --person alice     a folder of dated notes
  oneonone import ~/daily --person alice --section "1:1 Alice"   one section of daily notes
  pandoc -f docx -t gfm --wrap=none alice.docx | oneonone import - --person alice`,
		Args: cli.ArgsBetween(1, 1),
		RunE: func(c *cobra.Command, args []string) error { return runImport(c.Context(), s, args[0], o) },
	}
	f := c.Flags()
	f.StringVar(&o.person, "person", "", "whose notes they are")
	f.StringVar(&o.order, "date-order", "", "how to read 05/03/2024: dmy, mdy or ymd")
	f.IntVar(&o.year, "year", 0, "the year of the document's first date, when its dates have none")
	f.StringVar(&o.section, "section", "", "take only the section with this heading out of each day's notes")
	f.StringVar(&o.existing, "existing", existingStop, "what to do on a day that already has another entry: stop, skip it, or write beside it")
	f.BoolVar(&o.dryRun, "dry-run", false, "show the plan and write nothing")
	cli.BindFormat(s, c, &o.as, screen.Imports)
	cli.CompleteFlag(c, "person", cli.CompletePeople(s))
	cli.CompleteFlag(c, "date-order", cobra.FixedCompletions([]string{"dmy", "mdy", "ymd"}, cobra.ShellCompDirectiveNoFileComp))
	cli.CompleteFlag(c, "existing", cobra.FixedCompletions([]string{existingStop, existingSkip, existingBeside}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func runImport(ctx context.Context, s *cli.Session, name string, o importOptions) error {
	order, err := o.check()
	if err != nil {
		return err
	}
	// An unknown person ends it before a pipe is read or a folder walked.
	w, err := s.Open()
	if err != nil {
		return err
	}
	if _, err := w.Find(o.person); err != nil {
		return err
	}
	from, err := readImport(s, name)
	if err != nil {
		return err
	}
	var planned *importer.ImportPlan
	result, err := s.Change(ctx, false, func(w *cli.Workspace) (*cli.Plan, error) {
		planned, err = planImport(s, w, from, o, order)
		if err != nil || o.dryRun || len(planned.Changes()) == 0 {
			return nil, err
		}
		return &cli.Plan{Changes: planned.Changes(), Message: importMessage(planned, name)}, nil
	})
	if planned == nil {
		return err
	}
	var notRecorded *history.NotRecordedError
	if err != nil && !errors.As(err, &notRecorded) {
		return err
	}
	return errors.Join(err, sayImport(ctx, s, planned, from, o, result != nil || err != nil))
}

// check looks at what the flags say before anything is read.
func (o *importOptions) check() (when.Order, error) {
	if o.person == "" {
		return when.Unknown, cli.Hinted(cli.Usagef("import needs to know whose notes these are"), "add --person and a handle or name; oneonone people list shows them")
	}
	if !slices.Contains([]string{existingStop, existingSkip, existingBeside}, o.existing) {
		return when.Unknown, cli.Usagef("invalid --existing %q: try stop, skip or beside", o.existing)
	}
	if o.year != 0 && (o.year < 1900 || o.year > 2199) {
		return when.Unknown, cli.Usagef("invalid --year %d: try a year such as 2024", o.year)
	}
	order := when.OrderOf(o.order)
	if order == when.Unknown && o.order != "" {
		return order, cli.Usagef("invalid --date-order %q: try dmy, mdy or ymd", o.order)
	}
	return order, nil
}

// planImport plans against the folder as it is now.
func planImport(s *cli.Session, w *cli.Workspace, from *importSource, o importOptions, order when.Order) (*importer.ImportPlan, error) {
	person, err := w.Find(o.person)
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
		Person: person.Handle, Order: order, Year: o.year, Section: o.section, Today: s.Today(), Beside: o.existing == existingBeside, Folder: from.folder, Grammar: w.Grammar(),
	}, have)
	if err = errors.Join(err, unreadable); err != nil {
		return nil, err
	}
	if len(p.Conflicts) > 0 && o.existing == existingStop {
		return nil, conflictError(p)
	}
	return p, nil
}

// conflictError names the days that have other entries; nothing is imported.
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

func importMessage(p *importer.ImportPlan, name string) history.Message {
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
