package calendar

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone database of its own
	"unicode/utf8"

	"github.com/emersion/go-ical"

	"oneonone/internal/when"
	"oneonone/notes"
)

// monthsAhead is how many months ahead moves and leave are looked for.
const monthsAhead = 24

// singlesAhead is for how many months meetings are listed one by one, where no
// recurrence rule can say when they are.
const singlesAhead = 12

// Book is the calendar while it is written.
type Book struct {
	cal   *ical.Calendar
	zone  *time.Location // nil: times without a zone, read by the reader's clock
	now   time.Time
	me    string
	today when.Date
	alarm time.Duration // before each meeting; 0: none
}

// New begins the calendar of a manager. With a nil zone, times are read by the
// reader's clock.
func New(me string, now time.Time, zone *time.Location) *Book {
	b := &Book{cal: ical.NewCalendar(), zone: zone, now: now, me: me, today: when.Of(now)}
	set(b.cal.Component, ical.PropVersion, "2.0")
	set(b.cal.Component, ical.PropProductID, "-//oneonone//1:1s//EN")
	set(b.cal.Component, ical.PropMethod, "PUBLISH")
	set(b.cal.Component, "X-WR-CALNAME", "1:1s")
	if zone != nil && zone != time.UTC {
		set(b.cal.Component, "X-WR-TIMEZONE", zone.String())
		b.cal.Children = append(b.cal.Children, Timezone(zone, b.now))
	}
	return b
}

// Alarm sets how long before they begin the meetings added from now on are announced.
func (b *Book) Alarm(before time.Duration) { b.alarm = before }

// Empty reports whether no meeting is planned.
func (b *Book) Empty() bool { return len(b.cal.Events()) == 0 }

// Write writes the file.
func (b *Book) Write(to io.Writer) error {
	var lines bytes.Buffer
	if err := ical.NewEncoder(&lines).Encode(b.cal); err != nil {
		return err
	}
	_, err := to.Write(fold(lines.Bytes()))
	return err
}

// Add adds the meetings with a person.
func (b *Book) Add(p *notes.Person, r *notes.Rhythm) {
	series := r.Series(b.today.AddMonths(monthsAhead))
	uid := b.uid(p.Handle)
	if !series.First.IsZero() {
		e := b.event(uid, p, series.First)
		set(e, ical.PropRecurrenceRule, ruleOf(r.Slot, series.First))
		for _, x := range series.Exceptions {
			if x.Moved.IsZero() {
				b.when(e, ical.PropExceptionDates, p, x.Day, 0)
			}
		}
		for _, x := range series.Exceptions {
			if !x.Moved.IsZero() {
				moved := b.event(uid, p, x.Moved)
				b.when(moved, ical.PropRecurrenceID, p, x.Day, 0)
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
// of doubling them, and differs between two managers of the same person.
func (b *Book) uid(handle string) string {
	sum := sha256.Sum256([]byte(b.me + "\x00" + handle))
	return fmt.Sprintf("%x@oneonone", sum[:16])
}

func (b *Book) event(uid string, p *notes.Person, day when.Date) *ical.Component {
	e := ical.NewComponent(ical.CompEvent)
	b.cal.Children = append(b.cal.Children, e)
	set(e, ical.PropUID, uid)
	e.Props.SetDateTime(ical.PropDateTimeStamp, b.now.UTC())
	e.Props.SetText(ical.PropSummary, "1:1 "+p.FullName())
	b.when(e, ical.PropDateTimeStart, p, day, 0)
	if hasTime(p) {
		b.when(e, ical.PropDateTimeEnd, p, day, p.Minutes)
		b.announce(e)
	} else {
		set(e, ical.PropTransparency, "TRANSPARENT")
	}
	return e
}

// announce adds the alarm to a meeting that has a time.
func (b *Book) announce(e *ical.Component) {
	if b.alarm <= 0 {
		return
	}
	a := ical.NewComponent(ical.CompAlarm)
	e.Children = append(e.Children, a)
	set(a, ical.PropAction, "DISPLAY")
	set(a, ical.PropDescription, e.Props.Get(ical.PropSummary).Value) // already escaped
	set(a, ical.PropTrigger, fmt.Sprintf("-PT%dM", int(b.alarm.Minutes())))
}

// hasTime reports whether a person's slot has a time of day that can be read.
func hasTime(p *notes.Person) bool {
	_, err := when.ParseClock(p.Time)
	return err == nil
}

// when writes a point in time: the person's slot on a day, plus some minutes.
func (b *Book) when(e *ical.Component, property string, p *notes.Person, day when.Date, minutes int) {
	if !hasTime(p) {
		set(e, property, day.Time().Format("20060102")).Params.Set(ical.ParamValue, string(ical.ValueDate))
		return
	}
	hour, _ := strconv.Atoi(p.Time[:2]) // as ParseClock writes it
	minute, _ := strconv.Atoi(p.Time[3:])
	local := time.Date(day.Year, day.Month, day.Day, hour, minute+minutes, 0, 0, time.UTC).Format("20060102T150405")
	switch b.zone {
	case nil:
		set(e, property, local)
	case time.UTC:
		set(e, property, local+"Z")
	default:
		set(e, property, local).Params.Set(ical.ParamTimezoneID, b.zone.String())
	}
}

// set adds a property whose value is written as it is.
func set(c *ical.Component, name, value string) *ical.Prop {
	p := ical.NewProp(name)
	p.Value = value
	c.Props.Add(p)
	return p
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

// widestLine is how many bytes a line of the file may have (RFC 5545, 3.1).
const widestLine = 75

// fold breaks long lines as RFC 5545 says, never within a character.
func fold(lines []byte) []byte {
	var out []byte
	for line := range bytes.Lines(lines) {
		for width := widestLine; len(line)-len("\r\n") > width; width = widestLine - 1 {
			cut := width
			for !utf8.RuneStart(line[cut]) {
				cut--
			}
			out = append(append(out, line[:cut]...), "\r\n "...)
			line = line[cut:]
		}
		out = append(out, line...)
	}
	return out
}
