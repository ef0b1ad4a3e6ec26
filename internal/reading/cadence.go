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
	for _, p := range inOrder(w, people) {
		if !slices.Contains(people, p) { // heard first, so that no two are sent onto the same day
			if err := hear(s, w, team, p); err != nil {
				return err
			}
			continue
		}
		r, err := w.Rhythm(p, s.Today())
		if err != nil {
			return err
		}
		agendas, err := w.RecentAgendas(p.Handle, agendasLooked, s.Today())
		if err != nil {
			return err
		}
		l.Rows = append(l.Rows, screen.NewRegularity(r, team.About(r, agendas)))
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

// inOrder is everybody in the order of the folder, then whom else somebody asked
// about: advice to one is the same whoever is listed.
func inOrder(w *cli.Workspace, people []*notes.Person) []*notes.Person {
	present := w.Present()
	archived := slices.DeleteFunc(slices.Clone(people), func(p *notes.Person) bool { return slices.Contains(present, p) })
	return slices.Concat(present, archived)
}

// hear gives somebody who is not listed the day that advice would. Their notes are
// read only where they decide about it.
func hear(s *cli.Session, w *cli.Workspace, team *advice.Team, p *notes.Person) error {
	r := notes.NewRhythm(p, nil, w.LeaveOf(p), s.Today())
	if notes.SlotOf(p).Fixed && advice.MayMove(p) {
		var err error
		if r, err = w.Rhythm(p, s.Today()); err != nil {
			return err
		}
	}
	team.About(r, nil)
	return nil
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
