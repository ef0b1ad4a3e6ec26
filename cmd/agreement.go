package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/template"
)

// agreementMonths is how long a working agreement holds before it is worth
// another look.
const agreementMonths = 12

func newAgreementCmd(s *cli.Session) *cobra.Command {
	var missing, asJSON bool
	c := &cobra.Command{
		Use:   "agreement PERSON...",
		Short: "Show what you agreed on about working together",
		Long: `Show what you agreed on about working together: the newest working agreement,
on the top page or in an entry, how old it is and what is still unanswered.
After a year it is worth another look.`,
		Example: `  oneonone agreement alice
  oneonone agreement --missing            who has none, or an old one
  oneonone agreement alice --json`,
		Args: func(c *cobra.Command, args []string) error {
			if missing {
				return nil
			}
			return cli.ArgsBetween(1, -1)(c, args)
		},
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			return runAgreement(c.Context(), s, args, missing, asJSON)
		},
	}
	c.Flags().BoolVar(&missing, "missing", false, "list those with whom there is none, or one of more than a year ago")
	cli.JSONFlag(c.Flags(), &asJSON)
	return c
}

// agreementJSON is an agreement as agreement --json gives it.
type agreementJSON struct {
	Person     string      `json:"person"`
	Path       *string     `json:"path"`
	Line       *int        `json:"line"`
	Date       *when.Date  `json:"date"`
	AgeDays    *int        `json:"age_days"`
	Old        bool        `json:"old"`
	Points     []pointJSON `json:"points"`
	Unanswered []string    `json:"unanswered"`
	Text       *string     `json:"text"`
}

type pointJSON struct {
	Label  string  `json:"label"`
	Answer *string `json:"answer"`
	Line   int     `json:"line"`
}

func runAgreement(ctx context.Context, s *cli.Session, words []string, missing, asJSON bool) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	var all []*dated
	for _, p := range people {
		if missing && len(words) == 0 && !wantsAgreement(p) {
			continue
		}
		a, err := newestAgreement(ctx, s, w, p.Handle)
		if err != nil {
			return err
		}
		if !missing || a.Agreement == nil || a.old(s.Today()) {
			all = append(all, a)
		}
	}
	switch {
	case asJSON:
		rows := make([]agreementJSON, len(all))
		for i, a := range all {
			rows[i] = a.asJSON(s.Today())
		}
		return render.JSON(s.Env.Stdout, rows)
	case missing:
		return listMissing(s, all)
	}
	return s.Paged(ctx, func(out render.Output) error {
		for i, a := range all {
			if i > 0 {
				if err := out.Printf("\n"); err != nil {
					return err
				}
			}
			if err := writeAgreement(s, out, a); err != nil {
				return err
			}
		}
		return nil
	})
}

// wantsAgreement reports whether somebody is met often and long enough for an
// agreement to be missed.
func wantsAgreement(p *notes.Person) bool {
	return (p.Role == "report" || p.Role == "manager" || p.Role == "peer") && p.Cadence.Days() > 0
}

// dated is the newest agreement with somebody, nil when there is none, and the
// day it is of, zero when nothing tells.
type dated struct {
	person string
	*notes.Agreement
	day when.Date
}

// newestAgreement finds the agreement that holds: that of the top page, unless
// an entry has one from after the page's was last changed.
func newestAgreement(ctx context.Context, s *cli.Session, w *cli.Workspace, handle string) (*dated, error) {
	top, entry, problems := w.Agreements(handle)
	s.SayProblems(problems)
	d := &dated{person: handle, Agreement: top}
	if top == nil {
		if d.Agreement = entry; entry != nil {
			d.day = entry.Date
		}
		return d, nil
	}
	var err error
	if d.day, err = agreedOn(ctx, w, top, s.Today()); err != nil {
		return nil, fmt.Errorf("looking up when the agreement with %s was written: %w", handle, err)
	}
	if entry != nil && entry.Date.After(d.day) {
		d.Agreement, d.day = entry, entry.Date
	}
	return d, nil
}

