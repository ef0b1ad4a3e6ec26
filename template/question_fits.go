package template

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/lazyregexp"
)

// Moment is where two people stand on a day: it decides which questions fit.
type Moment struct {
	Role  string // the role of the person asked, "" for any
	Field string // what they work in, such as engineering; "" when not known
	// Phases are those of Phases that the day falls into.
	Phases []string
	// Tenure is how many days they have been in the role, Met how many you have
	// been meeting; AnyLength if unknown.
	Tenure, Met int
	// Has are those of Possessions that they have.
	Has []string
	// Early says that you are only getting to know each other: nothing sensitive
	// is asked.
	Early bool
}

// AnyLength is a tenure long enough for every question.
const AnyLength = 1 << 30

// Phases are the times in somebody's work that a question can belong to.
var Phases = []string{FirstMeeting, FirstWeeks, First90Days, BeforeReview, AfterReview, AfterReorg, SinceReorg, BeforeHolidays, AfterHolidays, BeforeLeave, AfterLeave}

// tender are the phases in which nothing sour comes up by chance.
var tender = []string{FirstWeeks, BeforeReview, AfterReorg, BeforeHolidays, AfterHolidays, BeforeLeave, AfterLeave}

// Possessions are what a question can need somebody to have.
var Possessions = []string{Goals, Levels}

// Goals are open goals on the top page; Levels is what is asked of somebody at their
// level, if a page or a template of the folder says so.
const (
	Goals  = "goals"
	Levels = "levels"
)

// The phases, as question files name them.
const (
	FirstMeeting   = "first-meeting"
	FirstWeeks     = "first-weeks"
	First90Days    = "first-90-days"
	BeforeReview   = "before-review"
	AfterReview    = "after-review"
	AfterReorg     = "after-reorg"
	SinceReorg     = "since-reorg"
	BeforeHolidays = "before-holidays"
	AfterHolidays  = "after-holidays"
	BeforeLeave    = "before-leave"
	AfterLeave     = "after-leave"
)

// Fits reports whether a question can be asked at a moment. named says that its
// topic was asked for: then its phase does not matter, and a sensitive one fits,
// though not early on.
func (q Question) Fits(m Moment, named bool) bool {
	switch {
	case !q.Suits(m.Role), len(q.Fields) > 0 && !slices.Contains(q.Fields, m.Field):
		return false
	case q.Tenure > m.Tenure, q.Met > m.Met, q.Sensitive && (m.Early || !named):
		return false
	}
	if slices.ContainsFunc(q.Needs, func(n string) bool { return !slices.Contains(m.Has, n) }) {
		return false
	}
	return named || q.comes(m)
}

// comes reports whether a question can come up by chance.
func (q Question) comes(m Moment) bool {
	return (len(q.Phases) == 0 || q.inPhase(m)) && !m.inOne(q.Unless) && (!q.Sour || !m.Early && !m.inOne(tender))
}

// inPhase reports whether a question belongs to the phase somebody is in.
func (q Question) inPhase(m Moment) bool { return m.inOne(q.Phases) }

// of reports whether a question belongs to a phase.
func (q Question) of(phase string) bool { return slices.Contains(q.Phases, phase) }

func (m Moment) inOne(phases []string) bool {
	return slices.ContainsFunc(phases, func(p string) bool { return slices.Contains(m.Phases, p) })
}

var spanWords = lazyregexp.New(`^(\d{1,3}) (day|week|month|year)s?$`)

var daysIn = map[string]int{"day": 1, "week": 7, "month": 30, "year": 365}

// span reads how long something has to be, "3 months", in days.
func span(words string) (int, error) {
	m := spanWords().FindStringSubmatch(strings.Join(strings.Fields(words), " "))
	if m == nil {
		return 0, fmt.Errorf("invalid length of time %q: try \"3 months\"", shorten(words))
	}
	n, err := strconv.Atoi(m[1])
	return n * daysIn[m[2]], err
}
