package template

import (
	"slices"
	"strings"
)

// Want says which questions to choose.
type Want struct {
	Role  string // of the person asked, "" for any
	Topic string // its id; "" for all but those on request
	N     int    // how many
	// Seed makes the choice: the same seed gives the same questions. The
	// person's handle and the day give an answer that stays all day.
	Seed string
	// Round is how often others were wanted: 0 gives the first choice, 1 the
	// one after it. When all questions were given it starts over.
	Round int
	// Asked reports what was asked lately; it is chosen only when nothing else
	// is left. Nil: nothing was.
	Asked func(Question) bool
}

// Choose picks questions that fit a role, spread over topics as far as there
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

// order is all questions that fit, in the order they are to be offered.
func (b *Bank) order(w Want) []Question {
	var fresh, stale []Question
	onRequest := map[string]bool{}
	for _, t := range b.Topics {
		onRequest[t.ID] = t.OnRequest
	}
	for _, q := range b.Questions {
		switch {
		case !q.Suits(w.Role) || w.Topic != "" && q.Topic != w.Topic, w.Topic == "" && onRequest[q.Topic]:
		case w.Asked != nil && w.Asked(q):
			stale = append(stale, q)
		default:
			fresh = append(fresh, q)
		}
	}
	if b.isSequence(w.Topic) {
		return append(fresh, stale...)
	}
	return append(spread(fresh, w.Seed), spread(stale, w.Seed)...)
}

func (b *Bank) isSequence(topic string) bool {
	i := slices.IndexFunc(b.Topics, func(t Topic) bool { return t.ID == topic })
	return i >= 0 && b.Topics[i].Sequence
}

// spread shuffles questions by a seed and then deals them out topic by topic:
// nothing of a topic comes a second time before every topic came once. The
// place of a question hangs on its own id only, so that adding one to the bank
// does not turn everybody's day around.
func spread(qs []Question, seed string) []Question {
	type place struct {
		q     Question
		turn  int // the how manyeth of its topic
		topic uint64
		own   uint64
	}
	places := make([]place, len(qs))
	for i, q := range qs {
		places[i] = place{q: q, own: hash(seed, q.ID), topic: hash(seed, "topic", q.Topic)}
	}
	slices.SortFunc(places, func(a, b place) int { return compare(a.own, b.own, a.q.ID, b.q.ID) })
	turns := map[string]int{}
	for i := range places {
		places[i].turn = turns[places[i].q.Topic]
		turns[places[i].q.Topic]++
	}
	slices.SortFunc(places, func(a, b place) int {
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
