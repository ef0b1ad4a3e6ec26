package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/columns"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
)

// LongDate is a day as a heading says it: Friday 20 November 2026.
func LongDate(d when.Date) string { return d.Time().Format("Monday 2 January 2006") }

// CadenceText is how often people meet; a question mark when what is written is
// not a cadence.
func CadenceText(p *notes.Person) string { return cmp.Or(p.Cadence.String(), "?") }

// SlotText is when people meet, in words: weekly, Wed 14:00.
func SlotText(p *notes.Person) string {
	text := CadenceText(p)
	if slot := notes.SlotOf(p); slot.Fixed {
		text += ", " + slot.Day.String()[:3]
	}
	if p.Time != "" {
		text += " " + p.Time
	}
	return text
}

// OwnersText names owners as a person says them: the folder's owner is "you".
func OwnersText(owners []string) string {
	if len(owners) == 0 {
		return "–"
	}
	said := make([]string, len(owners))
	for i, o := range owners {
		said[i] = o
		if o == clause.Me {
			said[i] = "you"
		}
	}
	return strings.Join(said, ", ")
}

// Possessive says whose something is: "yours", "bob's".
func Possessive(owner string) string {
	if owner == clause.Me {
		return "yours"
	}
	return owner + "'s"
}

// OwnersShort is OwnersText for a narrow column in a person's notes: "both" is
// how people say you and them, and of more than two only one is named.
func OwnersShort(owners []string, person string) string {
	if len(owners) == 2 && slices.Contains(owners, clause.Me) && slices.Contains(owners, person) {
		return "both"
	}
	if len(owners) <= 2 {
		return OwnersText(owners)
	}
	return fmt.Sprintf("%s +%d", OwnersText(owners[:1]), len(owners)-1)
}

// ShortDate is a day as people say it when the year goes without saying:
// "4 Dec", and "4 Dec 2027" when it does not.
func ShortDate(d, today when.Date) string {
	if d.IsZero() {
		return ""
	}
	if d.Year == today.Year || Abs(d.Sub(today)) < 180 {
		return d.Time().Format("2 Jan")
	}
	return d.Time().Format("2 Jan 2006")
}

// Ago is how long ago a day was, in the unit a person would use.
func Ago(d, today when.Date) string {
	days := today.Sub(d)
	switch {
	case d.IsZero():
		return ""
	case days < 0:
		return ShortDate(d, today)
	case days == 0:
		return "today"
	case days < 14:
		return fmt.Sprintf("%dd", days)
	case days < 70:
		return fmt.Sprintf("%dw", days/7)
	case days < 730:
		return fmt.Sprintf("%dmo", days/30)
	}
	return fmt.Sprintf("%dy", days/365)
}

// Abs is n without its sign.
func Abs(n int) int { return max(n, -n) }

// DaysAgo is a number of days, short.
func DaysAgo(days int) string {
	if days == 0 {
		return "today"
	}
	return fmt.Sprintf("%dd", days)
}

// RelativeDay names a day ahead: tomorrow, a weekday within a week, else the
// day.
func RelativeDay(d, today when.Date) string {
	switch n := d.Sub(today); {
	case n == 1:
		return "tomorrow"
	case n > 1 && n < 7:
		return d.Weekday().String()
	}
	return ShortDate(d, today)
}

// Times says how often.
func Times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// Pad pads a text with spaces to a width.
func Pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-columns.Width(s)))
}
