package meeting

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/when"
	"oneonone/notes"
)

// Which is the meeting that a command is about: the one on the date given, else
// the next.
func Which(ctx context.Context, s *cli.Session, r *notes.Rhythm, verb, date string, dryRun bool) (when.Date, error) {
	return meant{s, verb, date, dryRun}.day(ctx, r)
}

// meant finds which meeting a command is about.
type meant struct {
	s      *cli.Session
	verb   string
	date   string // as typed
	dryRun bool
}

// day is the date given, else the next planned one.
func (m meant) day(ctx context.Context, r *notes.Rhythm) (when.Date, error) {
	if m.date == "" {
		day, err := m.next(ctx, r)
		if err != nil || m.verb != "skip" {
			return day, err
		}
		return m.oneMore(ctx, r, day)
	}
	day, err := m.s.ParseDay(m.date, m.s.Today())
	near := cli.Abs(day.Sub(m.s.Today())) <= farOff
	if err != nil || near && r.IsPlanned(day) {
		return day, err // for a day further off, the year may be a slip
	}
	none := fmt.Sprintf("no meeting with %s is planned on %s", r.Person.Handle, cli.LongDate(day))
	if m.dryRun {
		m.s.Say("warning: %s", none)
		return day, nil
	}
	sure, err := m.s.Confirm(ctx, none+": "+m.verb+" it anyway?")
	switch {
	case err != nil || sure:
		return day, err
	case m.s.Interactive() || !near:
		return day, cli.Hinted(cli.Usagef("%s", none), "%s--yes %ss it anyway", m.otherwise(r), m.verb)
	}
	m.s.Say("warning: %s", none)
	return day, nil
}

// otherwise points to the meeting that was more likely meant.
func (m meant) otherwise(r *notes.Rhythm) string {
	next := r.Coming()
	if next.IsZero() {
		return ""
	}
	return fmt.Sprintf("the next is on %s; ", next)
}

// next is the next meeting. A late one does not count, unless it was due this
// week: then the user is asked, and where nobody can be asked it is taken. One
// from an earlier week is only mentioned.
func (m meant) next(ctx context.Context, r *notes.Rhythm) (when.Date, error) {
	late, coming := r.Next, r.Coming()
	switch {
	case late.IsZero():
		return late, cli.Hinted(cli.Usagef("no meeting with %s is planned", r.Person.Handle), "give the day with --date")
	case !r.Overdue:
		return late, nil
	case coming.IsZero():
		return late, nil
	case late.Before(when.Monday(r.Today)):
		m.s.Say("the next meeting with %s is on %s; the one on %s is late: --date %s selects it", r.Person.Handle, cli.LongDate(coming), cli.LongDate(late), late)
		return coming, nil
	case m.dryRun || !m.s.Interactive():
		return late, nil
	}
	yes, err := m.s.Confirm(ctx, fmt.Sprintf("%s the one on %s? no: the next, on %s", m.verb, cli.LongDate(late), cli.LongDate(coming)))
	if yes {
		coming = late
	}
	return coming, err
}

// oneMore asks before skipping a meeting if the one before is skipped already: a
// command given twice may not mean the week after.
func (m meant) oneMore(ctx context.Context, r *notes.Rhythm, day when.Date) (when.Date, error) {
	skipped := r.SkippedBefore(day)
	if skipped.IsZero() {
		return day, nil
	}
	already := fmt.Sprintf("the meeting with %s on %s is already skipped", r.Person.Handle, cli.LongDate(skipped))
	sure, err := m.s.Confirm(ctx, fmt.Sprintf("%s: skip the one on %s too?", already, cli.LongDate(day)))
	if err != nil || sure {
		return day, err
	}
	m.s.Say("hint: --date %s skips the one after", day)
	return skipped, nil
}

// farOff is how many days from today a day is more likely a slip in the year than
// meant.
const farOff = 180

// offBy says how far off a day is, "" when it is near.
func offBy(s *cli.Session, day when.Date) string {
	switch days := day.Sub(s.Today()); {
	case cli.Abs(days) <= farOff:
		return ""
	case days < 0:
		return fmt.Sprintf("%s is %d days ago", cli.LongDate(day), -days)
	default:
		return fmt.Sprintf("%s is %d days ahead", cli.LongDate(day), days)
	}
}

// SureOfDay asks about a day that is far off. Where nobody can be asked, --yes is
// needed.
func SureOfDay(ctx context.Context, s *cli.Session, day when.Date, ask bool) error {
	off := offBy(s, day)
	if off == "" {
		return nil
	}
	return sure(ctx, s, off, "writes it", ask)
}

// SureOfTarget asks about the day a meeting is to be moved to, when it is far off
// or has passed; a script is only warned about the latter.
func SureOfTarget(ctx context.Context, s *cli.Session, to when.Date, ask bool) error {
	off := offBy(s, to)
	if off == "" && to.Before(s.Today()) {
		off, ask = cli.LongDate(to)+" has passed", ask && s.Interactive()
	}
	if off == "" {
		return nil
	}
	return sure(ctx, s, off, "moves it there", ask)
}

// sure asks whether an unlikely day is meant or, unless ask is set, only warns;
// yes is what --yes does.
func sure(ctx context.Context, s *cli.Session, off, yes string, ask bool) error {
	if !ask {
		s.Say("warning: %s", off)
		return nil
	}
	meant, err := s.Confirm(ctx, off+"; is that the right day?")
	switch {
	case err != nil || meant:
		return err
	case s.Interactive():
		return errors.New("nothing was written")
	}
	return cli.Hinted(cli.Usagef("%s", off), "--yes %s anyway", yes)
}
