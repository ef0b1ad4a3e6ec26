package notes

import (
	"slices"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes/page"
)

// OftenPutBack is how often a topic is put back before it is worth mentioning.
const OftenPutBack = 3

// putBackEntries is how many entries CountPutBacks looks back: a year of weekly
// meetings. The same words before that were another conversation.
const putBackEntries = 52

// manyTopics are too many to look for each in the bytes of an entry.
const manyTopics = 100

// CountPutBacks fills in how often each waiting topic was on an agenda that
// nobody got to, since it was last talked about. Entries are a person's,
// oldest first; those of today and later, and skipped ones, put nothing back.
func CountPutBacks(waiting []*WaitingTopic, entries []*page.Entry, today when.Date) {
	type counted struct {
		*WaitingTopic
		want  string
		probe []byte
	}
	left := make([]counted, len(waiting))
	for i, w := range waiting {
		w.PutBack = 0
		left[i] = counted{w, lookup.Fold(w.Text), lookup.LongestWord(w.Text)}
	}
	asked := agendas{}
	for _, e := range slices.Backward(entries[max(0, len(entries)-putBackEntries):]) {
		if len(left) == 0 {
			return
		}
		if !e.Date.Before(today) {
			continue
		}
		left = slices.DeleteFunc(left, func(c counted) bool {
			// Test the bytes first, so that few entries are parsed.
			if asked[e].Waits == nil && len(left) < manyTopics && !lookup.HoldsWord(e.Src, c.probe) || e.Meeting().Skipped {
				return false
			}
			waits, had := asked.of(e).Waits[c.want]
			if !had {
				return false
			}
			if !waits {
				return true // it was talked about that day
			}
			c.PutBack++
			return false
		})
	}
}

// HopperWithPutBacks is Hopper with the counts of CountPutBacks.
func (f *Folder) HopperWithPutBacks(handle string, today when.Date) ([]*WaitingTopic, error) {
	refs, err := f.Entries(handle)
	if err != nil {
		return nil, err
	}
	last, _ := f.ReadAll(refs[max(0, len(refs)-putBackEntries):])
	before := len(refs) - len(last)
	waiting := f.hopper(handle, func(i int) *page.Entry {
		if i >= before {
			return last[i-before]
		}
		e, _ := f.Read(refs[i]) // nil: as in Hopper
		return e
	}, len(refs))
	CountPutBacks(waiting, last, today)
	return waiting, nil
}
