// Package habits sees what the last meetings with a person have in common that
// may be worth changing. It only judges what it is given: which meetings, and
// whether anybody wants to hear of it, is up to the folder.
package habits

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/pack"
	"oneonone/internal/when"
	"oneonone/notes/clause"
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

// Meeting is what habits are judged by of one meeting.
type Meeting struct {
	Date     when.Date
	Mode     string // as in [page.Meeting]
	Template string
	Headed   bool // its notes have headings
	Seen
}

// Seen is what has to be looked for in an entry. It is remembered, as [page.FactOf] says.
type Seen struct {
	Status, Judged       bool // mostly about how the work stands, if enough was written to tell
	Asks                 bool // an open question
	Heard                bool // feedback for its keeper, or the keeper's question for it
	Goals                bool // in a section of their own
	Promises             bool // that begin there
	Mine, Theirs, Either int  // topics, by whose they are
	TheirOwn             bool // a heading for the person's topics
}

// MeetingOf is the meeting of an entry, of which lines are what was written down. In a
// shared doc "my" is nobody's.
func MeetingOf(e *page.Entry, shared bool, lines func(*page.Entry) []string) Meeting {
	m := Meeting{Date: e.Date, Mode: e.Meeting().Mode, Template: e.Template(), Headed: bytes.Contains(e.Src, []byte("\n## "))}
	m.Seen = page.FactOf(e, "habits", strconv.FormatBool(shared), func() Seen { return see(e, shared, lines(e)) }, packSeen, unpackSeen)
	return m
}

func see(e *page.Entry, shared bool, lines []string) (s Seen) {
	s.Status, s.Judged = isStatus(lines)
	text := string(page.WithoutComments(e.Src[e.Front.End:])) // for people to read
	s.Asks, s.Heard = asks(text), heard(e, text)
	s.Goals = len(e.Goals()) > 0
	s.Promises = slices.ContainsFunc(e.Actions(), func(a *page.Action) bool { return a.Since.IsZero() || a.Since == e.Date })
	for _, section := range e.Sections() {
		if !section.Kind.IsTopics() {
			continue
		}
		switch n := len(section.Items); sideOf(section, shared) {
		case clause.Me:
			s.Mine += n
		case "":
			s.Either += n
		default:
			s.TheirOwn = true
			s.Theirs += n
		}
	}
	return s
}

func packSeen(w *pack.Writer, s Seen) {
	for _, yes := range []bool{s.Status, s.Judged, s.Asks, s.Heard, s.Goals, s.Promises, s.TheirOwn} {
		w.Bool(yes)
	}
	for _, n := range []int{s.Mine, s.Theirs, s.Either} {
		w.Int(n)
	}
}

func unpackSeen(d *pack.Reader) (s Seen) {
	for _, yes := range []*bool{&s.Status, &s.Judged, &s.Asks, &s.Heard, &s.Goals, &s.Promises, &s.TheirOwn} {
		*yes = d.Bool()
	}
	for _, n := range []*int{&s.Mine, &s.Theirs, &s.Either} {
		*n = d.Int()
	}
	return s
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

// statusLine matches statements about the state of work, as people write them
// down. One such word says little; an entry counts as status when most of its lines have one.
var statusLine = lazyregexp.New(`(?i)\b(done|finished|complete[d]?|shipped|merged|deployed|released|rolled out|in progress|on track|in review|wip|eta|` +
	`blocked by|waiting for|started|ongoing|tickets?|sprint|story points?|pull requests?|prs?|backlog|milestone|deadline)\b|#\d+|\b[A-Z]{2,}-\d+\b|\b\d{1,3} ?%`)

// statusWords begin each match, in lower case, that does not begin with a sign or a digit.
var statusWords = [][]byte{[]byte("done"), []byte("finished"), []byte("complete"), []byte("shipped"), []byte("merged"), []byte("deployed"), []byte("released"),
	[]byte("rolled out"), []byte("in progress"), []byte("on track"), []byte("in review"), []byte("wip"), []byte("eta"), []byte("blocked by"),
	[]byte("waiting for"), []byte("started"), []byte("ongoing"), []byte("ticket"), []byte("sprint"), []byte("story point"), []byte("pull request"),
	[]byte("pr"), []byte("backlog"), []byte("milestone"), []byte("deadline")}

// mayBeStatus is a look at a line before the expression is tried at each of its bytes.
func mayBeStatus(line string) bool {
	if strings.ContainsAny(line, "0123456789") {
		return true
	}
	lower := bytes.ToLower([]byte(line))
	return slices.ContainsFunc(statusWords, func(w []byte) bool { return bytes.Contains(lower, w) })
}

func isStatus(lines []string) (status, judged bool) {
	if len(lines) < 3 {
		return false, false
	}
	n := 0
	for i, l := range lines {
		if !strings.Contains(l, "?") && mayBeStatus(l) && statusLine().MatchString(l) {
			n++
		}
		if most := n + len(lines) - 1 - i; 5*most < 3*len(lines) {
			break // whatever the other lines say
		}
	}
	return 5*n >= 3*len(lines), true
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
		// In a URL the ? is followed by a letter.
		inLink := rest != "" && (rest[0] >= 'a' && rest[0] <= 'z' || rest[0] >= '0' && rest[0] <= '9')
		if !inLink && strings.TrimSpace(question) != "" && !closedStart().MatchString(strings.TrimSpace(question)) {
			return true
		}
		text = rest
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

// asksForFeedback matches words that ask for feedback, or say that it was asked
// for or given: to the keeper of the notes, not by them.
var asksForFeedback = lazyregexp.New(`(?i)\b(should|could|can) i (do|stop|start|be doing|have done)\b|\bi (could|should|can|do|did) (do|stop|start|have done|better|differently)\b|` +
	`\bask(ed|ing|s)?\b[^.;]{0,30}\bfor (\w+ )?feedback\b|\bfeedback (for|to|on|about) me\b|\bmy (own )?feedback\b|\b(any|what|which|your) feedback\b[^.;]*\?`)

// asksMaybe are words, one of which is in any text that asks for feedback.
var asksMaybe = [][]byte{[]byte("feedback"), []byte("should i "), []byte("could i "), []byte("can i "), []byte("i could "), []byte("i should "), []byte("i can "), []byte("i do "), []byte("i did ")}

// heard reports whether an entry, or its text for people to read, has feedback for its
// keeper, or the keeper's question for it. Feedback to the person does not count.
func heard(e *page.Entry, text string) bool {
	lower := bytes.ToLower([]byte(text))
	if slices.ContainsFunc(asksMaybe, func(w []byte) bool { return bytes.Contains(lower, w) }) && asksForFeedback().MatchString(text) {
		return true
	}
	return slices.ContainsFunc(e.Remarks(), func(r page.Remark) bool { return r.Toward.Is(page.From, e.Person) })
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

// sideOf is whose topics a heading says they are, "" when it may be either.
func sideOf(s *page.Section, shared bool) string {
	switch first, _, _ := strings.Cut(page.FoldTitle(s.Title), " "); {
	case len(s.Owners) == 1:
		return s.Owners[0]
	case shared: // "my" is either of the two
		return ""
	case first == "my":
		return clause.Me
	case first == "their":
		return "them"
	}
	return ""
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