// agreedOn is the day a top page got the agreement it has, as git recorded it;
// today when that is not recorded yet. Halving the page's history finds it
// with a handful of looks.
func agreedOn(ctx context.Context, w *cli.Workspace, a *notes.Agreement, today when.Date) (when.Date, error) {
	var commits []history.Commit // newest first
	for c, err := range w.History.Log(ctx, history.Query{Paths: []string{a.Path}}) {
		if err != nil {
			return when.Date{}, err
		}
		commits = append(commits, c)
	}
	var fault error
	changed, _ := slices.BinarySearchFunc(commits, true, func(c history.Commit, _ bool) int {
		src, err := w.History.FileAt(ctx, a.Path, c.Time)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			fault = err
		}
		was := w.AgreementIn(a.Person, src)
		if was != nil && was.Text == a.Text {
			return -1 // still the same: look further back
		}
		return 1
	})
	if fault != nil || changed == 0 {
		return today, fault
	}
	return when.Of(commits[changed-1].Time), nil
}

// old reports whether an agreement is worth another look.
func (d *dated) old(today when.Date) bool {
	return againLine(d.day, today) != ""
}

func (d *dated) asJSON(today when.Date) agreementJSON {
	j := agreementJSON{Person: d.person, Points: []pointJSON{}, Unanswered: []string{}}
	if d.Agreement == nil {
		j.Unanswered = template.AgreementPoints()
		return j
	}
	age := today.Sub(d.day)
	j.Path, j.Line, j.Date, j.AgeDays, j.Old, j.Text = &d.Path, &d.Line, cli.OrNull(d.day), &age, d.old(today), &d.Text
	for _, p := range d.Points {
		j.Points = append(j.Points, pointJSON{p.Label, cli.OrNull(p.Answer), p.Line})
	}
	j.Unanswered = append(j.Unanswered, d.Unanswered()...)
	return j
}

func listMissing(s *cli.Session, all []*dated) error {
	table := render.Table{Columns: []render.TableColumn{{Name: "person", Fixed: true}, {Name: "agreement"}, {Name: "what to do"}}}
	for _, d := range all {
		state, do := render.Cell{Text: "none", Style: render.Warn}, "oneonone new "+d.person+" --template first-ten/02"
		if d.Agreement != nil {
			state = render.Cell{Text: "of " + cli.ShortDate(d.day, s.Today()) + ", " + cli.Ago(d.day, s.Today()) + " ago", Style: render.Warn, Piped: d.day.String()}
			do = "look at it again together: oneonone agreement " + d.person
		}
		table.Add(render.Cell{Text: d.person, Style: render.Name}, state, render.Text(do))
	}
	if len(all) == 0 {
		s.Say("nobody is without a working agreement")
	}
	return table.Write(s.Output())
}

func writeAgreement(s *cli.Session, out render.Output, d *dated) error {
	if d.Agreement == nil {
		s.Say("%s: nothing is agreed on yet", d.person)
		s.Say("hint: oneonone new %s --template first-ten/02 brings the points to talk about", d.person)
		return nil
	}
	today := s.Today()
	if out.TTY {
		head := fmt.Sprintf("%s · agreed on %s, %s ago", d.person, cli.LongDate(d.day), cli.Ago(d.day, today))
		if d.day == today {
			head = d.person + " · agreed on today"
		}
		if err := out.Printf("%s\n%s\n\n", cli.Styled(out, render.Bold, head), cli.Styled(out, render.Muted, fmt.Sprintf("%s:%d", d.Path, d.Line))); err != nil {
			return err
		}
		if err := render.Markdown(out, []byte(d.Text)); err != nil {
			return err
		}
	} else if err := out.Printf("%s\n", render.Painted(d.Text)); err != nil {
		return err
	}
	say := func(text string) { s.Say("%s", text) }
	if out.TTY { // below the text, also where a pager shows it
		p := &cli.Printer{Out: out}
		p.Gap()
		say = func(text string) { p.Hanging(render.Warn, "", "  ", text) }
	}
	if open := d.Unanswered(); len(open) > 0 {
		say("unanswered: " + strings.Join(open, "; "))
	}
	if line := againLine(d.day, today); line != "" {
		say(line)
	}
	return nil
}

// againLine says that the agreement of a day is worth another look, "" when it
// is not, or when nothing tells its day.
func againLine(day, today when.Date) string {
	if day.IsZero() || day.AddMonths(agreementMonths).After(today) {
		return ""
	}
	return fmt.Sprintf("the agreement is of %s: look at it again together, what still fits?", day.Time().Format("January 2006"))
}
