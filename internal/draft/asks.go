package draft

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/notes"
	"oneonone/template"
)

const (
	agreementMonths = 12 // an older answer is worth asking for again
	agreementFirst  = 10 // meetings in which somebody without an agreement is asked for one
)

// Asks are the questions for the meeting that is prepared, each with when to ask
// it: one to coach with, one for when the talk turns into a report on the work, and
// one point of the working agreement. At the first meeting there is nothing yet to
// think through.
func Asks(f *notes.Folder, p *notes.Prep) []notes.Advice {
	if p.Held == 0 {
		return nil
	}
	bank := template.LoadBank(f.FS)
	next := func(topic string) (template.Question, bool) {
		chosen := bank.Choose(template.Want{Moment: template.Moment{Role: p.Person.Role}, Topic: topic, N: 1, Seed: p.Person.Handle, Round: p.Held - 1})
		if len(chosen) == 0 {
			return template.Question{}, false
		}
		return chosen[0], true
	}
	var all []notes.Advice
	if q, ok := next("coaching"); ok && thinksThrough(p.Person) {
		all = append(all, notes.Advice{What: q.Text, Why: q.Hint})
	}
	if q, ok := next("launchpads"); ok && thinksThrough(p.Person) {
		all = append(all, notes.Advice{What: q.Text, Why: "if it turns into a status update"})
	}
	if a, ok := agreementPoint(p); ok {
		all = append(all, a)
	}
	return all
}

// agreementPoint is one point of the working agreement that nobody has answered,
// or else answered long ago; another at each meeting.
func agreementPoint(p *notes.Prep) (a notes.Advice, ok bool) {
	points := template.AgreementPoints(p.Person.Role)
	question := func(label string) string {
		if i := slices.IndexFunc(points, func(q template.Question) bool { return q.Label == label }); i >= 0 {
			return points[i].Text
		}
		return label
	}
	var asks []notes.Advice
	switch {
	case p.Person.Cadence.Days() == 0:
	case p.Working == nil && p.Held <= agreementFirst && thinksThrough(p.Person):
		for _, q := range points {
			asks = append(asks, notes.Advice{What: q.Text, Why: "for the working agreement, which you don't have yet"})
		}
	case p.Working == nil:
	case len(p.Working.Unanswered()) > 0:
		for _, label := range p.Working.Unanswered() {
			asks = append(asks, notes.Advice{What: question(label), Why: fmt.Sprintf("the working agreement does not say yet (%s:%d)", p.Working.Path, p.Working.Line)})
		}
	case !p.Agreed.IsZero() && !p.Agreed.AddMonths(agreementMonths).After(p.Today):
		for _, point := range p.Working.Points {
			if point.Label != "" {
				asks = append(asks, notes.Advice{What: question(point.Label),
					Why: fmt.Sprintf("%s, agreed in %s: %s", strings.ToLower(point.Label), p.Agreed.Time().Format("January 2006"), point.Answer)})
			}
		}
	}
	if len(asks) == 0 {
		return a, false
	}
	return asks[p.Held%len(asks)], true
}

// thinksThrough reports whether somebody is one with whom one thinks things
// through, and agrees on how.
func thinksThrough(p *notes.Person) bool { return p.Role == "report" || p.Role == "peer" }
