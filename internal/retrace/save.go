package retrace

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/history"
)

// Save records what was edited outside the program.
func Save(ctx context.Context, s *cli.Session, message string) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	edits, err := w.History.Pending(ctx)
	if err != nil {
		return err
	}
	unkept, err := w.History.Unkept()
	if err != nil {
		return err
	}
	paths := make([]string, len(edits), len(edits)+len(unkept))
	for i, e := range edits {
		paths[i] = e.Path
	}
	paths = append(paths, unkept...) // the error says why they are not recorded
	if len(paths) == 0 {
		s.Say("nothing to save: git has everything")
		return nil
	}
	m := cli.EditsMessage(edits)
	if message != "" {
		for _, e := range edits {
			if e.Repo != edits[0].Repo {
				return cli.Hinted(cli.Usagef("the message of -m would go into more than one repository: %s and %s were edited", cli.ShortPath(edits[0].Path), cli.ShortPath(e.Path)),
					"oneonone save without -m writes a separate message for each repository")
			}
		}
		m = history.Message{Subject: message, Edits: true}
	}
	if _, err := w.History.Record(ctx, paths, m); err != nil {
		return err
	}
	for _, e := range edits {
		s.Say("saved %s (%s)", cli.ShortPath(e.Path), e.Kind)
	}
	s.SayReaders(w, paths)
	return nil
}
