package notes

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Habit is something that the last meetings with a person have in common and
// that may be worth a change. It is meant gently: what to try, never a rule.
type Habit struct {
	Name string // the name that quiet: silences it by
	What string // what was seen
	Try  string // what to try
	// Command is what to type for it, "" when there is none.
	Command string
}

// HabitNames are the habits there are, the most telling first. Each can be
// silenced with quiet: on a top page, or in oneonone.yaml for everybody.
var HabitNames = habitNames()

// judges are the habits with what sees each, the most telling first.
var judges = []struct {
	name  string
	judge func(*habits) *Habit
}{
	{"status", (*habits).status}, {"questions", (*habits).questions}, {"feedback", (*habits).feedback}, {"goals", (*habits).goals},
	{"actions", (*habits).actions}, {"sides", (*habits).sides}, {"template", (*habits).template},
}

func habitNames() []string {
	var names []string
	for _, j := range judges {
		names = append(names, j.name)
	}
	return names
}

// How many of the last meetings a habit is judged by. One or two weeks of
// anything are no habit; what was done half a year ago no longer is one.
const (
	habitWindow   = 12  // looked at
	habitDays     = 183 // at most so long ago
	habitLeast    = 4   // of these, for a word about questions or status
	actionsInARow = 5
	feedbackAfter = 8
	sameTemplate  = 10
	topicsToJudge = 6
)

// questionWeeks and goalWeeks are how long nobody asked, or spoke of a goal.
const (
	questionWeeks = 3
	goalWeeks     = 8
)

// Habits looks at the last meetings with a person. With a person, or a folder,
// that wants none of it there is nothing.
func (f *Folder) Habits(p *Person, today when.Date) ([]Habit, []markdown.Problem) {
	refs, err := f.Entries(p.Handle)
	if err != nil {
		return nil, []markdown.Problem{markdown.AsProblem("people/"+p.Handle, err)}
	}
	// A few more are read than looked at, for those that were skipped.
	refs = slices.DeleteFunc(refs, func(r page.EntryRef) bool { return r.Date.After(today) })
	entries, problems := f.ReadAll(refs[max(0, len(refs)-2*habitWindow):])
	quiet, more := f.quietOf(p)
	return f.habitsIn(p, entries, today, quiet), append(problems, more...)
}

// HabitsIn is Habits for entries that are read already, oldest first.
func (f *Folder) HabitsIn(p *Person, entries []*page.Entry, today when.Date) []Habit {
	quiet, _ := f.quietOf(p)
	return f.habitsIn(p, entries, today, quiet)
}

func (f *Folder) habitsIn(p *Person, entries []*page.Entry, today when.Date, quiet []string) []Habit {
	met := []*page.Entry{}
	for _, e := range slices.Backward(entries) {
		if m := e.Meeting(); m.Took(today) && len(met) < habitWindow && today.Sub(e.Date) <= habitDays {
			met = append(met, e)
		}
	}
	slices.Reverse(met)
	h := habits{folder: f, person: p, met: met, today: today}
	var found []Habit
	for _, j := range judges {
		if slices.Contains(quiet, j.name) {
			continue
		}
		if habit := j.judge(&h); habit != nil {
			habit.Name = j.name
			found = append(found, *habit)
		}
	}
	return found
}

// quietOf are the habits a person's page and the settings silence.
func (f *Folder) quietOf(p *Person) (names []string, problems []markdown.Problem) {
	names = slices.Clone(f.Settings.Quiet)
	top := f.Top(p.Handle)
	if top == nil {
		return names, nil
	}
	v, ok := top.Front.Get("quiet")
	if !ok {
		return names, nil
	}
	words := []string{v.Value}
	for _, c := range v.Content {
		words = append(words, c.Value)
	}
	for _, w := range words {
		for _, name := range strings.FieldsFunc(w, func(r rune) bool { return r == ',' || r == ' ' }) {
			if slices.Contains(HabitNames, name) {
				names = append(names, name)
				continue
			}
			problems = append(problems, markdown.Problem{Path: top.Path, Line: top.Front.Line("quiet"), What: fmt.Sprintf("quiet: unknown habit %q", name),
				Hint: "write one of " + strings.Join(HabitNames, ", ")})
		}
	}
	return names, problems
}

