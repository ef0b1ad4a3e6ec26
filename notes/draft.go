package notes

import (
	"bytes"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/wish"
)

// EntryDraft is what a new entry starts with: what was promised, what both
// want to talk about, and what they are working towards. The caller fills it into
// a template and hands the result to Changes.
type EntryDraft struct {
	Ref page.EntryRef
	// Ordinal counts the person's meetings up to and including this one;
	// skipped ones do not count.
	Ordinal int
	// Earlier are the entries before this one that could be read, oldest
	// first, of those in Past.
	Earlier []*page.Entry
	Past    *Past
	// Last is the entry before this one; its date is zero for the first.
	Last page.EntryRef
	// FollowUps are the open actions to go over, most urgent first; More is
	// how many others are open.
	FollowUps []*promise.Thread
	More      int
	// Topics go onto the agenda, in the order of Waiting; PutBack go back to the
	// hopper from the previous entry.
	Topics  []*WaitingTopic
	PutBack []*WaitingTopic
	// Waiting are all the topics there are to choose from: the person's own, then
	// the others, oldest first.
	Waiting []*WaitingTopic
	brought []*WaitingTopic
	// LeftInHopper is how many topics stay there.
	LeftInHopper int
	// Noted are the lines waiting on the top page for this entry.
	Noted    []*Noted
	Goals    []*page.Goal
	Problems []markdown.Problem

	text   []byte // the entry as Changes planned it
	folder *Folder
}

// Untouched reports whether an entry is still as it was made: nobody has
// written about the meeting yet.
func (d *EntryDraft) Untouched(src []byte) bool { return d.text != nil && bytes.Equal(d.text, src) }

// DraftEntry gathers what the nth entry of a day starts with. An entry written up
// after later meetings takes no topics: those belong to the next one.
func (f *Folder) DraftEntry(handle string, day when.Date, n int) (*EntryDraft, error) {
	past := &Past{folder: f, person: handle}
	if err := past.open(); err != nil {
		return nil, err
	}
	d := &EntryDraft{folder: f, Past: past, Ref: page.EntryRef{Path: page.EntryPath(handle, day, n), Person: handle, Date: day, N: n}}
	before := slices.DeleteFunc(slices.Clone(past.Refs), func(r page.EntryRef) bool { return r.Compare(d.Ref) >= 0 })
	meetings := slices.DeleteFunc(slices.Clone(past.Meetings), func(m page.Meeting) bool { return m.Ref.Compare(d.Ref) >= 0 })
	d.Earlier, d.Ordinal = past.among(0, len(meetings)), 1+len(before)
	for _, m := range meetings {
		if m.Skipped {
			d.Ordinal--
		}
	}
	if len(before) > 0 {
		d.Last = before[len(before)-1]
	}
	// Topics come first: an entry read for them is not read again for its actions.
	heldLater := func(r page.EntryRef) bool { return r.Compare(d.Ref) > 0 && !f.ahead(r.Date) }
	if !slices.ContainsFunc(past.Refs, heldLater) {
		d.Noted = f.Noted(handle, day)
		d.Waiting = f.hopper(handle, past.At, len(meetings))
		// Topics on the agenda of today or of a later day are talked about there.
		d.Waiting = slices.DeleteFunc(d.Waiting, func(w *WaitingTopic) bool {
			return w.InEntry && !f.Today.IsZero() && !w.entry.Date.Before(f.Today)
		})
		CountPutBacks(d.Waiting, d.Earlier, day)
		d.Waiting = hostFirst(d.Waiting, f.host(handle))
		d.takeTopics(d.Waiting, f.Settings.MaxTopics)
	}
	open, doubts := d.promises()
	d.Problems = append(slices.DeleteFunc(slices.Clone(past.Problems), func(p markdown.Problem) bool {
		return !slices.ContainsFunc(before, func(r page.EntryRef) bool { return r.Path == p.Path })
	}), doubts...)
	SortByUrgency(open, day)
	cut := min(len(open), f.Settings.MaxFollowUps)
	d.FollowUps, d.More = open[:cut], len(open)-cut
	if top := f.Top(handle); top != nil {
		for _, g := range top.Goals() {
			if g.State == clause.Open {
				d.Goals = append(d.Goals, g)
			}
		}
	}
	return d, nil
}

// promises are those that the entries before leave open.
func (d *EntryDraft) promises() (open []*promise.Thread, doubts []markdown.Problem) {
	if told := d.Past.told; told != nil && len(d.Earlier) == len(d.Past.Meetings) {
		return slices.Clone(told.Open), told.Doubts
	}
	sideBySide(len(d.Earlier), func(i int) { d.Earlier[i].Actions() })
	d.Past.actions.save()
	threads, doubts := promise.Threads(d.folder.grammar, d.Earlier)
	for _, t := range threads {
		if t.State == clause.Open {
			open = append(open, t)
		}
	}
	return open, doubts
}

