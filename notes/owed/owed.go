package owed

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/search"
	"oneonone/notes/words"
)

// Kind is what is owed.
type Kind string

// The kinds: feedback to say, a change they said they would make, a question
// about themselves without an answer, and what they were told.
const (
	Say    Kind = "say"
	Change Kind = "change"
	Ask    Kind = "ask"
	Heard  Kind = "heard"
)

// Debt is one line of the notes for which the keeper owes something.
type Debt struct {
	ID     string
	Person string // whom it is owed to, or came from
	Kind
	Text    string
	Day     when.Date // when it was noted; zero if unknown
	Path    string
	Line    int
	Private bool

	at   int // its index among the note's remarks
	src  []byte
	done bool // no longer owed: the box of a change is ticked or struck
}

// Asks reports whether words are a question that the keeper asks about themselves;
// the question bank knows.
type Asks func(words string) bool

// order is the order of kinds in a listing.
var order = []Kind{Say, Change, Ask, Heard}

// Find returns all debts, feedback to say first, each kind oldest first, and what
// could not be read. Without asks only questions under Feedback count as about the
// keeper.
func Find(f *notes.Folder, asks Asks) ([]Debt, []markdown.Problem, error) {
	if asks == nil {
		asks = neverAsked
	}
	all, problems, err := gather(f, search.In{People: f.People(), Private: true}, mayHave(f.Grammar(), asks), asks)
	return settle(all), problems, err
}

func neverAsked(string) bool { return false }

// gather returns the debts in the notes that may have some, in the order of a
// listing.
func gather(f *notes.Folder, in search.In, may func(info page.PathInfo, src []byte) bool, asks Asks) ([]Debt, []markdown.Problem, error) {
	var mu sync.Mutex
	var unread []markdown.Problem // notes are read in parallel
	all, problems, err := search.Each(f, in, func(info page.PathInfo, path string, src []byte) []Debt {
		if !may(info, src) {
			return nil
		}
		r := reader{g: f.Grammar().Of(info.Person), asks: asks, info: info, today: f.Today}
		n := read(f.Grammar(), info, path, src)
		mu.Lock()
		unread = append(unread, n.Problems...)
		mu.Unlock()
		return r.in(n)
	})
	slices.SortFunc(unread, func(a, b markdown.Problem) int { return cmp.Or(strings.Compare(a.Path, b.Path), a.Line-b.Line) })
	slices.SortStableFunc(all, func(a, b Debt) int {
		return cmp.Or(slices.Index(order, a.Kind)-slices.Index(order, b.Kind), a.Day.Compare(b.Day), strings.Compare(a.Person, b.Person), strings.Compare(a.Path, b.Path), a.Line-b.Line)
	})
	name(all)
	return all, append(problems, unread...), err
}

// settle leaves out changes that were made, and merges the lines of one carried
// from entry to entry: it is owed since the first, and its place is the last.
func settle(all []Debt) []Debt {
	first := map[string]int{}
	var out []Debt
	for _, d := range all {
		key := d.Person + "\x00" + lookup.Fold(d.Text)
		i, had := first[key]
		switch {
		case d.Kind != Change:
			out = append(out, d)
		case had && d.done:
			out[i].done = true
			delete(first, key)
		case had:
			out[i].Path, out[i].Line, out[i].Private = d.Path, d.Line, d.Private
		case !d.done:
			first[key] = len(out)
			out = append(out, d)
		}
	}
	return slices.DeleteFunc(out, func(d Debt) bool { return d.done })
}

// directed matches lines that may begin with a direction.
var directed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?im)^[^\pL\n]*(?:` + strings.Join(slices.Concat(words.Of(string(page.To)), words.Of(string(page.From))), "|") + `)\s`)
})

// mayHave returns a function that tells from a note's bytes whether it is worth reading.
func mayHave(g *page.Grammar, asks Asks) func(page.PathInfo, []byte) bool {
	var heads []string
	for _, w := range g.WordsOf(page.SectionFeedback) {
		heads = append(heads, regexp.QuoteMeta(w))
	}
	feedback := regexp.MustCompile(`(?i)` + strings.Join(heads, "|"))
	return func(_ page.PathInfo, src []byte) bool {
		if directed().Match(src) || feedback.Match(src) {
			return true
		}
		for line := range bytes.Lines(src) {
			if bytes.ContainsAny(line, "?？") && asks(string(line)) {
				return true
			}
		}
		return false
	}
}

// name gives debts the handles that people type: made from the words, the day and
// the note, so that they stay the same while others come and go.
func name(all []Debt) {
	seen := map[string]int{}
	for i := range all {
		d := &all[i]
		what := strings.Join([]string{d.Person, d.Day.String(), d.Path, lookup.Fold(d.Text)}, "\x00")
		if seen[what]++; seen[what] > 1 {
			what += "\x00" + strconv.Itoa(seen[what])
		}
		d.ID = promise.Handle(what)
	}
}

// IDs returns the handles of debts.
func IDs(all []Debt) []string {
	ids := make([]string, len(all))
	for i, d := range all {
		ids[i] = d.ID
	}
	return ids
}

// Said plans to record that feedback was given on a day.
func Said(f *notes.Folder, debts []Debt, day when.Date) ([]page.Change, error) {
	var changes []page.Change
	for _, d := range debts {
		i := slices.IndexFunc(changes, func(c page.Change) bool { return c.Path == d.Path })
		if i < 0 {
			i = len(changes)
			changes = append(changes, page.Change{Path: d.Path, Old: d.src, New: d.src})
		}
		src, err := read(f.Grammar(), page.ParsePath(d.Path), d.Path, changes[i].New).Tell(d.at, day)
		if err != nil {
			return nil, err
		}
		changes[i].New = src
	}
	return changes, nil
}

// read reads a note of either kind.
func read(g *page.Grammar, info page.PathInfo, path string, src []byte) *page.Note {
	if info.Kind == page.KindTopPage {
		return &g.ParseTopPage(path, src).Note
	}
	return &g.ParseEntry(path, src).Note
}
