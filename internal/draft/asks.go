package draft

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"oneonone/notes"
	"oneonone/notes/agreement"
	"oneonone/notes/cadence"
	"oneonone/notes/coverage"
	"oneonone/template"
)

const (
	agreementMonths = 12 // an older answer is worth asking for again
	agreementOpen   = 6  // for so many months, what it leaves open is asked for
	agreementEvery  = 3  // where an agreement has no date, its open points are asked for at every third meeting
	agreementFrom   = 3  // meetings after which somebody without an agreement is asked for one,
	agreementUntil  = 10 // and until which
	statusFrom      = 3  // meetings after which a talk can have turned into a report on the work
)

// asks are the questions for the meeting that is prepared, each with when to ask
// it: one to coach with, one for when the talk turns into a report on the work, and
// one about the working agreement or an area nothing was noted on. At the first
// meeting there is nothing yet to think through.
func asks(f *notes.Folder, bank *template.Bank, p *notes.Prep, areas []coverage.Area) []notes.Advice {
	if p.Held == 0 {
		return nil
	}
	var all []notes.Advice
	coach, ok := thinking(bank, p.Person, "coaching", p.Held)
	advice, last := notes.Advice{What: coach.Text, Why: coach.Hint}, coach.ID == template.LastOfAll
	if ok && !last {
		all = append(all, advice)
	}
	if q, found := thinking(bank, p.Person, "launchpads", p.Held); found && p.Held >= statusFrom && !p.Back {
		all = append(all, notes.Advice{What: q.Text, Why: "if it turns into a status update"})
	}
	day, met, _, err := meetingOn(f, bank, p.Person, p.Today) // the caller reports what is wrong with the entries
	if err == nil {
		if a, found := day.point(p, areas, momentOf(f, p.Person, met, p.Today), day.page()); found {
			all = append(all, a)
		}
	}
	if ok && last {
		all = append(all, advice)
	}
	return all
}

// thinking is the question of a topic whose turn it is after held meetings; only
// for people you think things through with.
func thinking(bank *template.Bank, p *notes.Person, topic string, held int) (template.Question, bool) {
	if !thinksThrough(p) || held == 0 {
		return template.Question{}, false
	}
	all := bank.Choose(template.Want{Moment: template.Moment{Role: p.Role}, Topic: topic, N: len(bank.Questions), Seed: p.Handle})
	return inTheRound(all, p.Handle, held-1)
}

// inTheRound is the item whose turn it is. Each person has their own first item and
// step, and all items come before any repeats. Nobody begins with one from the last
// quarter, which take more answering.
func inTheRound[T any](all []T, handle string, turn int) (one T, ok bool) {
	n := len(all)
	if n == 0 {
		return one, false
	}
	h := fnv.New32a()
	h.Write([]byte(handle)) // never fails
	start, step := int(h.Sum32()>>16)%(n-n/4), 1+int(h.Sum32()&0xff)%n
	for gcd(step, n) != 1 {
		step++
	}
	return all[(start+step*max(0, turn))%n], true
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// agreementPoint is one point of the working agreement to ask about: when there is
// none yet, when it leaves points open, or when it is old. Points take turns, at
// meetings without a template of their own; what such a template asked is not asked
// again, and what stays open is not asked for over and over. Nothing is asked
// shortly before a leave.
func agreementPoint(p *notes.Prep, leave cadence.Leaves) (notes.Advice, bool) {
	if _, away := leaveAhead(leave, p.Today); away || p.Person.Cadence.Days() == 0 {
		return notes.Advice{}, false
	}
	if p.Working == nil {
		return unagreedPoint(p)
	}
	old := !p.Agreed.IsZero() && !p.Agreed.AddMonths(agreementMonths).After(p.Today)
	var turn int
	switch {
	case old:
		turn = p.OrdinarySince(p.Agreed.AddMonths(agreementMonths))
	case !p.Agreed.IsZero():
		turn = p.OrdinarySince(p.Agreed)
	}
	points := slices.DeleteFunc(slices.Clone(p.Working.Points), func(at agreement.Point) bool { return at.Label == "" })
	known := template.AgreementPoints(p.Person.Role)
	due := slices.DeleteFunc(slices.Clone(points), func(at agreement.Point) bool {
		if at.Answer != "" {
			return !old
		}
		return !old && !p.Agreed.IsZero() && !p.Today.Before(p.Agreed.AddMonths(agreementOpen)) || p.StoodLately(questionFor(at.Label, known))
	})
	rounds := len(due)
	if p.Agreed.IsZero() {
		if p.Held%agreementEvery != agreementEvery-1 {
			return notes.Advice{}, false
		}
		turn, rounds = p.Held/agreementEvery, p.Held
	} else if answered := len(points) - len(p.Working.Unanswered()); 2*answered >= len(points) {
		rounds = len(points) // the open ones then take turns among all
	}
	at, ok := inTheRound(due, p.Person.Handle, turn)
	switch asked := questionFor(at.Label, known); {
	case !ok || turn >= rounds:
		return notes.Advice{}, false
	case at.Answer == "":
		return notes.Advice{What: asked, Why: fmt.Sprintf("the working agreement does not say yet (%s:%d)", p.Working.Path, p.Working.Line)}, true
	default:
		return notes.Advice{What: asked, Why: fmt.Sprintf("%s, agreed in %s: %s", strings.ToLower(at.Label), p.Agreed.Time().Format("January 2006"), at.Answer)}, true
	}
}

// unagreedPoint is such a point for somebody with whom nothing is agreed yet.
func unagreedPoint(p *notes.Prep) (notes.Advice, bool) {
	if p.Held < agreementFrom || p.Held > agreementUntil || !thinksThrough(p.Person) {
		return notes.Advice{}, false
	}
	q, ok := inTheRound(template.AgreementPoints(p.Person.Role), p.Person.Handle, p.Held-agreementFrom)
	if !ok || p.StoodLately(q.Text) {
		return notes.Advice{}, false
	}
	return notes.Advice{What: q.Text, Why: cmp.Or(q.Hint, "for the working agreement, which you don't have yet")}, true
}

// questionFor is the question for a point of the agreement.
func questionFor(label string, points []template.Question) string {
	if i := slices.IndexFunc(points, func(q template.Question) bool { return q.Label == label }); i >= 0 {
		return points[i].Text
	}
	return label
}

// thinksThrough reports whether somebody is a person you think things through
// with and make working agreements with.
func thinksThrough(p *notes.Person) bool { return p.Role == "report" || p.Role == "peer" }
