// Package habits sees what the last meetings with a person have in common that
// may be worth changing. It only judges what it is given: which meetings, and
// whether anybody wants to hear of it, is up to the folder.
//
//	habits.go  which habits there are, after how many meetings each is one, and what to try
//	seen.go    what one meeting shows: status, open questions, feedback, whose topics
package habits

import (
	"fmt"
	"slices"

	"oneonone/internal/when"
	"oneonone/notes/page"
)

// Habit is something that the last meetings with a person have in common and that
// may be worth changing. It is meant gently: what to try, never a rule.
type Habit struct {
	Name string // the name that quiet: silences it by
	What string // what was seen
	Try  string // what to try
	// OfYours says that it is a habit of the folder's owner, mentioned last and never as
	// a reproach.
	OfYours bool
	// Command is what to type about it, "" for nothing.
	Command string
}

// Names are the names of all habits, the most telling first. Each can be silenced
// with quiet: on a top page, or in oneonone.yaml for everybody.
var Names = names()

// judges are the habits with the function that sees each, the most telling first.
var judges = []struct {
	name  string
	judge func(*Meetings) *Habit
}{
	{"status", (*Meetings).status}, {"questions", (*Meetings).questions}, {"feedback", (*Meetings).feedback}, {"goals", (*Meetings).goals},
	{"actions", (*Meetings).actions}, {"sides", (*Meetings).sides}, {"mode", (*Meetings).mode}, {"template", (*Meetings).template},
}

func names() []string {
	var all []string
	for _, j := range judges {
		all = append(all, j.name)
	}
	return all
}

// How many of the last meetings a habit is judged by. One or two weeks of
// anything are not a habit; something from half a year ago no longer is one.
const (
	Window        = 12  // meetings looked at
	days          = 183 // how long ago at most
	least         = 4   // of these, for a word about questions or status
	actionsInARow = 5
	feedbackAfter = 8
	sameTemplate  = 10
	onScreens     = 8
	topicsToJudge = 6
)

// questionWeeks and goalWeeks are for how many weeks nobody has asked a question, or
// spoken of a goal.
const (
	questionWeeks = 3
	goalWeeks     = 8
)

// Meetings are the meetings held with a person, in the form in which they are judged.
type Meetings struct {
	Handle, FirstName, Role string
	Shared                  bool // the doc, so that both see to its topics

	Met   []Meeting // oldest first
	Today when.Date
	// Goals is how many the top page has, GoalNoted when a meeting last had
	// something to say about one of them; zero when none had.
	Goals     int
	GoalNoted when.Date
}

// Took returns the last of entries (oldest first), by which habits are judged.
func Took(entries []*page.Entry, today when.Date) []*page.Entry {
	met := []*page.Entry{}
	for _, e := range slices.Backward(entries) {
		if m := e.Meeting(); m.Took(today) && len(met) < Window && today.Sub(e.Date) <= days {
			met = append(met, e)
		}
	}
	slices.Reverse(met)
	return met
}

// Of returns the habits that the meetings show, except for silenced ones.
func Of(m Meetings, quiet []string) []Habit {
	var found []Habit
	for _, j := range judges {
		if slices.Contains(quiet, j.name) {
			continue
		}
		if habit := j.judge(&m); habit != nil {
			habit.Name = j.name
			found = append(found, *habit)
		}
	}
	return found
}

func (m *Meetings) status() *Habit {
	n, judged := 0, 0
	for _, e := range m.Met {
		if e.Judged {
			judged++
		}
		if e.Status {
			n++
		}
	}
	if judged < least || 5*n < 3*judged {
		return nil
	}
	return &Habit{
		What:    fmt.Sprintf("%d of the last %d entries with notes are mostly about how the work stands", n, judged),
		Try:     "get the status in writing, and turn a line of it into a question",
		Command: "oneonone ask " + m.Handle + " --topic launchpads",
	}
}

func (m *Meetings) questions() *Habit {
	n := 0
	for _, e := range slices.Backward(m.Met) {
		if e.Asks {
			break
		}
		n++
	}
	if n < least || m.Today.Sub(m.Met[len(m.Met)-n].Date) < 7*questionWeeks {
		return nil
	}
	return &Habit{
		What:    fmt.Sprintf("the last %d entries hold no question that takes more than yes or no", n),
		Try:     "bring one, and write down what came of it",
		OfYours: true,
		Command: "oneonone ask " + m.Handle + " -n 1 --add",
	}
}

