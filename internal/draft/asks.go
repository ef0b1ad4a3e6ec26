package draft

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/coverage"
	"oneonone/template"
)

const (
	agreementMonths = 12 // an older answer is worth asking for again
	agreementOpen   = 3  // months in which what it leaves open is asked for
	agreementFrom   = 3  // meetings after which somebody without an agreement is asked for one,
	agreementUntil  = 10 // and until which
	statusFrom      = 3  // meetings after which a talk can have turned into a report on the work
)

// asks are the questions for the meeting that is prepared, each with when to ask
// it: one to coach with, one for when the talk turns into a report on the work, and
// one point of the working agreement or of what nothing was noted of. At the first
// meeting there is nothing yet to think through.
func asks(f *notes.Folder, bank *template.Bank, p *notes.Prep, areas []coverage.Area) []notes.Advice {
	if p.Held == 0 {
		return nil
	}
	next := func(topic string) (template.Question, bool) {
		return inTheRound(bank.Choose(template.Want{Moment: template.Moment{Role: p.Person.Role}, Topic: topic, N: len(bank.Questions), Seed: p.Person.Handle}), p.Person.Handle, p.Held)
	}
	var all []notes.Advice
	coach, ok := next("coaching")
	ok = ok && thinksThrough(p.Person)
	advice, last := notes.Advice{What: coach.Text, Why: coach.Hint}, coach.ID == template.LastOfAll
	if ok && !last {
		all = append(all, advice)
	}
	if q, found := next("launchpads"); found && thinksThrough(p.Person) && p.Held >= statusFrom && !isBack(f.LeaveOf(p.Person), []when.Date{p.Last}, p.Today) {
		all = append(all, notes.Advice{What: q.Text, Why: "if it turns into a status update"})
	}
	day, met, _, err := meetingOn(f, bank, p.Person, p.Today) // who prepares says what is wrong with the entries
	if err == nil {
		if a, found := day.point(p, areas, met, day.page()); found {
			all = append(all, a)
		}
	}
	if ok && last {
		all = append(all, advice)
	}
	return all
}

// inTheRound is what has its turn at a meeting: with each person another one begins
// and another one follows, and all come before any comes again. Nobody begins with one
// of the last, which take more of an answer.
func inTheRound[T any](all []T, handle string, held int) (one T, ok bool) {
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
	return all[(start+step*max(0, held-1))%n], true
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// agreementPoint is one point of the working agreement: of one that nobody has made,
// of what one leaves open, or of one that is old; another at each meeting. Nothing is
// agreed on before a leave, nor what the page of the day asks anyway.
func agreementPoint(p *notes.Prep, leave cadence.Leaves, page string) (notes.Advice, bool) {
	if _, away := leaveAhead(leave, p.Today); away {
		return notes.Advice{}, false
	}
	points := template.AgreementPoints(p.Person.Role)
	old := !p.Agreed.IsZero() && !p.Agreed.AddMonths(agreementMonths).After(p.Today)
	open := p.Agreed.IsZero() || old || p.Today.Before(p.Agreed.AddMonths(agreementOpen))
	var asks []notes.Advice
	switch {
	case p.Person.Cadence.Days() == 0:
	case p.Working == nil && p.Held >= agreementFrom && p.Held <= agreementUntil && thinksThrough(p.Person):
		for _, q := range points {
			asks = append(asks, notes.Advice{What: q.Text, Why: cmp.Or(q.Hint, "for the working agreement, which you don't have yet")})
		}
	case p.Working == nil:
	case len(p.Working.Unanswered()) > 0 && open:
		for _, label := range p.Working.Unanswered() {
			asks = append(asks, notes.Advice{What: questionFor(label, points), Why: fmt.Sprintf("the working agreement does not say yet (%s:%d)", p.Working.Path, p.Working.Line)})
		}
	case old:
		for _, point := range p.Working.Points {
			if point.Label != "" {
				asks = append(asks, notes.Advice{What: questionFor(point.Label, points),
					Why: fmt.Sprintf("%s, agreed in %s: %s", strings.ToLower(point.Label), p.Agreed.Time().Format("January 2006"), point.Answer)})
			}
		}
	}
	return inTheRound(slices.DeleteFunc(asks, func(a notes.Advice) bool { return strings.Contains(page, a.What) }), p.Person.Handle, p.Held)
}

// questionFor is what is asked for a point of the agreement.
func questionFor(label string, points []template.Question) string {
	if i := slices.IndexFunc(points, func(q template.Question) bool { return q.Label == label }); i >= 0 {
		return points[i].Text
	}
	return label
}

// thinksThrough reports whether somebody is one with whom one thinks things
// through, and agrees on how.
func thinksThrough(p *notes.Person) bool { return p.Role == "report" || p.Role == "peer" }
