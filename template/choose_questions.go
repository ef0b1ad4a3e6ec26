package template

import "slices"

// Want says which questions to choose.
type Want struct {
	Moment
	Topic string // its id; "" for all but those on request
	N     int    // how many
	// Seed makes the choice: the same seed gives the same questions. The
	// person's handle and the day give an answer that stays all day.
	Seed string
	// Round is how often the user has asked for others: 0 gives the first choice, 1
	// the next one. When all questions have been given it starts over.
	Round int
	// Turn is the number of the meeting: each one gets another question of those that
	// belong to a phase, even if nothing remembers what was offered.
	Turn int
	// Lean are the topics that one of the first two questions should come from, if one fits.
	Lean []string
	// First are questions that come before all others, and alone if only a Hand is wanted:
	// those of the day's template.
	First []Question
	// Beside are questions that come up in another way on the same day: none that goes
	// badly with one of them is chosen as long as there are others.
	Beside []Question
	// Forgotten says that nothing will remember what was given, so that each Turn has to
	// give others.
	Forgotten bool
	// Before is what was asked or offered before: new questions are chosen first,
	// then those only offered, then those asked, each the longest ago first. Nil
	// means nothing was.
	Before *Asked
}

// Choose picks questions that fit a moment, as somebody would who remembers what was
// talked about: one that belongs to the phase, then those whose topic has not come
// up for longest, and never two on one topic or theme together, nor two sour ones.
// Questions of a topic that is a sequence come in order when that topic is asked
// for. There are fewer than wanted only when the bank has no more.
func (b *Bank) Choose(w Want) []Question {
	order := slices.Clone(w.First)
	if len(order) > 0 && w.Round == 0 && w.N <= Hand {
		return order[:min(w.N, len(order))]
	}
	for _, q := range b.order(w) {
		if !slices.ContainsFunc(w.First, func(f Question) bool { return f.ID == q.ID }) {
			order = append(order, q)
		}
	}
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
	return b.deckOf(w, fit).deal(w.N, w.Beside)
}

func (b *Bank) fitting(w Want) (fit []Question) {
	onRequest := map[string]bool{}
	for _, t := range b.Topics {
		onRequest[t.ID] = t.OnRequest
	}
	for _, q := range b.Questions {
		wanted := q.Topic == w.Topic || w.Topic == "" && !onRequest[q.Topic]
		if wanted && q.Fits(w.Moment, w.Topic != "") {
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
