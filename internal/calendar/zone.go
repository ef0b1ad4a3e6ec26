package calendar

import (
	"fmt"
	"strings"
	"time"

	"github.com/emersion/go-ical"
)

// zoneYears is how many years of clock changes are looked at to find the rule
// they follow.
const zoneYears = 6

// clockChange is one change of the clock.
type clockChange struct {
	at       time.Time // in the zone, as the clock shows after the change
	from, to int       // offsets from UTC in seconds
	name     string
	summer   bool
}

// wall is the clock's time at the change, as it was shown before it.
func (c clockChange) wall() time.Time {
	return c.at.UTC().Add(time.Duration(c.from) * time.Second)
}

// Timezone describes a zone as RFC 5545 wants it, from the change before now
// on. Changes that come every year on the same weekday of a month become a
// rule; others, such as those that follow the moon, are listed.
func Timezone(loc *time.Location, now time.Time) *ical.Component {
	zone := ical.NewComponent(ical.CompTimezone)
	set(zone, ical.PropTimezoneID, loc.String())
	changes := clockChanges(loc, now)
	for len(changes) > 0 {
		c := changes[0]
		var same, rest []clockChange
		for _, o := range changes {
			if o.sameRule(c) {
				same = append(same, o)
			} else {
				rest = append(rest, o)
			}
		}
		rule, ok := yearly(same)
		if !ok {
			for _, o := range same {
				zone.Children = append(zone.Children, o.observance(""))
			}
		} else {
			zone.Children = append(zone.Children, c.observance(rule))
		}
		changes = rest
	}
	return zone
}

// clockChanges are the changes from the one before now, for some years. A zone
// without any gets one in 1970, to its current offset.
func clockChanges(loc *time.Location, now time.Time) []clockChange {
	t := now.In(loc)
	start, end := t.ZoneBounds()
	name, offset := t.Zone()
	first := clockChange{at: time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC).Add(-time.Duration(offset) * time.Second), from: offset, to: offset, name: name}
	if !start.IsZero() && !end.IsZero() {
		_, before := start.Add(-time.Second).Zone()
		first = clockChange{at: start, from: before, to: offset, name: name, summer: start.IsDST()}
	}
	changes := []clockChange{first}
	for !end.IsZero() && end.Year() <= now.Year()+zoneYears {
		_, from := end.Add(-time.Second).Zone()
		n, to := end.Zone()
		changes = append(changes, clockChange{at: end, from: from, to: to, name: n, summer: end.IsDST()})
		_, end = end.ZoneBounds()
	}
	return changes
}

func (c clockChange) sameRule(o clockChange) bool {
	a, b := c.wall(), o.wall()
	return c.from == o.from && c.to == o.to && c.name == o.name && a.Month() == b.Month() && a.Weekday() == b.Weekday() && a.Format("150405") == b.Format("150405")
}

// yearly finds the rule of changes that come once in each year.
func yearly(all []clockChange) (rule string, ok bool) {
	if len(all) < zoneYears-1 {
		return "", false
	}
	nth, last := (all[0].wall().Day()-1)/7+1, true
	for i, c := range all {
		w := c.wall()
		if i > 0 && w.Year() != all[i-1].wall().Year()+1 {
			return "", false
		}
		if (w.Day()-1)/7+1 != nth {
			nth = 0
		}
		last = last && w.AddDate(0, 0, 7).Month() != w.Month()
	}
	if last {
		nth = -1
	}
	w := all[0].wall()
	return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", w.Month(), nth, strings.ToUpper(w.Weekday().String()[:2])), nth != 0
}

// observance is the change as a component of a VTIMEZONE.
func (c clockChange) observance(rule string) *ical.Component {
	o := ical.NewComponent(ical.CompTimezoneStandard)
	if c.summer {
		o.Name = ical.CompTimezoneDaylight
	}
	set(o, ical.PropDateTimeStart, c.wall().Format("20060102T150405"))
	set(o, ical.PropTimezoneOffsetFrom, offsetText(c.from))
	set(o, ical.PropTimezoneOffsetTo, offsetText(c.to))
	set(o, ical.PropTimezoneName, c.name)
	if rule != "" {
		set(o, ical.PropRecurrenceRule, rule)
	}
	return o
}

// offsetText is an offset from UTC as +0530.
func offsetText(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	text := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		text += fmt.Sprintf("%02d", seconds%60)
	}
	return text
}
