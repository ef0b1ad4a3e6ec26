package template

import (
	"slices"
	"strings"
)

// Want says which questions to choose.
type Want struct {
	Moment
	Topic string // its id; "" for all but those on request
	N     int    // how many
	// Seed makes the choice: the same seed gives the same questions. The
	// person's handle and the day give an answer that stays all day.
	Seed string
	// Round is how often others were wanted: 0 gives the first choice, 1 the
	// one after it. When all questions were given it starts over.
	Round int
	// Before is what was asked or offered lately: what was asked is chosen only
	// when nothing else is left, what was only offered before that. Nil: nothing was.
	Before *Asked
}

// Choose picks questions that fit a moment, spread over topics as far as there
// are any. Questions of a topic that is a sequence come in their order when
// that topic is asked for. There are fewer than wanted only when the bank has
// no more.
func (b *Bank) Choose(w Want) []Question {
	order := b.order(w)
	n := min(w.N, len(order))
	if n <= 0 {
		return nil
	}
	rounds := (len(order) + n - 1) / n
	from := (w.Round % rounds) * n
	if w.Round < 0 {
		from = 0
	}
	return order[from:min(from+n, len(order))]
}

// order is all questions that fit, in the order they are to be offered: those
// of the phase somebody is in take turns with the others.
func (b *Bank) order(w Want) []Question {
	onRequest := map[string]bool{}
	for _, t := range b.Topics {
		onRequest[t.ID] = t.OnRequest
	}
	var by [3]struct{ timely, other []Question } // neither asked nor offered, offered, asked
	for _, q := range b.Questions {
		if w.Topic != "" && q.Topic != w.Topic || w.Topic == "" && onRequest[q.Topic] || !q.Fits(w.Moment, w.Topic != "") {
			continue
		}
		group := &by[w.Before.level(q)]
		if q.inPhase(w.Moment) {
			group.timely = append(group.timely, q)
		} else {
			group.other = append(group.other, q)
		}
	}
	var all []Question
	for _, g := range by {
		if b.isSequence(w.Topic) {
			all = append(append(all, g.timely...), g.other...)
			continue
		}
		all = append(all, inTurns(dealt(g.timely, w.Seed), spread(g.other, w.Seed))...)
	}
	return all
}

// inTurns takes one of each until one is used up, then the rest of the other.
func inTurns(a, b []Question) (all []Question) {
	for len(a) > 0 && len(b) > 0 {
		all = append(all, a[0], b[0])
		a, b = a[1:], b[1:]
	}
	return append(append(all, a...), b...)
}

func (b *Bank) isSequence(topic string) bool {
	i := slices.IndexFunc(b.Topics, func(t Topic) bool { return t.ID == topic })
	return i >= 0 && b.Topics[i].Sequence
}

// spread shuffles questions by a seed and then deals them out. The place of a
// question hangs on its own id only, so that adding one to the bank does not turn
// everybody's day around.
func spread(qs []Question, seed string) []Question {
	own := make(map[string]uint64, len(qs))
	for _, q := range qs {
		own[q.ID] = hash(seed, q.ID)
	}
	shuffled := slices.Clone(qs)
	slices.SortFunc(shuffled, func(a, b Question) int { return compare(own[a.ID], own[b.ID], a.ID, b.ID) })
	return dealt(shuffled, seed)
}

// dealt deals questions out topic by topic: nothing of a topic comes a second time
// before every topic came once, and each in the order it has. Those of a phase come
// as it goes by: what was heard before what is tried.
func dealt(qs []Question, seed string) []Question {
	type place struct {
		q     Question
		turn  int // the how manyeth of its topic
		topic uint64
	}
	places := make([]place, len(qs))
	for i, q := range qs {
		places[i] = place{q: q, topic: hash(seed, "topic", q.Topic)}
	}
	turns := map[string]int{}
	for i := range places {
		places[i].turn = turns[places[i].q.Topic]
		turns[places[i].q.Topic]++
	}
	slices.SortStableFunc(places, func(a, b place) int {
		if a.turn != b.turn {
			return a.turn - b.turn
		}
		return compare(a.topic, b.topic, a.q.Topic, b.q.Topic)
	})
	out := make([]Question, len(places))
	for i, p := range places {
		out[i] = p.q
	}
	return out
}

func compare(a, b uint64, s, t string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return strings.Compare(s, t)
}
