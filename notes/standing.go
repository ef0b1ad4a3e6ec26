package notes

import (
	"cmp"
	"slices"
	"time"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/recall"
)

// Standing is how things are with one person on a day: when you meet, what is
// promised, what is waiting.
type Standing struct {
	*Rhythm
	Open    int // actions nobody has done yet
	Mine    int // of those, the keeper's and those without an owner
	Theirs  int // those of anybody else; what both promised counts twice
	PastDue int // those past their due date
	Topics  int // waiting, in the hopper or on the agenda
	// Occasions are what comes round today; on a Monday, also over the weekend.
	Occasions []Occasion
}

// Standings reads how things are with people, in parallel, and returns them in
// the order given.
func (f *Folder) Standings(people []*Person, today when.Date) ([]*Standing, []markdown.Problem) {
	all := make([]*Standing, len(people))
	faults := make([][]markdown.Problem, len(people))
	for _, p := range people {
		f.Top(p.Handle) // loads the page now: the map that keeps it is not safe for concurrent writes
	}
	f.SideBySide(people, func(i int, p *Person) { all[i], faults[i] = f.standing(p, today) })
	return all, slices.Concat(faults...)
}

func (f *Folder) standing(p *Person, today when.Date) (*Standing, []markdown.Problem) {
	told := f.Promises(p.Handle)
	meetings := told.Meetings()
	s := &Standing{Rhythm: NewRhythm(p, meetings, f.LeaveOf(p), today)}
	s.Topics = f.waiting(p, told)
	since := today
	if today.Weekday() == time.Monday {
		since = today.AddDays(-2)
	}
	s.Occasions = slices.Concat(inTheRole(p, since, today), f.occasions(p, since, today, false))
	for _, t := range told.Open {
		s.count(t, today)
	}
	return s, told.Problems // problems with threads are left to check
}

// waiting counts what [Folder.Hopper] lists. It reads no entry if told goes back
// far enough.
func (f *Folder) waiting(p *Person, told *recall.Promises) int {
	meetings, agendas := told.Meetings(), told.Agendas()
	topics := map[string]bool{}
	for back := range meetings {
		if back == len(agendas) {
			return len(f.hopper(p.Handle, func(i int) *page.Entry {
				e, _ := f.Read(meetings[i].Ref) // it was there a moment ago
				return e
			}, len(meetings)))
		}
		for _, topic := range agendas[back] {
			topics[topic] = true
		}
		if m := meetings[len(meetings)-1-back]; !f.ahead(m.Ref.Date) && !m.Skipped {
			break
		}
	}
	if top := f.Top(p.Handle); top != nil {
		for _, t := range top.Hopper() {
			if t.Waiting {
				topics[lookup.Fold(t.Text)] = true
			}
		}
	}
	return len(topics)
}

func (s *Standing) count(t *promise.Thread, today when.Date) {
	s.Open++
	if t.Overdue(today) {
		s.PastDue++
	}
	if t.IsMine() {
		s.Mine++
	}
	if t.IsTheirs() {
		s.Theirs++
	}
}

// ByUrgency sorts people: first those who are late, the latest first; then by
// when they are due; those with nothing planned last.
func ByUrgency(all []*Standing) {
	slices.SortStableFunc(all, func(a, b *Standing) int {
		if a.Overdue != b.Overdue {
			if a.Overdue {
				return -1
			}
			return 1
		}
		if a.Overdue {
			if c := cmp.Compare(b.DaysLate, a.DaysLate); c != 0 {
				return c
			}
		}
		if a.Next.IsZero() != b.Next.IsZero() {
			if b.Next.IsZero() {
				return -1
			}
			return 1
		}
		if c := a.Next.Compare(b.Next); c != 0 {
			return c
		}
		return cmp.Compare(b.toSettle(), a.toSettle())
	})
}

// toSettle weighs what there is to settle with a person, to break ties.
func (s *Standing) toSettle() int { return 1000*s.PastDue + s.Open }
