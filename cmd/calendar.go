package cmd

import (
	"cmp"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/calendar"
	"oneonone/internal/cli"
	"oneonone/notes"
	"oneonone/notes/settings"
)

func newCalendarCmd(s *cli.Session) *cobra.Command {
	var people []string
	var alarm time.Duration
	c := &cobra.Command{
		Use:   "calendar [PERSON...]",
		Short: "Print the coming 1:1s as a calendar file",
		Long: `Print the coming 1:1s as an iCalendar file (RFC 5545) that Google Calendar,
Outlook and Apple Calendar import: one repeating event a person, with what was
moved or skipped, and without leave. Nothing from the notes is in it.

It needs a weekday and a time on the person's page; without a time the event is
for the whole day. Times are in the zone of "oneonone config timezone", else in
the system's.`,
		Example: `  oneonone people edit alice --day wednesday --time 14:00
  oneonone calendar > 1on1s.ics
  oneonone calendar alice --alarm 10m`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runCalendar(s, append(args, people...), alarm) },
	}
	c.Flags().StringSliceVar(&people, "person", nil, "only this person; can be repeated")
	c.Flags().DurationVar(&alarm, "alarm", 0, "remind this long before each meeting that has a time, such as 10m")
	cli.CompleteFlag(c, "person", cli.CompletePeople(s))
	return c
}

func runCalendar(s *cli.Session, words []string, alarm time.Duration) error {
	if alarm < 0 || alarm%time.Minute != 0 {
		return cli.Usagef("invalid alarm %q: try 10m or 1h", alarm)
	}
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	zone, err := zone(s, w.Settings)
	if err != nil {
		return err
	}
	book := calendar.New(w.Settings.Me, s.Env.Now(), zone)
	book.Alarm(alarm)
	rhythms, faults := make([]*notes.Rhythm, len(people)), make([]error, len(people))
	w.SideBySide(people, func(i int, p *notes.Person) { rhythms[i], faults[i] = w.Rhythm(p, s.Today()) })
	for i, p := range people {
		r, err := rhythms[i], faults[i]
		if err != nil {
			return err
		}
		if !p.Cadence.Regular() && r.Next.IsZero() {
			if len(words) > 0 {
				s.Say("%s: no regular meetings", p.Handle)
			}
			continue
		}
		if !r.Slot.Fixed && p.Day == "" && p.Cadence.Regular() {
			s.Say("%s: no fixed day, so each meeting is an event of its own", p.Handle)
			s.Say("hint: oneonone people edit %s --day wednesday --time 14:00", p.Handle)
		}
		book.Add(p, r)
	}
	if book.Empty() {
		s.Say("no meetings planned")
		return nil
	}
	return book.Write(s.Env.Stdout)
}

// zone is the time zone of the slots: as configured, else the system's; nil when
// the system does not name its zone.
func zone(s *cli.Session, settings *settings.Settings) (*time.Location, error) {
	name := cmp.Or(settings.Timezone, s.Env.Zone())
	if name == "" {
		s.Say("the system's time zone is unknown; times are local to whoever reads the calendar")
		s.Say("hint: oneonone config timezone Europe/Berlin")
		return nil, nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, cli.Hinted(fmt.Errorf("unknown time zone %q", name), "oneonone config timezone Europe/Berlin")
	}
	if name == "UTC" || name == "Etc/UTC" {
		return time.UTC, nil
	}
	return loc, nil
}
