package draft

import (
	"slices"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/coverage"
	"oneonone/notes/markdown"
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
// of whom it is too early to tell.
func Coverage(f *notes.Folder, bank *template.Bank, people []*notes.Person, today when.Date) ([][]coverage.Touch, []markdown.Problem) {
	topics := bank.TopicsAsked()
	asks := func(words string) (areas []coverage.Area) {
		for _, topic := range topics(words) {
			for area, of := range areaTopics {
				if slices.Contains(of, topic) {
					areas = append(areas, area)
				}
			}
		}
		return areas
	}
	for _, p := range people {
		f.Top(p.Handle) // the pages are kept in a map that is not written to side by side
	}
	all, problems := make([][]coverage.Touch, len(people)), make([][]markdown.Problem, len(people))
	f.SideBySide(people, func(i int, p *notes.Person) { all[i], problems[i] = coverage.Of(f, p, today, asks) })
	return all, slices.Concat(problems...)
}

// leanTopics are those of an area that are about it and nothing else.
var leanTopics = map[coverage.Area][]string{
	coverage.Morale:     {"morale", "wellbeing", "motivation"},
	coverage.Roadblocks: {"roadblocks"},
	coverage.Goals:      {"goals"},
	coverage.Growth:     {"growth", "strengths"},
	coverage.ToThem:     {"feedback-received"},
	coverage.FromThem:   {"feedback-to-manager"},
}

// untouched are the areas that the last weeks with somebody say nothing of. Around a
// leave and before holidays nothing is missed.
func untouched(f *notes.Folder, bank *template.Bank, p *notes.Person, today when.Date) ([]coverage.Area, []markdown.Problem) {
	if _, near := leaveAhead(f.LeaveOf(p), today); near {
		return nil, nil
	}
	all, problems := Coverage(f, bank, []*notes.Person{p}, today)
	return coverage.Untouched(all[0]), problems
}

// feedbackEvery is at how many meetings feedback for who asks is leant to, where none
// was noted: a report seldom brings it unasked.
const feedbackEvery = 6

// leanOf are the topics that a day's questions lean to: those of an area that nothing
// was noted of, another at each meeting.
func leanOf(f *notes.Folder, bank *template.Bank, p *notes.Person, held int, today when.Date) []string {
	areas, _ := untouched(f, bank, p, today) // who reads the notes says what is wrong with them
	if len(areas) == 0 {
		return nil
	}
	if held%feedbackEvery == 1 && slices.Contains(areas, coverage.FromThem) {
		return leanTopics[coverage.FromThem]
	}
	return leanTopics[areas[held%len(areas)]]
}

// Lean adds to a prep what the last weeks touched nothing of; one of the day's
// questions, in a new entry and for ask, is about it.
func Lean(f *notes.Folder, prep *notes.Prep) []markdown.Problem {
	if l, near := leaveAhead(f.LeaveOf(prep.Person), prep.Today); near {
		prep.Leaving = &l
	}
	prep.Back = prep.Held > 0 && isBack(f.LeaveOf(prep.Person), []when.Date{prep.Last}, prep.Today)
	areas, problems := untouched(f, template.LoadBank(f.FS), prep.Person, prep.Today)
	for _, a := range areas {
		prep.NotNoted = append(prep.NotNoted, a.With(prep.Person.FirstName()))
	}
	return problems
}