func (m *Meetings) feedback() *Habit {
	if m.Role == "other" || len(m.Met) < feedbackAfter || slices.ContainsFunc(m.Met, func(e Meeting) bool { return e.Heard }) {
		return nil
	}
	topic := "feedback-to-manager"
	switch m.Role {
	case "manager":
		topic = "own-manager"
	case "peer":
		topic = "peers"
	}
	return &Habit{
		What:    fmt.Sprintf("the last %d entries hold no feedback for you", len(m.Met)),
		Try:     "ask for it first, it makes giving easier",
		OfYours: true,
		Command: "oneonone ask " + m.Handle + " --topic " + topic,
	}
}

func (m *Meetings) goals() *Habit {
	if m.Role != "report" || len(m.Met) < least || m.Today.Sub(m.Met[0].Date) < 7*goalWeeks {
		return nil
	}
	since := m.Today.AddDays(-7 * goalWeeks)
	if m.Goals == 0 {
		if slices.ContainsFunc(m.Met, func(e Meeting) bool { return !e.Date.Before(since) && e.Goals }) {
			return nil
		}
		return &Habit{
			What:    "there are no goals, and none was mentioned in eight weeks",
			Try:     "take an hour for what comes next",
			OfYours: true,
			Command: "oneonone new " + m.Handle + " --template growth",
		}
	}
	if !m.GoalNoted.Before(since) {
		return nil
	}
	return &Habit{
		What:    "no goal was mentioned in eight weeks",
		Try:     "pick one and ask what would bring it closer",
		OfYours: true,
		Command: "oneonone ask " + m.Handle + " --topic goals",
	}
}

func (m *Meetings) actions() *Habit {
	n := 0
	for _, e := range slices.Backward(m.Met) {
		if e.Promises {
			break
		}
		n++
	}
	if n < actionsInARow {
		return nil
	}
	return &Habit{
		What:    fmt.Sprintf("the last %d meetings ended without a promise of yours or theirs", n),
		Try:     "end with one small thing for one of you, and a day for it",
		OfYours: true,
	}
}

// sides looks at whose topics there were. In an entry with a heading for the
// person's, as templates have, topics under a heading that is nobody's are the
// keeper's.
func (m *Meetings) sides() *Habit {
	mine, theirs := 0, 0
	for _, e := range m.Met {
		mine, theirs = mine+e.Mine, theirs+e.Theirs
		if e.TheirOwn && !m.Shared {
			mine += e.Either
		}
	}
	switch {
	case mine+theirs < topicsToJudge || mine > 0 && theirs > 0:
		return nil
	case theirs == 0 && m.Role == "manager":
		return nil // with your own manager that is the idea
	case theirs == 0:
		return &Habit{
			What: fmt.Sprintf("all %d topics were yours", mine),
			Try:  fmt.Sprintf("ask %s the day before what to put first, and begin with it", m.FirstName),
		}
	case m.Role == "report" || m.Role == "skip-level":
		return nil // it is their time
	}
	return &Habit{
		What: fmt.Sprintf("all %d topics were %s's", theirs, m.FirstName),
		Try:  "bring one of yours: something you noticed, or need to know",
	}
}

func (m *Meetings) mode() *Habit {
	if len(m.Met) < onScreens || slices.ContainsFunc(m.Met[len(m.Met)-onScreens:], func(e Meeting) bool { return e.Mode != "video" }) {
		return nil
	}
	return &Habit{
		What:    fmt.Sprintf("the last %d meetings were all by video", onScreens),
		Try:     "leave the screens behind for once: a walk, with a phone each if you are far apart",
		Command: "oneonone new " + m.Handle + " --mode walk",
	}
}

func (m *Meetings) template() *Habit {
	if len(m.Met) < sameTemplate {
		return nil
	}
	last := m.Met[len(m.Met)-sameTemplate:]
	name := last[0].Template
	if slices.ContainsFunc(last, func(e Meeting) bool { return e.Template != name }) || !slices.ContainsFunc(last, func(e Meeting) bool { return e.Headed }) {
		return nil
	}
	what := fmt.Sprintf("the last %d meetings all had the same shape", sameTemplate)
	if name != "" {
		what += " (" + name + ")"
	}
	habit := &Habit{What: what, Try: "go for a walk for once, or begin with a question", Command: "oneonone ask " + m.Handle}
	if m.Role == "report" {
		habit.Try, habit.Command = "have another one now and then, or a walk", "oneonone new "+m.Handle+" --template growth"
	}
	return habit
}
