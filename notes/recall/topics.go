package recall

import (
	"maps"
	"slices"

	"oneonone/internal/lookup"
	"oneonone/internal/pack"
	"oneonone/notes/page"
)

// Topics are what was to be talked about at a meeting.
type Topics struct {
	Waits   map[string]bool // by their words, folded: whether nobody got to the first with those
	Waiting bool            // nobody got to one of all
}

// TopicsOf are the topics of an entry, which is parsed if they are not remembered.
func TopicsOf(e *page.Entry) Topics {
	return page.FactOf(e, "topics", "", func() Topics { return topicsIn(e) }, packTopics, unpackTopics)
}

func topicsIn(e *page.Entry) Topics {
	all := Topics{Waits: map[string]bool{}}
	for _, t := range slices.Backward(e.Topics()) {
		all.Waits[lookup.Fold(t.Text)] = t.Waiting
		all.Waiting = all.Waiting || t.Waiting
	}
	return all
}

func packTopics(w *pack.Writer, all Topics) {
	w.Bool(all.Waiting)
	w.Int(len(all.Waits))
	for _, words := range slices.Sorted(maps.Keys(all.Waits)) {
		w.String(words)
		w.Bool(all.Waits[words])
	}
}

func unpackTopics(d *pack.Reader) Topics {
	all := Topics{Waiting: d.Bool(), Waits: map[string]bool{}}
	for range d.Count() {
		words := d.String()
		all.Waits[words] = d.Bool()
	}
	return all
}
