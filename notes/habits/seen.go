package habits

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/pack"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

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
