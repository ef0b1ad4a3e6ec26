// Package counts says in figures what happened with somebody in a period:
// meetings, promises by who owes them, topics nobody got to, and what was
// answered.
package counts

import (
	"cmp"
	"slices"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/recall"
)

// Stats counts what happened with one person from Since to Until, both
// included.
type Stats struct {
	Person       *notes.Person
	Since, Until when.Date
	Tally        cadence.Tally
	Meetings     int               // days on which you met
	Owners       []*Owner          // the keeper first, then the person, then others
	Slipping     []*promise.Thread // open now and late, or carried on often; most urgent first
	PutBacks     []PutBack         // most often first
	Moods        []notes.Answer    // oldest first
	Useful       []notes.Answer    // what they answered when asked whether meetings were useful; oldest first

	opened, closed int
}

// Owner are one owner's actions. One with several owners counts for each.
type Owner struct {
	Owner                 string // a handle, Me, or "@name"; actions without an owner are Me's
	Opened, Done, Dropped int    // in the period
	Open, Overdue         int    // at its end
	days                  []int  // from begun to done, for those done in the period
}

// MedianDays is the median of the days from begun to done; ok is false when
// nothing was done in the period.
func (o *Owner) MedianDays() (days float64, ok bool) {
	if len(o.days) == 0 {
		return 0, false
	}
	d := slices.Sorted(slices.Values(o.days))
	return float64(d[(len(d)-1)/2]+d[len(d)/2]) / 2, true
}

// PutBack is a topic and how often it was on an agenda that nobody got to.
type PutBack struct {
	Text  string
	Times int
	Last  page.EntryRef // the newest agenda it was on
	Line  int           // in that entry
}

// Of counts what happened with a person since a day.
func Of(f *notes.Folder, p *notes.Person, since, today when.Date) (*Stats, []markdown.Problem) {
	briefs, told := f.BriefsAndPromises(p.Handle) // problems with threads are left to check
	s := &Stats{Person: p, Since: since, Until: today}
	s.Tally = notes.NewRhythm(p, told.Meetings(), f.LeaveOf(p), today).Tally(since)
	s.countMeetings(told.Meetings())
	s.countActions(slices.Concat(told.Open, told.Closed()))
	s.PutBacks = PutBacksIn(briefs, since, today)
	return s, told.Problems
}

func (s *Stats) within(d when.Date) bool { return !d.Before(s.Since) && !d.After(s.Until) }

func (s *Stats) countMeetings(meetings []page.Meeting) {
	days := map[when.Date]bool{}
	for _, m := range meetings {
		if !m.Took(s.Until) || !s.within(m.Ref.Date) {
			continue
		}
		days[m.Ref.Date] = true
	}
	s.Meetings = len(days)
	s.Moods, s.Useful = notes.Moods(meetings, s.Since, s.Until), notes.Usefulness(meetings, s.Since, s.Until)
}

func (s *Stats) countActions(threads []*promise.Thread) {
	of := map[string]*Owner{}
	for _, t := range threads {
		if s.within(t.Since) {
			s.opened++
		}
		if t.State != clause.Open && s.within(t.Done) {
			s.closed++
		}
		owners := t.Owners
		if len(owners) == 0 && t.IsMine() {
			owners = []string{clause.Me}
		}
		for _, name := range owners {
			o := of[name]
			if o == nil {
				o = &Owner{Owner: name}
				of[name] = o
				s.Owners = append(s.Owners, o)
			}
			o.count(t, s)
		}
		if t.Slipping(s.Until) {
			s.Slipping = append(s.Slipping, t)
		}
	}
	notes.SortByUrgency(s.Slipping, s.Until)
	rank := map[string]int{clause.Me: 2, s.Person.Handle: 1}
	slices.SortFunc(s.Owners, func(a, b *Owner) int {
		return cmp.Or(cmp.Compare(rank[b.Owner], rank[a.Owner]), cmp.Compare(a.Owner, b.Owner))
	})
}

func (o *Owner) count(t *promise.Thread, s *Stats) {
	if s.within(t.Since) {
		o.Opened++
	}
	switch t.State {
	case clause.Open:
		o.Open++
		if t.Overdue(s.Until) {
			o.Overdue++
		}
	case clause.Done:
		if s.within(t.Done) {
			o.Done++
			o.days = append(o.days, max(0, t.Done.Sub(t.Since)))
		}
	case clause.Dropped:
		if s.within(t.Done) {
			o.Dropped++
		}
	}
}

// PutBacksIn counts the topics that nobody got to in the entries of a period,
// most often first. The last day is left out: its meeting may not have happened
// yet.
func PutBacksIn(entries []*recall.Brief, since, until when.Date) []PutBack {
	times := map[string]*PutBack{}
	var order []string
	for _, e := range entries {
		in := e.Meeting.Ref
		if in.Date.Before(since) || !in.Date.Before(until) || e.Meeting.Skipped {
			continue
		}
		for _, t := range e.Waiting {
			key := lookup.Fold(t.Text)
			if times[key] != nil && times[key].Last == in {
				continue
			}
			if times[key] == nil {
				times[key] = &PutBack{Text: t.Text}
				order = append(order, key)
			}
			times[key].Times++
			times[key].Last, times[key].Line = in, t.Line
		}
	}
	var all []PutBack
	for _, key := range order {
		all = append(all, *times[key])
	}
	slices.SortStableFunc(all, func(a, b PutBack) int { return b.Times - a.Times })
	return all
}

// Of returns the figures of one owner; all are 0 for one who has no actions.
func (s *Stats) Of(name string) *Owner {
	for _, o := range s.Owners {
		if o.Owner == name {
			return o
		}
	}
	return &Owner{Owner: name}
}

// Totals are the actions opened, and done or dropped, in the period. One with
// several owners counts once.
func (s *Stats) Totals() (opened, closed int) { return s.opened, s.closed }
