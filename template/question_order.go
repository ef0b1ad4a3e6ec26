package template

import (
	"cmp"
	"slices"
)

// Hand is how many questions are offered for a meeting. A new entry holds as many
// as ask gives on the same day, so that all of them are remembered later.
const Hand = 3

// longRest is after how many notes a topic or a theme counts as fully rested.
const longRest = 8

// leanRest is how many notes ago a question must have been offered, and not asked, to
// come again for a topic in Lean.
const leanRest = 26

// A reorganisation is asked about at every fourth meeting at most, and three times
// in all: it is one thing among those that somebody works on. Around a time away
// there are few meetings, and each gets a question about it; in any other phase
// every second meeting does.
const (
	reorgPause = 3
	reorgMost  = 3
	reorgNotes = 13 // in so many notes
)

// around are the phases with few meetings.
var around = []string{BeforeHolidays, AfterHolidays, BeforeLeave, AfterLeave}

// card is a question with what decides its place in the deck.
type card struct {
	Question
	use    usage
	last   int  // the note it was last used in
	rest   int  // notes since its topic or its theme came up, longRest at most
	first  bool // it belongs to a first meeting, which this is
	timely bool // it belongs to the phase somebody is in, and its topic has rested
	lean   bool // its topic is in Lean, and it has not come up for long
	nth    int  // its number within its topic
	place  uint64
}

// deck is the questions that fit, in the order they are offered.
type deck []card

// deckOf sorts questions. Between two with an equal claim, the seed decides; a
// question's place then depends only on its own id, so that adding one to the bank
// does not reshuffle everybody's day.
func (b *Bank) deckOf(w Want, fit []Question) deck {
	last := w.lastOf(b)
	d := make(deck, 0, len(fit))
	worn := w.used(b, Question.aboutReorg)
	for i, q := range fit {
		c := card{Question: q, rest: longRest, place: hash(w.Seed, q.ID)}
		if w.Before != nil {
			c.use, c.last = w.Before.use(q)
			n := last[q.Topic]
			if !b.isSequence(q.Topic) { // which keeps to its order
				n = max(n, last[q.Theme])
			}
			if n > 0 {
				c.rest = min(longRest, w.Before.read-n)
			}
		}
		c.first = slices.Contains(q.Phases, FirstMeeting) && q.inPhase(w.Moment)
		c.timely, c.lean = q.inPhase(w.Moment) && (c.rest > 0 || w.inOne(around) && slices.ContainsFunc(around, q.of)), slices.Contains(w.Lean, q.Topic) && (c.use == unused || c.use == offered && w.Before.read-c.last >= leanRest)
		if w.Topic == "" && q.aboutReorg() && (c.rest < reorgPause || worn >= reorgMost) {
			continue
		}
		if b.isSequence(q.Topic) {
			c.place = uint64(i)
		}
		d = append(d, c)
	}
	slices.SortFunc(d, func(a, b card) int { return cmp.Or(byUse(a, b), b.rest-a.rest, cmp.Compare(a.place, b.place)) })
	nths := map[string]int{}
	for i := range d {
		d[i].nth = nths[d[i].Topic]
		nths[d[i].Topic]++
	}
	slices.SortStableFunc(d, func(a, b card) int { return cmp.Or(byUse(a, b), a.nth-b.nth) })
	d.turn(w.Turn, func(c card) bool { return c.timely && c.use == unused && !b.isSequence(c.Topic) })
	if w.Forgotten {
		d.turn(w.Turn*(w.N+Hand), func(c card) bool { return !c.timely && !c.first && c.use == unused })
	}
	return d
}

// turn rotates the cards of a kind by so many.
func (d deck) turn(by int, kind func(card) bool) {
	var at []int
	var cards []card
	for i, c := range d {
		if kind(c) {
			at, cards = append(at, i), append(cards, c)
		}
	}
	for k, i := range at {
		d[i] = cards[(k+by)%len(at)]
	}
}

// lastOf is the note in which each topic and each theme last came up.
func (w Want) lastOf(b *Bank) map[string]int {
	last := map[string]int{}
	if w.Before == nil {
		return last
	}
	for _, q := range b.Questions {
		_, n := w.Before.use(q)
		for _, about := range []string{q.Topic, q.Theme} {
			last[about] = max(last[about], n)
		}
	}
	delete(last, "")
	return last
}

// aboutReorg reports whether a question belongs to the time after a reorganisation.
func (q Question) aboutReorg() bool {
	return slices.Contains(q.Phases, AfterReorg) || slices.Contains(q.Phases, SinceReorg)
}

// used counts the questions of a kind used in recent notes.
func (w Want) used(b *Bank, kind func(Question) bool) (n int) {
	for _, q := range b.Questions {
		if w.Before == nil || !kind(q) {
			continue
		}
		if _, last := w.Before.use(q); last > 0 && w.Before.read-last < reorgNotes {
			n++
		}
	}
	return n
}

// byUse sorts unused questions first, then those only offered, then those asked;
// among used ones, the longest ago first.
func byUse(a, b card) int { return cmp.Or(int(a.use)-int(b.use), a.last-b.last) }

// deal makes hands of n questions: each has a timely one first, then one on what has not
// been talked about for long, and, as long as there are others, none that goes badly
// with another in the hand or beside it.
func (d deck) deal(n int, beside []Question) (all []Question) {
	left := slices.Clone(d)
	var hand []card
	for len(left) > 0 {
		if len(hand) == n {
			hand = hand[:0]
		}
		i := left.next(hand, beside)
		all, hand = append(all, left[i].Question), append(hand, left[i])
		left = slices.Delete(left, i, i+1)
	}
	return all
}

// next is the index of the question that continues a hand. What belongs to a first
// meeting comes before everything else.
func (d deck) next(hand []card, beside []Question) int {
	if i := slices.IndexFunc(d, func(c card) bool { return c.first && c.use == unused }); i >= 0 {
		return i
	}
	if len(hand) == 0 {
		if i := slices.IndexFunc(d, func(c card) bool { return c.timely && c.use == unused }); i >= 0 {
			return i
		}
	}
	suits := func(c card) bool {
		return !slices.ContainsFunc(hand, c.clashes) && !slices.ContainsFunc(beside, c.GoesBadlyWith) && (len(hand) == 0 || !c.timely)
	}
	if len(hand) == 1 && !hand[0].lean {
		if i := slices.IndexFunc(d, func(c card) bool { return c.lean && suits(c) }); i >= 0 {
			return i
		}
	}
	return max(0, slices.IndexFunc(d, suits))
}

// clashes reports whether two cards go badly together.
func (c card) clashes(o card) bool { return c.GoesBadlyWith(o.Question) }

// GoesBadlyWith reports whether two questions for one day are too similar, or both
// sour.
func (q Question) GoesBadlyWith(o Question) bool {
	theme := q.Theme != "" && (q.Theme == o.Theme || q.Theme == o.Topic)
	return q.Topic == o.Topic || q.Topic == o.Theme || theme || q.Sour && o.Sour
}
