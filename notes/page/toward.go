package page

import (
	"slices"
	"strings"
	"sync"

	"oneonone/notes/clause"
	"oneonone/notes/words"
)

// Toward is which way feedback went: "to Alice: …", "from Alice: …". The zero
// one is not said.
type Toward struct {
	Way  Way
	Whom []string // handles, clause.Me for the keeper; unknown ones as "@bob"
}

// Way is a direction.
type Way string

// The directions of feedback.
const (
	To   Way = "to"
	From Way = "from"
)

// wayWords are the words that say a direction.
var wayWords = sync.OnceValue(func() map[Way][]string {
	return map[Way][]string{To: words.Of(string(To)), From: words.Of(string(From))}
})

// IsZero reports whether no direction is said.
func (t Toward) IsZero() bool { return t.Way == "" }

// Is reports whether the direction is of that way and names somebody.
func (t Toward) Is(way Way, whom string) bool { return t.Way == way && slices.Contains(t.Whom, whom) }

// toward reads the direction that words begin with, "to Alice: …" or "From Alice
// and Bob"; size is how long it is, a colon behind it included, 0 when there is none.
func (g *Grammar) toward(text, person string) (t Toward, size int) {
	for _, way := range []Way{To, From} {
		for _, w := range wayWords()[way] {
			if len(text) <= len(w) || text[len(w)] != ' ' || !strings.EqualFold(text[:len(w)], w) {
				continue
			}
			rest := strings.TrimLeft(text[len(w):], " ")
			whom, n := g.NameList(rest, g.Voice(person))
			after := rest[n:]
			if colon := clause.LeadingColon(after); n > 0 && (colon > 0 || after == "") {
				return Toward{way, whom}, len(text) - len(after) + colon
			}
		}
	}
	return Toward{}, 0
}

// towardOfTitle reads the direction in a heading: "Feedback from Alice".
func (g *Grammar) towardOfTitle(text, person string) Toward {
	name := strings.TrimRight(clause.FoldForName(text), ":： ")
	for i, r := range name {
		if r != ' ' {
			continue
		}
		rest := name[i+1:]
		if len(rest) > 4 && strings.EqualFold(rest[:4], "for ") {
			rest = "to " + rest[4:]
		}
		if t, size := g.toward(rest, person); size == len(rest) {
			return t
		}
	}
	return Toward{}
}

// within is what a heading means inside a section: under Feedback, "From Alice" is
// a direction; it is an owner only under actions.
func (t title) within(s *Section) title {
	switch {
	case t.toward.IsZero() || s != nil && s.Kind == SectionActions:
	case s != nil && s.Kind == SectionFeedback:
		return title{kind: SectionFeedback, toward: t.toward}
	case t.named:
		t.owner, t.named = nil, false
	}
	return t
}

// isToward reports whether an item of a section is feedback with a direction,
// its own or its heading's: it is nobody's promise, box or not.
func (r *reading) isToward(text string, s *Section) bool {
	if s == nil || s.Kind != SectionFeedback {
		return false
	}
	own, _ := r.g.toward(text, r.note.person)
	return !own.IsZero() || !s.Toward.IsZero()
}

// asked reads "Q: why Kafka?" and "Q (Sam): why not?": by is who asked, "" for
// the person across the table; size is the length of what comes before the
// question.
func asked(text string) (by string, size int, ok bool) {
	rest, ok := strings.CutPrefix(text, "Q")
	if !ok {
		return "", 0, false
	}
	if inside, ok := strings.CutPrefix(rest, " ("); ok {
		name, after, closed := strings.Cut(inside, ")")
		if !closed || len(name) > clause.MaxLabel {
			return "", 0, false
		}
		by, rest = strings.TrimSpace(name), after
	}
	colon := clause.LeadingColon(rest)
	return by, len(text) - len(rest) + colon, colon > 0
}

// isAnswer reports whether words are an answer, which is nested under its question.
func isAnswer(text string) bool {
	rest, ok := strings.CutPrefix(text, "A")
	return ok && clause.LeadingColon(rest) > 0
}
