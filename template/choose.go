package template

import "slices"

// Want says which questions to choose.
type Want struct {
	Moment
	Topic string // its id; "" for all but those on request
	// ByChance says that nobody asked for the topic: its questions come when they
	// would without it.
	ByChance bool
	N        int // how many
	// Lean are the topics on which nothing was said for long: of what was chosen, one
	// is on these, as long as there is one that was not used.
	Lean []string
	// Seed makes the choice: the same seed gives the same questions. The
	// person's handle and the day give an answer that stays all day.
	Seed string
	// Round is how often others were wanted: 0 gives the first choice, 1 the
	// one after it. When all questions were given it starts over.
	Round int
	// Before is what was asked or offered before: what was asked is chosen only
	// when nothing else is left, what was only offered before that, and of either
	// the longest ago. Nil: nothing was.
	Before *Asked
}

// Choose picks questions that fit a moment, as somebody would who remembers what was
// talked about: of what belongs to the time one, then of what has not come up for
// longest, and never two of a topic or a theme together, nor two that are sour.
// Questions of a topic that is a sequence come in their order when that topic is
// asked for. There are fewer than wanted only when the bank has no more.
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
	fit := b.fitting(w)
	switch {
	case len(fit) == 0:
		return nil
	case b.isSequence(w.Topic):
		slices.SortStableFunc(fit, func(x, y Question) int { return int(w.use(x)) - int(w.use(y)) })
		return fit
	}
	return b.deckOf(w, fit).deal(w.N)
}

func (b *Bank) fitting(w Want) (fit []Question) {
	onRequest := map[string]bool{}
	for _, t := range b.Topics {
		onRequest[t.ID] = t.OnRequest
	}
	for _, q := range b.Questions {
		wanted := q.Topic == w.Topic || w.Topic == "" && !onRequest[q.Topic]
		if wanted && q.Fits(w.Moment, w.Topic != "" && !w.ByChance) {
			fit = append(fit, q)
		}
	}
	return fit
}

func (w Want) use(q Question) usage {
	if w.Before == nil {
		return unused
	}
	u, _ := w.Before.use(q)
	return u
}

func (b *Bank) isSequence(topic string) bool {
	i := slices.IndexFunc(b.Topics, func(t Topic) bool { return t.ID == topic })
	return i >= 0 && b.Topics[i].Sequence
}
