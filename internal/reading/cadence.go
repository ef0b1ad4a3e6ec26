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

// agendasLooked is how many past meetings advice looks at.
const agendasLooked = 3

// Cadence compares planned meetings with those held.
func Cadence(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	team := advice.NewTeam(w.Present(), zoneOf(s, w))
	l := &render.Listing[screen.Regularity]{Columns: screen.Regularities}
	for _, p := range inOrder(w, people) {
		if !slices.Contains(people, p) { // for the team's sake: advice must not send two people onto the same day
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

// inOrder is everybody in the folder's order, then the archived people asked
// about, so that advice on one person does not depend on who else is listed.
func inOrder(w *cli.Workspace, people []*notes.Person) []*notes.Person {
	present := w.Present()
	archived := slices.DeleteFunc(slices.Clone(people), func(p *notes.Person) bool { return slices.Contains(present, p) })
	return slices.Concat(present, archived)
}

// hear lets advice plan a day for somebody who is not listed. Their notes are read
// only when the day depends on them.
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

// zoneOf is the time zone of the slots, nil when unknown.
func zoneOf(s *cli.Session, w *cli.Workspace) *time.Location {
	name := cmp.Or(w.Settings.Timezone, s.Env.Zone())
	zone, err := time.LoadLocation(name)
	if name == "" || err != nil {
		return nil
	}
	return zone
}
