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

// leaning are the topics of questions that touch what the weeks up to a day touched
// nothing of.
func leaning(f *notes.Folder, bank *template.Bank, p *notes.Person, day when.Date) (topics []string) {
	all, _ := Coverage(f, bank, []*notes.Person{p}, day) // what is wrong with the entries is said by who lists them
	for _, a := range coverage.Untouched(all[0]) {
		topics = append(topics, areaTopics[a]...)
	}
	return topics
}

// Lean adds to a prep what the last weeks touched nothing of, and a question about
// one of these areas, another at each meeting.
func Lean(f *notes.Folder, prep *notes.Prep) []markdown.Problem {
	bank := template.LoadBank(f.FS)
	all, problems := Coverage(f, bank, []*notes.Person{prep.Person}, prep.Today)
	areas := coverage.Untouched(all[0])
	for _, a := range areas {
		prep.NotNoted = append(prep.NotNoted, a.With(prep.Person.FirstName()))
	}
	if len(areas) == 0 {
		return problems
	}
	at := prep.Held % len(areas)
	topics := areaTopics[areas[at]]
	want := template.Want{Topic: topics[prep.Held/len(areas)%len(topics)], ByChance: true, N: 1}
	chosen, _, err := Questions(f, bank, prep.Person, want, prep.Today)
	if err != nil {
		return problems // who lists the entries says so
	}
	for _, q := range chosen {
		prep.Ask = append(prep.Ask, notes.Advice{What: q.Text, Why: "nothing was noted on " + prep.NotNoted[at] + " in eight weeks"})
	}
	return problems
}
