package when

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
)

// What a date is written with, in the languages the notes have, and around it.
var pieces = strings.Fields(`by due until before on the of in at from to this next last every each end start week month year day days weeks months
	today tomorrow yesterday tonight friday fri monday Mo. wednesday weekend eod eow eom noon november nov Nov. may march sept 1st 2nd 3rd 27th 0 1 2 3 4 5 7 9 10 11 12 13 20 26 27 28 29 30 31 32 45 99
	2024 2025 2026 2027 26' 1999 2026-11-20 2026-2-29 2024-02-29 2026-W48 W1 KW48 20.11. 20.11.2026 1.2.26 11/20 20/11 11/20/2026 5/6 12/13/26 Q1 q4 +2w -3d half quarter a an one two three
	bis zum am Freitag nächste Woche Ende Monats übermorgen heute morgen in drei Tagen Tage Januar 3. März d'ici vendredi prochaine semaine le 12 décembre fin du mois demain
	para el viernes próximo 下周 周五 前 11月20日 2026年11月 明日 来週 金曜日 まで 다음주 금요일 до пятницы завтра 14:00 2pm 14h30 9 9:5 24:00 am pm : , . ( ) - – / & and or then report plan review`)

// A note never changes its meaning, nor does what somebody types: words for a day
// name the day they named, however they are put together.
func TestWordsKeepTheirDays(t *testing.T) {
	entry := Date{2026, 11, 20}
	orders := []Order{DMY, MDY}
	cadences := []string{"daily", "weekly", "biweekly", "monthly", "quarterly", "yearly", "every 3 days", "every 2 weeks", "every 5 weeks", "every 2 months", "as needed", "0", "every 1 day", "4w", "1m", "first monday", "weekly on friday"}
	var sums string
	for part := range sliptest.Draws(40) {
		r, sum := sliptest.Rand(fmt.Sprint(part)), sha256.New()
		say := func(what string, args ...any) {
			fmt.Fprintln(sum, args...)
			if testing.Verbose() {
				t.Log(what, fmt.Sprintln(args...))
			}
		}
		for range 500 {
			var b strings.Builder
			for range 1 + r.IntN(5) {
				b.WriteString(pieces[r.IntN(len(pieces))] + []string{" ", " ", " ", " ", "", ", ", ".", "-", "  "}[r.IntN(9)])
			}
			s := strings.TrimSpace(b.String())
			if r.IntN(4) == 0 {
				s = string(sliptest.Slip(r, []byte(s)))
			}
			today := entry.AddDays(r.IntN(800) - 400)
			for _, bias := range []Bias{Nearest, Future, Past} {
				d, err := ParseFrom(s, today, bias)
				say(s, "parsed", today, d, err)
			}
			for _, order := range orders {
				d, from, to, ok := FindDue(s, today, order)
				say(s, "due", today, d, from, to, ok)
				d, from, to, ok = FindSpokenDue(s, today, order)
				say(s, "spoken", today, d, from, to, ok, MayHaveSpokenDue(s), StartsSpokenDue(s))
				d, rest, ambiguous, ok := ParseHeading(s, order)
				say(s, "heading", d, rest, ambiguous, ok)
				h, ok := FindHeading(s, order)
				say(s, "found", fmt.Sprintf("%+v", h), ok)
			}
			o, ok := FindOccasion(s)
			say(s, "occasion", fmt.Sprintf("%+v", o), ok, o.Within(today, today.AddDays(r.IntN(900))))
			clock, err := ParseClock(s)
			say(s, "clock", clock, err)
			c, err := ParseCadence(s)
			say(s, "cadence", c, err)
			c, _ = ParseCadence(cadences[r.IntN(len(cadences))])
			slot := Slot{Cadence: c, Day: today.Weekday(), Fixed: r.IntN(2) == 0}
			day := entry.AddDays(r.IntN(40))
			n, unit := c.Interval()
			say("slot", slot, day, slot.Next(day), slot.First(day), slot.Near(day), c.Next(day), c.Days(), c.Regular(), n, unit, OffWeekend(day), Monday(day), WeekOfMonth(day))
		}
		sums += fmt.Sprintf("part %d %.6x\n", part, sum.Sum(nil))
	}
	sliptest.Hold(t, "testdata/words", sums)
}
