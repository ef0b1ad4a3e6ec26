package cmd

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone database of its own

	ics "github.com/arran4/golang-ical"
	"github.com/spf13/cobra"

	"oneonone/internal/when"
	"oneonone/notes"
)

// calendarAhead is how many months ahead moves and leave are looked for.
const calendarAhead = 24

// singlesAhead is for how many months meetings are listed one by one, where
// no rule of a calendar says when they are.
const singlesAhead = 12

func newCalendarCmd(s *session) *cobra.Command {
	var people []string
	c := &cobra.Command{
		Use:   "calendar [PERSON...]",
		Short: "Print the 1:1s to come as a calendar file",
		Long: `Print the 1:1s to come as an iCalendar file (RFC 5545) that Google Calendar,
Outlook and Apple Calendar import: one repeating event a person, with what was
moved or skipped, and without leave. Nothing of the notes is in it.

It needs a weekday and a time on the person's page; without a time the event is
for the whole day. Times are in the zone of "oneonone config timezone", else in
the system's.`,
		Example: `  oneonone people edit alice --day wednesday --time 14:00
  oneonone calendar > 1on1s.ics
  oneonone calendar --person alice`,
		Args:              argsBetween(0, -1),
		ValidArgsFunction: s.completePeople,
		RunE:              func(c *cobra.Command, args []string) error { return s.runCalendar(append(args, people...)) },
	}
	c.Flags().StringSliceVar(&people, "person", nil, "only this person; may be given again")
	s.completeFlag(c, "person", s.completePeople)
	return c
}

func (s *session) runCalendar(words []string) error {
	w, people, err := s.openWith(words)
	if err != nil {
		return err
	}
	zone, err := s.zone(w.Settings)
	if err != nil {
		return err
	}
	book := newCalendarBook(s, w, zone)
	for _, p := range people {
		r, err := w.Rhythm(p, s.today())
		if err != nil {
			return err
		}
		if !p.Cadence.Regular() && r.Next.IsZero() {
			if len(words) > 0 {
				s.say("%s: no regular meetings", p.Handle)
			}
			continue
		}
		if !r.Slot.Fixed && p.Day == "" && p.Cadence.Regular() {
			s.say("%s: no fixed day, so each meeting is an event of its own", p.Handle)
			s.say("hint: oneonone people edit %s --day wednesday --time 14:00", p.Handle)
		}
		book.add(p, r)
	}
	if book.events == 0 {
		s.say("no meeting is planned")
		return nil
	}
	return book.cal.SerializeTo(s.env.Stdout, ics.WithNewLineWindows)
}

// calendarBook is the calendar while it is written.
type calendarBook struct {
	cal    *ics.Calendar
	zone   *time.Location // nil: times without a zone, as the reader's clock shows
	now    time.Time
	me     string
	today  when.Date
	events int
}

func newCalendarBook(s *session, w *workspace, zone *time.Location) *calendarBook {
	b := &calendarBook{cal: ics.NewCalendarFor("oneonone"), zone: zone, now: s.env.Now(), me: w.Settings.Me, today: s.today()}
	b.cal.SetProductId("-//oneonone//1:1s//EN")
	b.cal.SetMethod(ics.MethodPublish)
	b.cal.SetXWRCalName("1:1s")
	if zone != nil && zone != time.UTC {
		b.cal.SetXWRTimezone(zone.String())
		b.cal.Components = append(b.cal.Components, vtimezone(zone, b.now))
	}
	return b
}

func (b *calendarBook) add(p *notes.Person, r *notes.Rhythm) {
	series := r.Series(b.today.AddMonths(calendarAhead))
	uid := b.uid(p.Handle)
	if !series.First.IsZero() {
		e := b.event(uid, p, series.First)
		e.AddRrule(ruleOf(r.Slot, series.First))
		for _, x := range series.Exceptions {
			if x.Moved.IsZero() {
				b.when(e, ics.ComponentPropertyExdate, p, x.Day, 0)
			}
		}
		for _, x := range series.Exceptions {
			if !x.Moved.IsZero() {
				moved := b.event(uid, p, x.Moved)
				b.when(moved, ics.ComponentPropertyRecurrenceId, p, x.Day, 0)
			}
		}
	}
	for _, d := range series.Singles {
		if d.Before(b.today.AddMonths(singlesAhead)) {
			b.event(strings.Replace(uid, "@", "-"+d.String()+"@", 1), p, d)
		}
	}
}

// uid is the same each time, so that importing again changes events instead
// of doubling them, and differs between two managers of one person.
func (b *calendarBook) uid(handle string) string {
	sum := sha256.Sum256([]byte(b.me + "\x00" + handle))
	return fmt.Sprintf("%x@oneonone", sum[:16])
}

func (b *calendarBook) event(uid string, p *notes.Person, day when.Date) *ics.VEvent {
	b.events++
	e := b.cal.AddEvent(uid)
	e.SetDtStampTime(b.now)
	e.SetSummary("1:1 " + p.FullName())
	b.when(e, ics.ComponentPropertyDtStart, p, day, 0)
	if notes.ValidTime(p.Time) {
		b.when(e, ics.ComponentPropertyDtEnd, p, day, p.Minutes)
	} else {
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return e
}

// when writes a point in time: the person's slot on a day, and minutes after.
func (b *calendarBook) when(e *ics.VEvent, property ics.ComponentProperty, p *notes.Person, day when.Date, minutes int) {
	if !notes.ValidTime(p.Time) {
		e.AddProperty(property, day.Time().Format("20060102"), ics.WithValue("DATE"))
		return
	}
	hour, _ := strconv.Atoi(p.Time[:2]) // ValidTime has seen to the digits
	minute, _ := strconv.Atoi(p.Time[3:])
	local := time.Date(day.Year, day.Month, day.Day, hour, minute+minutes, 0, 0, time.UTC).Format("20060102T150405")
	switch b.zone {
	case nil:
		e.AddProperty(property, local)
	case time.UTC:
		e.AddProperty(property, local+"Z")
	default:
		e.AddProperty(property, local, ics.WithTZID(b.zone.String()))
	}
}

// ruleOf is the rule of a slot with a fixed day, in weeks or months.
func ruleOf(slot when.Slot, first when.Date) string {
	day := strings.ToUpper(slot.Day.String()[:2])
	n, unit := slot.Cadence.Interval()
	if unit == when.Weeks {
		return fmt.Sprintf("FREQ=WEEKLY;INTERVAL=%d;BYDAY=%s", n, day)
	}
	return fmt.Sprintf("FREQ=MONTHLY;INTERVAL=%d;BYDAY=%d%s", n, when.WeekOfMonth(first), day)
}

// zone is where the slots' times are: as configured, else the system's; nil
// when the system does not tell its name.
func (s *session) zone(settings *notes.Settings) (*time.Location, error) {
	name := cmp.Or(settings.Timezone, systemZone(s.env.Getenv("TZ"), s.env.Now()))
	if name == "" {
		s.say("the system does not tell its time zone; times are the reader's own")
		s.say("hint: oneonone config timezone Europe/Berlin")
		return nil, nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, hinted(fmt.Errorf("there is no time zone %q", name), "oneonone config timezone Europe/Berlin")
	}
	if name == "UTC" || name == "Etc/UTC" {
		return time.UTC, nil
	}
	return loc, nil
}
