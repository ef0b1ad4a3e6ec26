package notes

import (
	"cmp"
	"slices"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Stats counts what happened with one person from Since to Until, both
// included.
type Stats struct {
	Person       *Person
	Since, Until when.Date
	Tally        cadence.Tally
	Meetings     int               // days on which you met
	Owners       []*OwnerStats     // the keeper first, then the person, then others
	Slipping     []*promise.Thread // open now and late, or carried on often; most urgent first
	PutBacks     []PutBack         // most often first
	Moods        []Mood            // oldest first

	opened, closed int
}

// OwnerStats are one owner's actions. One with several owners counts for each.
type OwnerStats struct {
	Owner                 string // a handle, Me, or "@name"; without owner is Me
	Opened, Done, Dropped int    // in the time
	Open, Overdue         int    // at its end
	days                  []int  // from begun to done, of those done in the time
}

// MedianDays is the median of the days from begun to done; ok is false when
// nothing was done in the time.
func (o *OwnerStats) MedianDays() (days float64, ok bool) {
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
}

// Mood is what an entry says of the mood, 1 to 5.
type Mood struct {
	Date when.Date
	Mood int
}

// Stats counts what happened with a person since a day.
func (f *Folder) Stats(p *Person, since, today when.Date) (*Stats, []markdown.Problem) {
	refs, err := f.Entries(p.Handle)
	if err != nil {
		return &Stats{Person: p, Since: since, Until: today}, []markdown.Problem{markdown.AsProblem("people/"+p.Handle, err)}
	}
	entries, problems := f.ReadEach(refs, func(e *page.Entry) { e.Topics(); e.Actions() })
	threads, _ := promise.Threads(f.grammar, entries) // what they claim wrongly is for check to say
	meetings := page.Meetings(entries)
	s := &Stats{Person: p, Since: since, Until: today}
	s.Tally = NewRhythm(p, meetings, f.LeaveOf(p), today).Tally(since)
	s.countMeetings(meetings)
	s.countActions(threads)
	s.countPutBacks(entries)
	return s, problems
}

func (s *Stats) within(d when.Date) bool { return !d.Before(s.Since) && !d.After(s.Until) }

func (s *Stats) countMeetings(meetings []page.Meeting) {
	days := map[when.Date]bool{}
	for _, m := range meetings {
		if !m.Took(s.Until) || !s.within(m.Ref.Date) {
			continue
		}
		days[m.Ref.Date] = true
		if m.Mood > 0 {
			s.Moods = append(s.Moods, Mood{m.Ref.Date, m.Mood})
		}
	}
	s.Meetings = len(days)
}

func (s *Stats) countActions(threads []*promise.Thread) {
	of := map[string]*OwnerStats{}
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
				o = &OwnerStats{Owner: name}
				of[name] = o
				s.Owners = append(s.Owners, o)
			}
			o.count(t, s)
		}
		if t.Slipping(s.Until) {
			s.Slipping = append(s.Slipping, t)
		}
	}
	SortByUrgency(s.Slipping, s.Until)
	rank := map[string]int{clause.Me: 2, s.Person.Handle: 1}
	slices.SortFunc(s.Owners, func(a, b *OwnerStats) int {
		return cmp.Or(cmp.Compare(rank[b.Owner], rank[a.Owner]), cmp.Compare(a.Owner, b.Owner))
	})
}

func (o *OwnerStats) count(t *promise.Thread, s *Stats) {
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

// countPutBacks counts the topics nobody got to. Today's meeting may not have
// been yet.
func (s *Stats) countPutBacks(entries []*page.Entry) {
	times := map[string]*PutBack{}
	var order []string
	for _, e := range entries {
		if !s.within(e.Date) || e.Date == s.Until || e.Meeting().Skipped {
			continue
		}
		seen := map[string]bool{}
		for _, t := range e.Topics() {
			key := lookup.Fold(t.Text)
			if !t.Waiting || seen[key] {
				continue
			}
			seen[key] = true
			if times[key] == nil {
				times[key] = &PutBack{Text: t.Text}
				order = append(order, key)
			}
			times[key].Times++
		}
	}
	for _, key := range order {
		s.PutBacks = append(s.PutBacks, *times[key])
	}
	slices.SortStableFunc(s.PutBacks, func(a, b PutBack) int { return b.Times - a.Times })
}

// MeanMood is the mean of the moods; ok is false when there are none.
func (s *Stats) MeanMood() (mean float64, ok bool) {
	if len(s.Moods) == 0 {
		return 0, false
	}
	sum := 0
	for _, m := range s.Moods {
		sum += m.Mood
	}
	return float64(sum) / float64(len(s.Moods)), true
}

// Owner are the figures of one owner; all are 0 for one who has no action.
func (s *Stats) Owner(name string) *OwnerStats {
	for _, o := range s.Owners {
		if o.Owner == name {
			return o
		}
	}
	return &OwnerStats{Owner: name}
}

// Totals are the actions opened, and done or dropped, in the time. One with
// several owners counts once.
func (s *Stats) Totals() (opened, closed int) { return s.opened, s.closed }