// habits is the last meetings with a person, oldest first.
type habits struct {
	folder *Folder
	person *Person
	met    []*page.Entry
	today  when.Date
}

// Statements about the state of work, as people write them down. One word of
// it says little; an entry counts as status when most of its lines have one.
var statusLine = lazyregexp.New(`(?i)\b(done|finished|complete[d]?|shipped|merged|deployed|released|rolled out|in progress|on track|in review|wip|eta|` +
	`blocked by|waiting for|started|ongoing|tickets?|sprint|story points?|pull requests?|prs?|backlog|milestone|deadline)\b|#\d+|\b[A-Z]{2,}-\d+\b|\b\d{1,3} ?%`)

func isStatus(e *page.Entry) (status, judged bool) {
	lines := noteLines(e)
	if len(lines) < 3 {
		return false, false
	}
	n := 0
	for _, l := range lines {
		if statusLine().MatchString(l) && !strings.Contains(l, "?") {
			n++
		}
	}
	return 5*n >= 3*len(lines), true
}

func (h habits) status() *Habit {
	n, judged := 0, 0
	for _, e := range h.met {
		status, ok := isStatus(e)
		if ok {
			judged++
		}
		if status {
			n++
		}
	}
	if judged < habitLeast || 5*n < 3*judged {
		return nil
	}
	return &Habit{
		What:    fmt.Sprintf("%d of the last %d entries with notes are mostly about how the work stands", n, judged),
		Try:     "get the status in writing, and turn a line of it into a question",
		Command: "oneonone ask " + h.person.Handle + " --topic launchpads",
	}
}

// closedStart begins a question that yes or no would answer. "was" and "am" are
// not among them: in German they begin open ones.
var closedStart = lazyregexp.New(`(?i)^\W*(do|does|did|is|are|were|can|could|will|would|should|shall|have|has|had|may|might|any)\b`)

// asks reports whether a text holds an open question.
func asks(text string) bool {
	for {
		i := strings.IndexAny(text, "?？")
		if i < 0 {
			return false
		}
		question, rest := text[:i], text[i+1:]
		if start := strings.LastIndexAny(question, ".!;:\n"); start >= 0 {
			question = question[start+1:]
		}
		// In an address the ? has a letter behind it.
		inLink := rest != "" && (rest[0] >= 'a' && rest[0] <= 'z' || rest[0] >= '0' && rest[0] <= '9')
		if !inLink && strings.TrimSpace(question) != "" && !closedStart().MatchString(strings.TrimSpace(question)) {
			return true
		}
		text = rest
	}
}

// said is what stands in an entry for people to read.
func said(e *page.Entry) string { return string(page.WithoutComments(e.Src[e.Front.End:])) }

func (h habits) questions() *Habit {
	n := 0
	for _, e := range slices.Backward(h.met) {
		if asks(said(e)) {
			break
		}
		n++
	}
	if n < habitLeast || h.today.Sub(h.met[len(h.met)-n].Date) < 7*questionWeeks {
		return nil
	}
	return &Habit{
		What:    fmt.Sprintf("no open questions in the last %d entries", n),
		Try:     "bring one, and write down what came of it",
		Command: "oneonone ask " + h.person.Handle + " -n 1 --add",
	}
}

var feedbackWords = lazyregexp.New(`(?i)feedback|\b(should|could|can) i (do|stop|start|be doing|have done)\b|\bi (could|should|can|do|did) (do|stop|start|have done|better|differently)\b`)

func (h habits) feedback() *Habit {
	if h.person.Role == "other" || len(h.met) < feedbackAfter {
		return nil
	}
	for _, e := range h.met {
		if feedbackWords().MatchString(said(e)) || slices.ContainsFunc(e.Tags(), func(t page.Tag) bool { return t.Name == string(page.SectionFeedback) }) {
			return nil
		}
	}
	topic := "feedback-to-manager"
	switch h.person.Role {
	case "manager":
		topic = "own-manager"
	case "peer":
		topic = "peers"
	}
	return &Habit{
		What:    fmt.Sprintf("nobody asked for feedback in the last %d entries", len(h.met)),
		Try:     "ask for yours first, it makes giving easier",
		Command: "oneonone ask " + h.person.Handle + " --topic " + topic,
	}
}

