package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/page"
)

func newCheckCmd(s *cli.Session) *cobra.Command {
	var asJSON, habits bool
	c := &cobra.Command{
		Use:   "check [PERSON...]",
		Short: "Find what is likely not as it was meant in the notes",
		Long: `Find what is likely not as it was meant in the notes, with file and line: lines
that look like an action or heading and are not read as one, dates that
disagree, owners nobody is called, front matter that cannot be read, comments
without an end, ticks that a newer entry contradicts.

Nothing is changed. The exit code is 1 when something is wrong; what is marked
with a question mark may well be meant and is no failure.`,
		Example: `  oneonone check
  oneonone check alice
  oneonone check --habits alice           not what is wrong, but what has crept in
  oneonone check --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			if habits {
				return runHabits(s, args, asJSON)
			}
			return runCheck(s, c, args, asJSON)
		},
	}
	c.Flags().BoolVar(&habits, "habits", false, "say instead what the last meetings have in common, and what could be tried")
	cli.JSONFlag(c.Flags(), &asJSON)
	return c
}

// findingJSON is a finding as check --json gives it.
type findingJSON struct {
	Path   string           `json:"path"`
	Line   *int             `json:"line"`
	Kind   page.FindingKind `json:"kind"`
	Wrong  bool             `json:"wrong"`
	What   string           `json:"what"`
	Advice *string          `json:"advice"`
}

func runCheck(s *cli.Session, c *cobra.Command, words []string, asJSON bool) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	var people []*notes.Person
	for _, word := range words {
		p, err := w.Find(word)
		if err != nil {
			return err
		}
		people = append(people, p)
	}
	report := w.Check(people, s.Today())
	if asJSON {
		err = render.JSON(s.Env.Stdout, findingsAsJSON(report.Findings))
	} else if err = s.Paged(c.Context(), func(out render.Output) error { return writeFindings(out, report.Findings) }); err == nil {
		sayChecked(s, report)
	}
	if err == nil && report.Wrong() {
		return cli.Exit(cli.ExitFailed, nil)
	}
	return err
}

func findingsAsJSON(findings []page.Finding) []findingJSON {
	rows := make([]findingJSON, len(findings))
	for i, f := range findings {
		rows[i] = findingJSON{Path: f.Path, Kind: f.Kind, Wrong: !f.Unsure, What: f.What}
		if f.Line > 0 {
			rows[i].Line = &f.Line
		}
		if f.Hint != "" {
			rows[i].Advice = &f.Hint
		}
	}
	return rows
}

// writeFindings lists findings as compilers do, so that an editor can jump to
// them; in a pipe kind and advice are fields of their own.
func writeFindings(out render.Output, findings []page.Finding) error {
	if !out.TTY {
		table := render.Table{Columns: []render.TableColumn{{Name: "where"}, {Name: "sure"}, {Name: "kind"}, {Name: "what"}, {Name: "advice"}}}
		for _, f := range findings {
			sure := "wrong"
			if f.Unsure {
				sure = "unsure"
			}
			table.Add(render.Text(place(f)), render.Text(sure), render.Text(string(f.Kind)), render.Text(f.What), render.Text(f.Hint))
		}
		return table.Write(out)
	}
	for _, f := range findings {
		sign, style := "✗", render.Bad
		if f.Unsure {
			sign, style = "?", render.Warn
		}
		if err := out.Printf("%s %s %s\n", render.Painted(out.Paint(style, sign)), render.Painted(out.Paint(render.Name, place(f))), f.What); err != nil {
			return err
		}
		if f.Hint == "" {
			continue
		}
		if err := cli.WriteWrapped(out, render.Muted, "    ", f.Hint); err != nil {
			return err
		}
	}
	return nil
}

func place(f page.Finding) string {
	if f.Line > 0 {
		return fmt.Sprintf("%s:%d", f.Path, f.Line)
	}
	return f.Path
}

func sayChecked(s *cli.Session, r *notes.CheckReport) {
	wrong, unsure := 0, 0
	for _, f := range r.Findings {
		if f.Unsure {
			unsure++
		} else {
			wrong++
		}
	}
	switch {
	case wrong+unsure == 0:
		s.Say("%s checked, nothing found", cli.Plural(r.Notes, "note", "notes"))
	case unsure == 0:
		s.Say("%s in %s", cli.Plural(wrong, "thing is wrong", "things are wrong"), cli.Plural(r.Notes, "note", "notes"))
	default:
		s.Say("%s, %d to look at, in %s", cli.Plural(wrong, "thing is wrong", "things are wrong"), unsure, cli.Plural(r.Notes, "note", "notes"))
	}
}
