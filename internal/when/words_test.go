package when

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
	"oneonone/notes/words"
)

// What a date is written with, in the languages the notes have, and around it.
var pieces = strings.Fields(`by due until before on the of in at from to this next last every each end start week month year day days weeks months
	today tomorrow yesterday tonight friday fri monday Mo. wednesday weekend eod eow eom noon november nov Nov. may march sept 1st 2nd 3rd 27th 0 1 2 3 4 5 7 9 10 11 12 13 20 26 27 28 29 30 31 32 45 99
	2024 2025 2026 2027 26' 1999 2026-11-20 2026-2-29 2024-02-29 2026-W48 W1 KW48 20.11. 20.11.2026 1.2.26 11/20 20/11 11/20/2026 5/6 12/13/26 Q1 q4 +2w -3d half quarter a an one two three
	bis zum am Freitag nächste Woche Ende Monats übermorgen heute morgen in drei Tagen Tage Januar 3. März d'ici vendredi prochaine semaine le 12 décembre fin du mois demain
	para el viernes próximo 下周 周五 前 11月20日 2026年11月 明日 来週 金曜日 まで 다음주 금요일 до пятницы завтра 14:00 2pm 14h30 9 9:5 24:00 am pm : , . ( ) - – / & and or then report plan review`)

// forms are what numbers stand in where they are days, or nearly.
var (
	digit = regexp.MustCompile("D")
	forms = strings.Split(`D.D.D|by D.D.D.|D/D/D|due D/D|D-D-D|D-D-D-D|D.D.|D.D.D.D|D-WD|W D, D|by D nov|D nov D|nov D, D|by nov Dth|D. März D|le D mars D|in D days|in D weeks|D weeks ago|+Dw|-Dm|- D d|D|the Dth|by the D.|of D|DD|D20261120|20261120 D|1900010D|2199123D|D月D日|D年D月D日|D:D|at D:Dpm|Dam|Dh|Dh30|D.D pm|every D days|every D weeks|D weeks|D months|D\.D\.D|D\D.D|v D.D`, "|")
)

// spoken are all the words of days, each where it is understood.
func spoken() []string {
	var all []string
	say := func(forms string, words ...string) {
		for _, w := range words {
			all = append(all, strings.Split(strings.ReplaceAll(forms, "W", w), "|")...)
		}
	}
	say("in W days|W weeks ago|in W months|by W years", slices.Sorted(maps.Keys(numerals))...)
	say("12 W|W 3rd|the 3rd of W 2027|W 2, 2025|by W 31|end of W", slices.Sorted(maps.Keys(months))...)
	say("W|next W|last W|this W|W 27 nov|by W", slices.Sorted(maps.Keys(weekdays))...)
	say("this W|next W|last W|end of W|by the end of last W|end of the W|in a W|2 W ago", "day", "week", "month", "quarter", "year")
	for _, language := range words.Languages(string(beforeDate)) {
		by, until := words.In(language, string(beforeDate)), append(words.In(language, string(behindDate)), "")[0]
		say("W 12.12.|W 3|send it W 2026-12-01 or later", by...)
		for _, is := range meanings {
			for _, spellings := range words.In(language, string(is)) {
				say(by[0]+" W|12. W"+until+"|"+by[0]+" 12 W 2027|"+by[0]+" W 2nd, or W 14|W2日"+until+"|2月W"+until+"|"+by[0]+" W 5 "+by[len(by)-1]+" W", strings.Split(spellings, "/")...)
			}
		}
	}
	return all
}

// textsOf are the words of days of a part, and some put together at random, a few with slips.
func textsOf(r *rand.Rand, part int) []string {
	var all []string
	for s := range slices.Chunk(spoken()[part:], 40) {
		all = append(all, s[0])
	}
	for range 400 { // numbers of every width
		all = append(all, digit.ReplaceAllStringFunc(forms[r.IntN(len(forms))], func(string) string {
			return []string{fmt.Sprint(r.IntN(33)), fmt.Sprintf("%02d", r.IntN(33)), fmt.Sprint(1890 + r.IntN(320)), fmt.Sprint(r.IntN(1e9))[:1+r.IntN(9)/3]}[r.IntN(4)]
		}))
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
		all = append(all, s)
	}
	return all
}

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
		for _, s := range textsOf(r, part) {
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
