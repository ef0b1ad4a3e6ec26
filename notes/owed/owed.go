// Package owed finds what the keeper of the notes owes somebody besides promises:
// feedback that was noted and not said, what they said they would change, and
// what they asked about themselves (FORMAT.md, "Remarks").
package owed

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
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

// Debt is one line of the notes that the keeper owes something for.
type Debt struct {
	ID     string
	Person string // whom it is owed to, or came from
	Kind
	Text    string
	Day     when.Date // it was noted; zero when nothing says
	Path    string
	Line    int
	Private bool

	at  int // among the note's remarks
	src []byte
}

// order is that of a listing.
var order = []Kind{Say, Change, Ask, Heard}

// Find gives all debts there are, those to be said first, the oldest of a kind
// before the others, and what could not be read.
func Find(f *notes.Folder) ([]Debt, []markdown.Problem, error) {
	may := mayHave(f.Grammar())
	all, problems, err := search.Each(f, search.In{People: f.People(), Private: true}, func(info page.PathInfo, path string, src []byte) []Debt {
		if !may(src) {
			return nil
		}
		return in(read(f.Grammar(), info, path, src), f.Grammar(), info)
	})
	slices.SortStableFunc(all, func(a, b Debt) int {
		return cmp.Or(slices.Index(order, a.Kind)-slices.Index(order, b.Kind), a.Day.Compare(b.Day), strings.Compare(a.Person, b.Person), strings.Compare(a.Path, b.Path), a.Line-b.Line)
	})
	name(all)
	return all, problems, err
}

// directed are lines that may begin with a direction.
var directed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?im)^[^\pL\n]*(?:` + strings.Join(slices.Concat(words.Of(string(page.To)), words.Of(string(page.From))), "|") + `)\s`)
})

// mayHave tells from a note's bytes whether it is worth reading.
func mayHave(g *page.Grammar) func([]byte) bool {
	var heads []string
	for _, w := range g.WordsOf(page.SectionFeedback) {
		heads = append(heads, regexp.QuoteMeta(w))
	}
	feedback := regexp.MustCompile(`(?i)` + strings.Join(heads, "|"))
	return func(src []byte) bool { return directed().Match(src) || feedback.Match(src) }
}

// in are the debts that a note tells of.
func in(n *page.Note, g *page.Grammar, info page.PathInfo) []Debt {
	var all []Debt
	remarks := n.Remarks()
	for i, m := range remarks {
		kind, people := debt(remarks, i, g.Of(info.Person), info)
		for _, who := range people {
			if who == clause.Me || strings.HasPrefix(who, "@") {
				continue // what I am to hear, and what nobody known is
			}
			day := info.Date
			if !m.Day.IsZero() {
				day = m.Day
			}
			all = append(all, Debt{Person: who, Kind: kind, Text: m.Text, Day: day, Path: n.Path, Line: m.Line, Private: info.Private, at: i, src: n.Src})
		}
	}
	return all
}

// debt is what one remark says that I owe, and to whom.
func debt(remarks []page.Remark, i int, g *page.Grammar, info page.PathInfo) (Kind, []string) {
	m := &remarks[i]
	open := m.Box == markdown.OpenBox
	switch {
	case m.Box != markdown.NoBox && !open:
		return "", nil
	case m.Toward.Way == page.To:
		if open && m.Said.IsZero() && (info.Private || m.Has(page.SectionFeedback)) {
			return Say, m.Toward.Whom
		}
		return "", nil
	case m.Toward.Way == page.From:
		if open {
			return Change, m.Toward.Whom
		}
		return Heard, m.Toward.Whom
	}
	for at := m.Under; at >= 0 && open; at = remarks[at].Under {
		if remarks[at].Toward.Way == page.From {
			return Change, remarks[at].Toward.Whom
		}
	}
	if m.Asked && m.Has(page.SectionFeedback) {
		by, known := g.Names().ResolveFor(m.By, info.Person)
		answered := slices.ContainsFunc(remarks, func(a page.Remark) bool { return a.Answer && a.Under == i })
		if known && by == clause.Me && !answered {
			return Ask, []string{info.Person}
		}
	}
	return "", nil
}

// name gives debts the handles that people type: of the words, the day and the
// note, so that one stays what it is while others come and go.
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

// IDs are the handles of debts.
func IDs(all []Debt) []string {
	ids := make([]string, len(all))
	for i, d := range all {
		ids[i] = d.ID
	}
	return ids
}

// Said plans that feedback was said on a day.
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