func (d *EntryDraft) takeTopics(waiting []*WaitingTopic, most int) {
	chosen := make([]int, min(len(waiting), most))
	for i := range chosen {
		chosen[i] = i
	}
	d.Choose(chosen)
}

// Choose takes the waiting topics with these indices instead of the oldest ones,
// in this order, except that the host's come first.
func (d *EntryDraft) Choose(chosen []int) {
	d.Topics, d.PutBack, d.LeftInHopper = nil, nil, 0
	for n, i := range chosen {
		if !slices.Contains(chosen[:n], i) {
			d.Topics = append(d.Topics, d.Waiting[i])
		}
	}
	d.Topics = append(d.Topics, d.brought...)
	d.Topics = hostFirst(d.Topics, d.folder.host(d.Ref.Person))
	for i, t := range d.Waiting {
		if slices.Contains(chosen, i) {
			continue
		}
		d.LeftInHopper++
		if t.InEntry {
			d.PutBack = append(d.PutBack, t)
		}
	}
}

// Bring puts a new topic onto the agenda, besides those that were waiting.
func (d *EntryDraft) Bring(text string) error {
	with, t, err := d.folder.withTopic(d.folder.topOrNew(d.Ref.Person), text, when.Date{}, "")
	if err != nil {
		return err
	}
	w := &WaitingTopic{Text: t.Text, source: sourceOf(with.Src, t)}
	d.brought, d.Topics = append(d.brought, w), append(d.Topics, w)
	return nil
}

// SortByUrgency sorts open actions: overdue ones, the longest overdue first;
// those with a due date, the next one first; then the rest, oldest first.
func SortByUrgency(threads []*promise.Thread, today when.Date) {
	slices.SortStableFunc(threads, func(a, b *promise.Thread) int {
		if a.Due.IsZero() != b.Due.IsZero() {
			if b.Due.IsZero() {
				return -1
			}
			return 1
		}
		if c := a.Due.Compare(b.Due); c != 0 {
			return c
		}
		return a.Since.Compare(b.Since)
	})
}

// FollowUpItems, TopicItems and GoalItems are the draft's parts as Markdown
// list items for a template.
func (d *EntryDraft) FollowUpItems() []string {
	return d.folder.carriedItems(d.FollowUps, d.Earlier)
}

// Theirs counts the host's topics, which come first.
func (d *EntryDraft) Theirs() int {
	host := d.folder.host(d.Ref.Person)
	return len(filter(d.Topics, func(t *WaitingTopic) bool { return t.By == host }))
}

// TopicItems are the agenda's items.
func (d *EntryDraft) TopicItems() []string {
	items := make([]string, len(d.Topics))
	for i, t := range d.Topics {
		items[i] = strings.TrimSuffix(t.entryTopic(), "\n")
	}
	return items
}

// GoalItems are the open goals, without their dates, so that progress can be
// written after one. The next steps are nested in a comment, as a reminder for
// nobody else to read.
func (d *EntryDraft) GoalItems() []string {
	items := make([]string, len(d.Goals))
	for i, g := range d.Goals {
		items[i] = "- " + g.Text
		if steps := NextSteps(g); steps != "" && !strings.Contains(steps, "--") && !d.folder.IsShared(d.Ref.Person) {
			items[i] += "\n  <!-- next: " + steps + " -->"
		}
	}
	return items
}

// NextSteps lists the steps to a goal that are still to be taken; "" for none.
func NextSteps(g *page.Goal) string {
	var words []string
	for _, it := range g.OpenSteps() {
		words = append(words, it.Text)
	}
	return strings.Join(words, "; ")
}

// Changes plans the entry with the text a template gave it and what was noted for
// it, and the top page without the topics and lines it took.
func (f *Folder) Changes(d *EntryDraft, text []byte) ([]page.Change, error) {
	text, err := f.withNoted(d.Ref, text, d.Noted)
	if err != nil {
		return nil, err
	}
	d.text = text
	changes := []page.Change{{Path: d.Ref.Path, New: text}}
	var out []*WaitingTopic
	for _, t := range d.Topics {
		if len(t.inTop) > 0 {
			out = append(out, t)
		}
	}
	back := slices.DeleteFunc(slices.Clone(d.PutBack), func(t *WaitingTopic) bool {
		return len(t.inTop) > 0 // keep it if the hopper still has it
	})
	if len(out) > 0 || len(back) > 0 || len(d.Noted) > 0 {
		top, err := f.changeTop(d.Ref.Person, out, back, d.Noted...)
		if err != nil {
			return nil, err
		}
		changes = append(changes, *top)
	}
	return changes, nil
}

// WishesDue returns the wishes whose day has come since the previous meeting.
func (d *EntryDraft) WishesDue() []wish.Due {
	if len(d.Earlier) == 0 {
		return nil
	}
	from, to := d.Last.Date.AddDays(1), d.Ref.Date
	return append(wish.ComeDueOn(d.folder.Top(d.Ref.Person), from, to), wish.ComeDue(d.Earlier, from, to)...)
}
