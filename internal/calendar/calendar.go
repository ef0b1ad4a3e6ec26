// Package calendar writes the meetings to come as an iCalendar file (RFC 5545).
// It knows no disk and no clock.
package calendar

import (
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone database of its own

	ics "github.com/arran4/golang-ical"

	"oneonone/internal/when"
	"oneonone/notes"
)

// monthsAhead is how many months ahead moves and leave are looked for.
const monthsAhead = 24

// singlesAhead is for how many months meetings are listed one by one, where
// no rule of a calendar says when they are.
const singlesAhead = 12

// Book is the calendar while it is written.
type Book struct {
	cal    *ics.Calendar
	zone   *time.Location // nil: times without a zone, as the reader's clock shows
	now    time.Time
	me     string
	today  when.Date
	events int
}

// New begins the calendar of a manager. In a nil zone times are those that the
// reader's clock shows.
func New(me string, now time.Time, zone *time.Location) *Book {
	b := &Book{cal: ics.NewCalendarFor("oneonone"), zone: zone, now: now, me: me, today: when.Of(now)}
	b.cal.SetProductId("-//oneonone//1:1s//EN")
	b.cal.SetMethod(ics.MethodPublish)
	b.cal.SetXWRCalName("1:1s")
	if zone != nil && zone != time.UTC {
		b.cal.SetXWRTimezone(zone.String())
		b.cal.Components = append(b.cal.Components, Timezone(zone, b.now))
	}
	return b
}

// Empty reports whether no meeting is planned.
func (b *Book) Empty() bool { return b.events == 0 }

// Write writes the file.
func (b *Book) Write(to io.Writer) error { return b.cal.SerializeTo(to, ics.WithNewLineWindows) }

// Add adds the meetings with a person.
func (b *Book) Add(p *notes.Person, r *notes.Rhythm) {
	series := r.Series(b.today.AddMonths(monthsAhead))
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
func (b *Book) uid(handle string) string {
	sum := sha256.Sum256([]byte(b.me + "\x00" + handle))
	return fmt.Sprintf("%x@oneonone", sum[:16])
}

func (b *Book) event(uid string, p *notes.Person, day when.Date) *ics.VEvent {
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
func (b *Book) when(e *ics.VEvent, property ics.ComponentProperty, p *notes.Person, day when.Date, minutes int) {
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