func (h habits) goals() *Habit {
	if h.person.Role != "report" || len(h.met) < habitLeast || h.today.Sub(h.met[0].Date) < 7*goalWeeks {
		return nil
	}
	since := h.today.AddDays(-7 * goalWeeks)
	recent := slices.DeleteFunc(slices.Clone(h.met), func(e *page.Entry) bool { return e.Date.Before(since) })
	top := h.folder.Top(h.person.Handle)
	if top == nil || len(top.Goals()) == 0 {
		if slices.ContainsFunc(recent, func(e *page.Entry) bool { return len(e.Goals()) > 0 }) {
			return nil
		}
		return &Habit{
			What:    "there are no goals, and none was mentioned in eight weeks",
			Try:     "take an hour for what comes next",
			Command: "oneonone new " + h.person.Handle + " --template growth",
		}
	}
	if slices.ContainsFunc(goalStories(top, recent), func(s *GoalStory) bool { return len(s.Notes) > 0 }) {
		return nil
	}
	return &Habit{
		What:    "no goal was mentioned in eight weeks",
		Try:     "pick one and ask what would bring it closer",
		Command: "oneonone ask " + h.person.Handle + " --topic goals",
	}
}

func (h habits) actions() *Habit {
	n := 0
	for _, e := range slices.Backward(h.met) {
		if slices.ContainsFunc(e.Actions(), func(a *page.Action) bool { return a.Since.IsZero() || a.Since == e.Date }) {
			break
		}
		n++
	}
	if n < actionsInARow {
		return nil
	}
	return &Habit{
		What: fmt.Sprintf("nothing was promised in the last %d meetings", n),
		Try:  "end with who does what by when; one small thing is enough, and yours counts too",
	}
}

func (h habits) sides() *Habit {
	mine, theirs := 0, 0
	for _, e := range h.met {
		for _, s := range e.Sections() {
			switch whose := sideOf(s); {
			case !s.Kind.IsTopics():
			case whose == clause.Me:
				mine += len(s.Items)
			case whose != "":
				theirs += len(s.Items)
			}
		}
	}
	switch {
	case mine+theirs < topicsToJudge || mine > 0 && theirs > 0:
		return nil
	case theirs == 0:
		return &Habit{
			What: fmt.Sprintf("all %d topics were yours", mine),
			Try:  fmt.Sprintf("ask %s the day before what to put first, and begin with it", h.person.FirstName()),
		}
	}
	return &Habit{
		What: fmt.Sprintf("all %d topics were %s's", theirs, h.person.FirstName()),
		Try:  "bring one of yours: something you noticed, or need to know",
	}
}

// sideOf is whose topics a heading says they are, "" when both may be meant.
func sideOf(s *page.Section) string {
	switch first, _, _ := strings.Cut(page.FoldTitle(s.Title), " "); {
	case len(s.Owners) == 1:
		return s.Owners[0]
	case first == "my":
		return clause.Me
	case first == "their":
		return "them"
	}
	return ""
}

func (h habits) template() *Habit {
	if len(h.met) < sameTemplate {
		return nil
	}
	last := h.met[len(h.met)-sameTemplate:]
	name := last[0].Template()
	if slices.ContainsFunc(last, func(e *page.Entry) bool { return e.Template() != name }) || !slices.ContainsFunc(last, func(e *page.Entry) bool { return bytes.Contains(e.Src, []byte("\n## ")) }) {
		return nil
	}
	what := fmt.Sprintf("the last %d meetings all had the same shape", sameTemplate)
	if name != "" {
		what += " (" + name + ")"
	}
	habit := &Habit{What: what, Try: "go for a walk for once, or begin with a question", Command: "oneonone ask " + h.person.Handle}
	if h.person.Role == "report" {
		habit.Try, habit.Command = "have another one now and then, or a walk", "oneonone new "+h.person.Handle+" --template growth"
	}
	return habit
}
