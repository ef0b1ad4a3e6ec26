package draft

import (
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/coverage"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/template"
)

// areaTopics are the topics of the bank whose questions touch an area.
var areaTopics = map[coverage.Area][]string{
	coverage.Morale:     {"morale", "wellbeing", "workload", "motivation", "meaning"},
	coverage.Roadblocks: {"roadblocks", "dependencies", "tooling"},
	coverage.Goals:      {"goals"},
	coverage.Growth:     {"growth", "career", "strengths", "competencies"},
	coverage.ToThem:     {"feedback-received"},
	coverage.FromThem:   {"feedback-to-manager"},
}

// Coverage tells what the last weeks with each of some people touched; nil for those
// with whom it is too early to tell.
func Coverage(f *notes.Folder, bank *template.Bank, people []*notes.Person, today when.Date) ([][]coverage.Touch, []markdown.Problem) {
	topics := bank.TopicsAsked()
	asks := coverage.Asks{Of: bank.Sum(), Areas: func(words string) (areas []coverage.Area) {
		for _, topic := range topics(words) {
			for area, of := range areaTopics {
				if slices.Contains(of, topic) {
					areas = append(areas, area)
				}
			}
		}
		return areas
	}}
	for _, p := range people {
		f.Top(p.Handle) // loads the page now: the map that keeps it is not safe for concurrent writes
	}
	all, problems := make([][]coverage.Touch, len(people)), make([][]markdown.Problem, len(people))
	f.SideBySide(people, func(i int, p *notes.Person) { all[i], problems[i] = coverage.Of(f, p, today, asks) })
	return all, slices.Concat(problems...)
}

// leanTopics are the topics that are about an area and nothing else.
var leanTopics = map[coverage.Area][]string{
	coverage.Morale:     {"morale", "wellbeing", "motivation"},
	coverage.Roadblocks: {"roadblocks"},
	coverage.Goals:      {"goals"},
	coverage.Growth:     {"growth", "strengths"},
	coverage.ToThem:     {"feedback-received"},
	coverage.FromThem:   {"feedback-to-manager"},
}

// untouched returns the areas that the last weeks with somebody did not touch.
// Before a leave or holidays it finds none.
func untouched(f *notes.Folder, bank *template.Bank, p *notes.Person, today when.Date) ([]coverage.Area, []markdown.Problem) {
	if _, near := leaveAhead(f.LeaveOf(p), today); near {
		return nil, nil
	}
	all, problems := Coverage(f, bank, []*notes.Person{p}, today)
	return coverage.Untouched(all[0]), problems
}

// feedbackEvery is every how many meetings the questions lean towards feedback for
// the manager, where none was noted: a report seldom offers it unasked.
const feedbackEvery = 6

// leanTo returns the topics that a day's entry and ask favour: those of an area
// nothing was noted on, another at each meeting.
func (d dayOf) leanTo(areas []coverage.Area) []string {
	switch {
	case len(areas) == 0:
		return nil
	case d.held%feedbackEvery == 1 && slices.Contains(areas, coverage.FromThem):
		return leanTopics[coverage.FromThem]
	}
	return leanTopics[areas[d.held%len(areas)]]
}

// missedEvery is every how many meetings an area nothing was noted on comes before
// what is still to be agreed.
const missedEvery = 3

// missedKnown is for how many meetings a question that prep may have asked is not offered again.
const missedKnown = 12

// missedTurns is the least number of its area's turns before a question comes again.
const missedTurns = 6

// point is the one thing that prep asks besides what helps to think: a point of the
// working agreement, or an area that was missed. A day with a template of its own has
// questions enough, and nothing is asked on what that day's thinking questions cover.
func (d dayOf) point(p *notes.Prep, areas []coverage.Area, now template.Moment, page string) (notes.Advice, bool) {
	if d.held == 0 || page != "" && !template.HasPrompts(page) {
		return notes.Advice{}, false
	}
	agree, open := agreementPoint(p, d.LeaveOf(d.person))
	open = open && !slices.ContainsFunc(d.bank.WithText(agree.What), d.thoughtThrough)
	if missed, ok := d.missed(areas, now, page); ok && (!open || d.held%missedEvery == 0) {
		return missed, true
	}
	return agree, open
}

// thoughtThrough reports whether a question repeats one of the day's thinking
// questions.
func (d dayOf) thoughtThrough(q template.Question) bool {
	return slices.ContainsFunc(d.thinking(), func(o template.Question) bool { return q.GoesBadlyWith(o) })
}

// missed is what prep asks about an area nothing was noted on, when it is that area's
// turn, unless the question is already on a page or in a note.
func (d dayOf) missed(areas []coverage.Area, now template.Moment, page string) (notes.Advice, bool) {
	for _, m := range d.missedAt(d.held) {
		q := m.Question
		if slices.Contains(areas, m.area) && q.Fits(now, false) && !strings.Contains(page, q.Text) && !d.stands(q.Text) && !d.thoughtThrough(q) {
			return notes.Advice{What: q.Text, Why: "nothing noted in eight weeks on " + m.area.With(d.person.FirstName())}, true
		}
	}
	return notes.Advice{}, false
}

// inArea is a question about an area.
type inArea struct {
	template.Question
	area coverage.Area
}

// missedAt returns the areas whose turn it is after held meetings, each with prep's
// question about it. It depends on nothing else, so that what prep may have shown at
// earlier meetings is known without having been written down. No question comes again
// before its area has had a few turns.
func (d dayOf) missedAt(held int) (all []inArea) {
	n := len(coverage.Areas)
	for _, area := range []coverage.Area{coverage.Areas[held%n], coverage.Areas[(held+n/2)%n]} {
		var about []template.Question
		for i := range d.bank.Questions {
			q := &d.bank.Questions[i] // a copy of each, at a dozen meetings, takes as long as all else here
			if slices.Contains(leanTopics[area], q.Topic) && q.Suits(d.person.Role) && len(q.Needs)+len(q.Phases) == 0 && !q.Sour && !q.Sensitive {
				about = append(about, *q)
			}
		}
		turn := held / (n / 2) % max(len(about), missedTurns)
		if q, ok := inTheRound(about, d.person.Handle, turn); ok && turn < len(about) {
			all = append(all, inArea{q, area})
		}
	}
	return all
}

// stands reports whether a question is on the person's page or in an entry.
func (d dayOf) stands(question string) bool {
	if top := d.Top(d.person.Handle); top != nil && strings.Contains(string(top.Src), question) {
		return true
	}
	return slices.ContainsFunc(d.earlier, func(e *page.Entry) bool { return strings.Contains(string(e.Src), question) })
}

// Lean adds to a prep the areas that the last weeks did not touch, and what to
// ask, including a question about one of them.
func Lean(f *notes.Folder, prep *notes.Prep) []markdown.Problem {
	if l, near := leaveAhead(f.LeaveOf(prep.Person), prep.Today); near {
		prep.Leaving = &l
	}
	prep.Back = prep.Held > 0 && isBack(f.LeaveOf(prep.Person), []when.Date{prep.Last}, prep.Today)
	bank := template.LoadBank(f.FS)
	areas, problems := untouched(f, bank, prep.Person, prep.Today)
	for _, a := range areas {
		prep.NotNoted = append(prep.NotNoted, a.With(prep.Person.FirstName()))
	}
	prep.Ask = asks(f, bank, prep, areas)
	return problems
}
