package advice

import (
	"fmt"
	"time"

	"oneonone/internal/when"
)

// The hours of a day's work, in minutes from midnight; a slot within them takes
// nobody's evening. By lateHour both are tired.
const (
	dayBegins = 8 * 60
	dayEnds   = 18 * 60
	lateHour  = 17 * 60
	halfHour  = 30
)

// hour weighs the hour of the slot: whether it is daytime where the other person
// is, and how fresh both still are.
func (r *adviser) hour() {
	p := r.Person
	at, ok := minuteOf(p.Time)
	if !ok {
		return
	}
	if ahead, there := r.ahead(); there && !isDaytime(at+ahead, p.Minutes) {
		r.across(at, ahead)
		return
	}
	if at >= lateHour {
		r.add("an earlier hour", "at "+p.Time+" both of you have spent the day")
	}
}

// ahead is how many minutes the other person's clock is ahead of the slot's, on
// the day you meet next; false when nobody said where they are.
func (r *adviser) ahead() (minutes int, ok bool) {
	zone, err := time.LoadLocation(r.Person.Timezone)
	if r.Person.Timezone == "" || err != nil || r.team.zone == nil {
		return 0, false
	}
	day := r.Next
	if day == (when.Date{}) {
		day = r.Today
	}
	noon := time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, r.team.zone)
	_, here := noon.Zone()
	_, there := noon.In(zone).Zone()
	return (there - here) / 60, true
}

// across looks for an hour that is daytime for both.
func (r *adviser) across(at, ahead int) {
	p := r.Person
	why := fmt.Sprintf("%s is %s for %s", clockOf(at), clockOf(at+ahead), p.FirstName())
	best := -1
	for m := dayBegins; m+p.Minutes <= dayEnds; m += halfHour {
		if isDaytime(m+ahead, p.Minutes) && (best < 0 || distance(m, at) < distance(best, at)) {
			best = m
		}
	}
	if best < 0 {
		r.add("take turns with the odd hour: a month early for one, a month late for the other", why+", and no hour is daytime for both")
		return
	}
	r.add("meet at "+clockOf(best), fmt.Sprintf("%s; %s would be %s", why, clockOf(best), clockOf(best+ahead)))
}

func distance(a, b int) int { return max(a-b, b-a) }

// minuteOf is a time of the day, as 14:00, in minutes from midnight.
func minuteOf(clock string) (int, bool) {
	t, err := time.Parse("15:04", clock)
	return t.Hour()*60 + t.Minute(), err == nil
}

// clockOf is a minute as a time of day; the minute may be on the day before or after.
func clockOf(minute int) string {
	minute = ((minute % 1440) + 1440) % 1440
	return fmt.Sprintf("%d:%02d", minute/60, minute%60)
}

func isDaytime(minute, length int) bool {
	minute = ((minute % 1440) + 1440) % 1440
	return minute >= dayBegins && minute+length <= dayEnds
}
