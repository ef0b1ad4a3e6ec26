package reading

import (
	"cmp"
	"context"
	"slices"
	"time"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes"
	"oneonone/notes/advice"
)

// agendasLooked is how many meetings back advice looks.
const agendasLooked = 3

// Cadence compares planned with kept meetings.
func Cadence(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	team := advice.NewTeam(w.Present(), zoneOf(s, w))
	l := &render.Listing[screen.Regularity]{Columns: screen.Regularities}
	others := slices.DeleteFunc(w.Present(), func(p *notes.Person) bool { return slices.Contains(people, p) })
	for _, p := range inOrder(w, slices.Concat(people, others)) {
		r, err := w.Rhythm(p, s.Today())
		if err != nil {
			return err
		}
		agendas, err := w.RecentAgendas(p.Handle, agendasLooked, s.Today())
		if err != nil {
			return err
		}
		about := team.About(r, agendas) // of everybody, so that no two are sent onto the same day
		if slices.Contains(people, p) {
			l.Rows = append(l.Rows, screen.NewRegularity(r, about))
		}
	}
	switch out := s.Output(); {
	case as.Data() || len(l.Rows) == 0 || !out.TTY && len(words) != 1:
		return cli.Print(ctx, s, as, l, NobodyYet)
	case len(words) > 0:
		return screen.WriteRegularity(out, l.Rows, nil)
	default:
		return screen.WriteRegularity(out, l.Rows, team)
	}
}

// inOrder are people in the order of the folder, those put away last: advice to
// one is the same whoever else is listed.
func inOrder(w *cli.Workspace, people []*notes.Person) []*notes.Person {
	all := slices.DeleteFunc(w.Present(), func(p *notes.Person) bool { return !slices.Contains(people, p) })
	return slices.Concat(all, slices.DeleteFunc(people, func(p *notes.Person) bool { return slices.Contains(all, p) }))
}

// zoneOf is the time zone of the slots, nil where nobody knows it.
func zoneOf(s *cli.Session, w *cli.Workspace) *time.Location {
	name := cmp.Or(w.Settings.Timezone, s.Env.Zone())
	zone, err := time.LoadLocation(name)
	if name == "" || err != nil {
		return nil
	}
	return zone
}
