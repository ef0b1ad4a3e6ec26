package templating

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/reading"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

// Check fills in templates with sample notes, and says what cannot be read back.
func Check(ctx context.Context, s *cli.Session, names []string, as cli.Format) error {
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
			faults = append(faults, page.Finding{Problem: p, Kind: page.FindTemplate})
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
