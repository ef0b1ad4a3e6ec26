package template

import (
	"cmp"
	"slices"
)

// A topic or a theme that came up so many notes ago has rested a little, or as long
// as any.
const (
	shortRest = 1
	longRest  = 8
)

// Remembered is how many of a hand a new entry offers, and so are known of later.
// The others are of topics that came up lately, so that the next meetings don't offer
// them again.
const Remembered = 2

// card is a question in the order it is to be offered.
type card struct {
	Question
	use    usage
	last   int  // the note it was last used in
	rest   int  // notes since its topic or its theme came up, longRest at most
	first  bool // it belongs to a first meeting, and this is one
	timely bool // it belongs to the phase somebody is in, and its topic has rested
	lean   bool // it is on what was not talked about for long
	turn   int  // the how manyeth of its topic
	place  uint64
}

// deck is the questions that fit, the first to be offered first.
type deck []card

// deckOf puts questions into their order. Between two that have the same right to
// come, the seed decides; the place of a question hangs on its own id only, so that
// adding one to the bank does not turn everybody's day around.
func (b *Bank) deckOf(w Want, fit []Question) deck {
	last := w.lastOf(b)
	d := make(deck, len(fit))
	for i, q := range fit {
		c := card{Question: q, rest: longRest, place: hash(w.Seed, q.ID)}
		if w.Before != nil {
			c.use, c.last = w.Before.use(q)
			if n := max(last[q.Topic], last[q.Theme]); n > 0 {
				c.rest = min(longRest, w.Before.read-n)
			}
		}
		c.first = slices.Contains(q.Phases, FirstMeeting) && q.inPhase(w.Moment)
		c.timely = q.inPhase(w.Moment) && c.rest > 0
		c.lean = slices.Contains(w.Lean, q.Topic) && c.use == unused
		if b.isSequence(q.Topic) {
			c.place = uint64(i)
		}
		d[i] = c
	}
	slices.SortFunc(d, func(a, b card) int { return cmp.Or(byUse(a, b), b.rest-a.rest, cmp.Compare(a.place, b.place)) })
	turns := map[string]int{}
	for i := range d {
		d[i].turn = turns[d[i].Topic]
		turns[d[i].Topic]++
	}
	slices.SortStableFunc(d, func(a, b card) int { return cmp.Or(byUse(a, b), a.turn-b.turn) })
	return d
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

// byUse has what was never used first, then what was only offered; of what was
// used, what was so the longest ago.
func byUse(a, b card) int { return cmp.Or(int(a.use)-int(b.use), a.last-b.last) }

// deal makes hands of so many questions: in each, one that is timely first, then one
// on what was not talked about for long, and none that goes badly with another of it as long as there are any that do not.
func (d deck) deal(n int) (all []Question) {
	left := slices.Clone(d)
	var hand []card
	for len(left) > 0 {
		if len(hand) == n {
			hand = hand[:0]
		}
		i := left.next(hand)
		all, hand = append(all, left[i].Question), append(hand, left[i])
		left = slices.Delete(left, i, i+1)
	}
	return all
}

// next is the place of the question that a hand goes on with. What belongs to a first
// meeting comes before all else.
func (d deck) next(hand []card) int {
	if i := slices.IndexFunc(d, func(c card) bool { return c.first && c.use == unused }); i >= 0 {
		return i
	}
	if len(hand) == 0 {
		if i := slices.IndexFunc(d, func(c card) bool { return c.timely && c.use == unused }); i >= 0 {
			return i
		}
	}
	suits := func(c card) bool {
		return !slices.ContainsFunc(hand, c.clashes) && (len(hand) == 0 || !c.timely)
	}
	if !slices.ContainsFunc(hand, func(c card) bool { return c.lean }) {
		if i := slices.IndexFunc(d, func(c card) bool { return c.lean && suits(c) }); i >= 0 {
			return i
		}
	}
	next := max(0, slices.IndexFunc(d, suits))
	if len(hand) < Remembered {
		return next
	}
	for i, c := range d {
		if c.use == unused && suits(c) && len(c.Phases) == 0 && c.rest >= shortRest && (c.rest < d[next].rest || d[next].rest < shortRest) {
			next = i
		}
	}
	return next
}

// clashes reports whether two questions say too much of the same together.
func (c card) clashes(o card) bool {
	theme := c.Theme != "" && (c.Theme == o.Theme || c.Theme == o.Topic)
	return c.Topic == o.Topic || c.Topic == o.Theme || theme || c.Sour && o.Sour
}
