package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/reading"
	"oneonone/internal/screen"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

func newTemplateCheckCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "check [NAME...]",
		Short: "Check that templates work, and that what they write is read",
		Long: `Check that templates work: each is filled in with sample notes and read back.
It fails when follow-ups, topics or goals are not found again, as happens under
a heading in another language, or when an entry nobody has written in already
holds some. Without a name, your own templates are checked.`,
		Example: `  oneonone template check
  oneonone template check weekly`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: completeTemplateNames(s),
		RunE:              func(c *cobra.Command, args []string) error { return runTemplateCheck(c.Context(), s, args, as) },
	}
	cli.BindFormat(s, c, &as, screen.Findings)
	return c
}

func runTemplateCheck(ctx context.Context, s *cli.Session, names []string, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	set, err := w.Templates()
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := set.Get(name); err != nil {
			return err
		}
	}
	if len(names) == 0 {
		for _, t := range set.List() {
			if t.Path != "" {
				names = append(names, t.Name)
			}
		}
	}
	sample, err := draft.Sample(w.Folder)
	if err != nil {
		return err
	}
	var faults []page.Finding
	for _, name := range names {
		for _, p := range draft.Check(set, sample, name) {
			faults = append(faults, page.Finding{Problem: p, Kind: "template"})
		}
	}
	if err := reading.Findings(ctx, s, w, as, faults); err != nil {
		return err
	}
	switch {
	case len(faults) > 0:
		return cli.Exit(cli.ExitFailed, nil)
	case len(names) == 0:
		s.Say("you have no templates of your own; the built-in ones are fine")
	default:
		s.Say("%s checked, no problems found", text.Count(len(names), "template", "templates"))
	}
	return nil
}
