package cmd

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/intake"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes/importer"
)

type importOptions struct {
	intake.Options
	order  string
	dryRun bool
	as     cli.Format
}

func newImportCmd(s *cli.Session) *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "import FILE --person PERSON",
		Short: "Turn the running doc you have into entries",
		Long: `Turn the running doc you have into entries, one for each dated heading, or a
folder of dated notes, one for each note.

The document is cut where dates recur: "## 2024-03-05", "# 5 March 2024 – plans",
"## Notes from 5 March 2024", "**Mar 5, 2024**", a date alone on its line or as an
item of an outline ("- [[Mar 5th, 2024]]"), newest first or last; or where lines
such as "**Date:** 2024-03-05" do. A date without a year ("9/15", "Mar 5") takes
it from the entries around it, the file's name or --year; the plan says which. A
folder's notes have the date in their name, such as "2024-03-05 Alice.md". Pages
of HTML (of Google Docs, Notion, Confluence) and outlines of Emacs (.org) are read
as well: nothing in them is run or fetched, and what has no place in Markdown is
named. No word is changed and no line is lost: each entry gets its part of the
document as it is, and what belongs to no date goes to the top page. Nothing that
exists is overwritten, and the document itself stays.`,
		Example: `  oneonone import alice.md --person alice --dry-run      look at the plan first
  oneonone import alice.md --person alice
  oneonone import notes.md --person bob --date-order dmy
  oneonone import ~/vault/1on1s/alice --person alice     a folder of dated notes
  oneonone import ~/daily --person alice --section "1:1 Alice"
  pandoc -f docx -t gfm --wrap=none alice.docx | oneonone import - --person alice`,
		Args: cli.ArgsBetween(1, 1),
		RunE: func(c *cobra.Command, args []string) error { return runImport(c.Context(), s, args[0], o) },
	}
	f := c.Flags()
	f.StringVar(&o.Person, "person", "", "whose notes they are")
	f.StringVar(&o.order, "date-order", "", "how to read 05/03/2024: dmy, mdy or ymd")
	f.IntVar(&o.Year, "year", 0, "the year of the document's first date, when its dates have none")
	f.StringVar(&o.Section, "section", "", "take only the section with this heading out of each day's notes")
	f.StringVar(&o.Existing, "existing", intake.Stop, "what to do on a day that already has another entry: stop, skip it, or write beside it")
	f.BoolVar(&o.dryRun, "dry-run", false, "show the plan and write nothing")
	cli.BindFormat(s, c, &o.as, screen.Imports)
	cli.CompleteFlag(c, "person", cli.CompletePeople(s))
	cli.CompleteFlag(c, "date-order", cobra.FixedCompletions([]string{"dmy", "mdy", "ymd"}, cobra.ShellCompDirectiveNoFileComp))
	cli.CompleteFlag(c, "existing", cobra.FixedCompletions(intake.Existing, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func runImport(ctx context.Context, s *cli.Session, name string, o importOptions) error {
	if err := cmp.Or(intake.Find(s, name), o.check()); err != nil {
		return err
	}
	// Refuse an unknown person before reading a pipe or walking a folder.
	w, err := s.Open()
	if err != nil {
		return err
	}
	if _, err := w.Find(o.Person); err != nil {
		return err
	}
	from, err := intake.Read(s, name)
	if err != nil {
		return err
	}
	var planned *importer.ImportPlan
	result, err := s.Change(ctx, false, func(w *cli.Workspace) (*cli.Plan, error) {
		planned, err = intake.Plan(s, w, from, o.Options)
		if err != nil || o.dryRun || len(planned.Changes()) == 0 {
			return nil, err
		}
		return &cli.Plan{Changes: planned.Changes(), Message: intake.Message(planned, name)}, nil
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

// check validates the flags before anything is read.
func (o *importOptions) check() error {
	if o.Person == "" {
		return cli.Hinted(cli.Usagef("import needs to know whose notes these are"), "add --person and a handle or name; oneonone people list shows them")
	}
	if !slices.Contains(intake.Existing, o.Existing) {
		return cli.Usagef("invalid --existing %q: try stop, skip or beside", o.Existing)
	}
	if o.Year != 0 && (o.Year < 1900 || o.Year > 2199) {
		return cli.Usagef("invalid --year %d: try a year such as 2024", o.Year)
	}
	if o.Order = when.OrderOf(o.order); o.Order == when.Unknown && o.order != "" {
		return cli.Usagef("invalid --date-order %q: try dmy, mdy or ymd", o.order)
	}
	return nil
}

// sayImport lists the plan, and says what was done.
func sayImport(ctx context.Context, s *cli.Session, p *importer.ImportPlan, from *intake.Source, o importOptions, done bool) error {
	intake.Warn(s, p, from)
	s.Say("%s: %s", p.Person, screen.ImportSummary(p))
	if !done {
		if o.dryRun {
			s.Say("nothing was changed (--dry-run)")
		} else {
			s.Say("nothing to import")
		}
	}
	return cli.Print(ctx, s, o.as, &render.Listing[screen.ImportedPart]{Columns: screen.Imports, Rows: screen.ImportsOf(p)}, "")
}
