package reading

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes"
)

// agendasLooked is how many meetings back advice looks.
const agendasLooked = 3

// Cadence compares planned with kept meetings.
func Cadence(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	team := notes.NewTeam(w.Present())
	l := &render.Listing[screen.Regularity]{Columns: screen.Regularities}
	for _, p := range people {
		r, err := w.Rhythm(p, s.Today())
		if err != nil {
			return err
		}
		agendas, err := w.RecentAgendas(p.Handle, agendasLooked, s.Today())
		if err != nil {
			return err
		}
		l.Rows = append(l.Rows, screen.NewRegularity(r, team, agendas))
	}
	switch out := s.Output(); {
	case as.Data() || len(l.Rows) == 0 || !out.TTY && len(words) != 1:
		return cli.Print(ctx, s, as, l, NobodyYet)
	case len(words) > 0:
		return screen.WriteRegularity(out, l.Rows, nil)
	default:
		return screen.WriteRegularity(out, l.Rows, &team)
	}
}
