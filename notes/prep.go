package notes

import (
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/agreement"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/goals"
	"oneonone/notes/habits"
	"oneonone/notes/jotting"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/wish"
)

// Prep is what to know before meeting someone.
type Prep struct {
	*Rhythm
	// LastTime is what was last written down, line by line, on LastDay; LastMore is
	// how many more lines there are. Blank is the last meeting if nothing was
	// written down at it.
	LastDay  when.Date
	Blank    when.Date
	LastTime []string
	LastMore int
	// Mine and Theirs are the open promises, most urgent first; what both
	// promised is in both.
	Mine, Theirs []*promise.Thread
	Unowned      []*promise.Thread // those in a shared doc without an owner
	// Goals are the open goals, each followed back to when it was last spoken of;
	// see WholeGoals.
	Goals   []*goals.Story
	Topics  []*WaitingTopic
	host    string          // whose topics come first
	Private []*WaitingTopic // talking points that nobody else sees
	// Agreement is what the working agreement says about feedback and about
	// confidentiality.
	Agreement []string
	// Agreed is the day of the agreement if it is in an entry; zero if it is on the
	// top page, which has no date.
	Agreed when.Date
	// Habit is what the last meetings have in common, nil when nothing.
	Habit *habits.Habit
	Moods []Answer // of the last half year, oldest first
	// Useful is what they answered when asked whether a meeting was useful, in the
	// last half year, oldest first.
	Useful []Answer
	// Dates are anniversaries around the day, in words.
	Dates []string
	// Wishes are those whose day is about now.
	Wishes        []wish.Due
	anniversaries []Occasion
	// Wished is the newest wish whose day is ahead, if a goal is to be asked for; nil
	// when there is none.
	Wished *wish.Due
	// Held is how many meetings there were before today, the last of them on heldLast.
	Held     int
	heldLast when.Date
	// Working is the working agreement, nil when there is none.
	Working *agreement.Agreement
	recent  []*page.Entry // entries before today, the last agreeingOver of them
	// Entries are what all of it is read from.
	Entries *Past
	// Ask are the questions for this meeting, each with when to ask it. They come
	// from the bank, which this package does not know.
	Ask []Advice
	// NotNoted are the areas that the last weeks' notes do not mention; they are set
	// from outside too.
	NotNoted []string
	// Leaving is the leave that is near, theirs or the folder's; nil when none is. It
	// is set from outside.
	Leaving *cadence.Leave
	// Back says that it is the first meeting after a long leave.
	Back bool
	// Obstacle is their newest one, nil for none; it is set from outside.
	Obstacle *SharedObstacle
	// Occasions are those within a week of the day, before or after.
	Occasions []Occasion
}

// SharedObstacle is an obstacle, since when it has been there, and how many people
// and notes have it.
type SharedObstacle struct {
	Text          string
	Since         when.Date
	People, Notes int
}

// linesOfLastTime is how many lines of the last meeting are shown.
const linesOfLastTime = 5

// Habits of the folder's owner are mentioned only after a few meetings, and not in
// the last days before a leave or the first ones after it.
const (
	habitsFrom = 10
	habitsRest = 7
)

// Agreeing is a Prep with the working agreement and the number of meetings, and
// nothing else.
func (f *Folder) Agreeing(p *Person, entries []*page.Entry, held int, today when.Date) *Prep {
	prep := &Prep{Rhythm: &Rhythm{&cadence.Rhythm{Today: today}, p}, Held: held}
	before := slices.DeleteFunc(slices.Clone(entries), func(e *page.Entry) bool { return !e.Date.Before(today) })
	f.agreeing(prep, before[max(0, len(before)-agreeingOver):], func() []*page.Entry { return entries })
	return prep
}

// agreeingOver is over how many entries a working agreement is talked about.
const agreeingOver = 26

// seriesMark is in the name of a template that is part of a series, with one template
// for each meeting.
const seriesMark = "/"

// OrdinarySince counts, among the recent meetings after a day, those without a
// template of their own.
func (p *Prep) OrdinarySince(day when.Date) (n int) {
	for _, e := range p.recent {
		if e.Date.After(day) && !e.Meeting().Skipped && !strings.Contains(e.Template(), seriesMark) {
			n++
		}
	}
	return n
}

// StoodLately reports whether a text is in one of the recent entries.
func (p *Prep) StoodLately(text string) bool {
	return slices.ContainsFunc(p.recent, func(e *page.Entry) bool { return strings.Contains(string(e.Src), text) })
}

// agreeing reads the working agreement: of the entries that may hold one only when the
// top page has none.
func (f *Folder) agreeing(prep *Prep, recent []*page.Entry, mayAgree func() []*page.Entry) {
	prep.recent = recent
	if top := f.Top(prep.Person.Handle); top != nil {
		prep.Working = agreement.In(&top.Note)
		prep.Agreement = prep.Working.AboutTrust()
	}
	if len(prep.Agreement) == 0 {
		prep.agreement(agreement.Newest(f.grammar, mayAgree()))
	}
}

// Prep gathers what to know before meeting a person on a day.
func (f *Folder) Prep(p *Person, today when.Date) (*Prep, []markdown.Problem) {
	past, err := f.Past(p.Handle)
	if err != nil {
		return &Prep{Rhythm: NewRhythm(p, nil, nil, today), Entries: past}, []markdown.Problem{markdown.AsProblem("people/"+p.Handle, err)}
	}
	meetings := past.Meetings
	prep := &Prep{Rhythm: NewRhythm(p, meetings, f.LeaveOf(p), today), host: f.host(p.Handle), Entries: past}
	recent := past.Last(2 * habits.Window)
	past.readOnce(habits.Took(recent, today))
	prep.promises(past.Promises().Open) // what they claim wrongly is for check to say
	prep.lastTime(past)
	halfYear := today.AddMonths(-6).AddDays(1)
	prep.Moods, prep.Useful = Moods(meetings, halfYear, today), Usefulness(meetings, halfYear, today)
	prep.Topics = f.hopper(p.Handle, past.At, len(meetings))
	CountPutBacks(prep.Topics, past.Last(putBackEntries), today)
	prep.Private = f.PrivateTopics(p.Handle)
	for _, m := range meetings {
		if m.Took(today) && m.Ref.Date.Before(today) {
			prep.Held, prep.heldLast = prep.Held+1, m.Ref.Date
		}
	}
	if top := f.Top(p.Handle); top != nil {
		prep.goals(top)
	}
	before := past.Before(today)
	f.agreeing(prep, past.among(max(0, before-agreeingOver), before), func() []*page.Entry { return past.marked(mayAgree, len(meetings)) })
	prep.habit(f.HabitsIn(p, recent, today), f.LeaveOf(p))
	prep.dates(f.Top(p.Handle), past.marked(mayWish, len(meetings)))
	prep.Occasions = f.occasions(p, today.AddDays(-6), today.AddDays(7), true)
	return prep, past.Problems
}

// habit takes the first habit worth mentioning now.
func (p *Prep) habit(found []habits.Habit, leave cadence.Leaves) {
	soon := slices.ContainsFunc(leave, func(l cadence.Leave) bool {
		return l.From.After(p.Today) && !l.From.After(p.Today.AddDays(habitsRest)) || l.To.Before(p.Today) && !l.To.Before(p.Today.AddDays(-habitsRest))
	})
	if i := slices.IndexFunc(found, func(h habits.Habit) bool { return !soon && (!h.OfYours || p.Held >= habitsFrom) }); i >= 0 {
		p.Habit = &found[i]
	}
}

func (p *Prep) promises(threads []*promise.Thread) {
	for _, t := range threads {
		if t.IsMine() {
			p.Mine = append(p.Mine, t)
		}
		if t.IsTheirs() {
			p.Theirs = append(p.Theirs, t)
		}
		if !t.IsMine() && !t.IsTheirs() {
			p.Unowned = append(p.Unowned, t)
		}
	}
	SortByUrgency(p.Mine, p.Today)
	SortByUrgency(p.Theirs, p.Today)
	SortByUrgency(p.Unowned, p.Today)
}

// lastTime finds the last meeting before today; today's entry is the one being
// prepared for.
func (p *Prep) lastTime(past *Past) {
	for i, m := range slices.Backward(past.Meetings) {
		if !m.Took(p.Today) || m.Ref.Date == p.Today {
			continue
		}
		e := past.At(i)
		lines := jotting.AtMeeting(e)
		if len(lines) == 0 {
			if p.Blank.IsZero() {
				p.Blank = e.Date
			}
			continue
		}
		p.LastDay = e.Date
		cut := min(len(lines), linesOfLastTime)
		p.LastTime, p.LastMore = lines[:cut], len(lines)-cut
		return
	}
}

func anniversary(o Occasion, today when.Date) string {
	on := " on "
	if o.Date.Before(today) {
		on = " since "
	}
	return o.Text + on + o.Date.Time().Format("Monday 2 January")
}

// goals tells the open goals' stories: if each was spoken of in the newest entries,
// only those are parsed.
func (p *Prep) goals(top *page.TopPage) {
	unspoken := func(s *goals.Story) bool { return len(s.Notes) == 0 }
	for n := 2 * habits.Window; ; n *= 4 {
		p.Goals = openGoals(top, p.Entries.marked(mayTell, n))
		if n >= len(p.Entries.Meetings) || !slices.ContainsFunc(p.Goals, unspoken) {
			return
		}
	}
}

// WholeGoals tells the open goals' stories from the first entry on.
func (p *Prep) WholeGoals(f *Folder) {
	if top := f.Top(p.Person.Handle); top != nil {
		p.Goals = openGoals(top, p.Entries.marked(mayTell, len(p.Entries.Meetings)))
	}
}

func openGoals(top *page.TopPage, entries []*page.Entry) []*goals.Story {
	return slices.DeleteFunc(goals.StoriesIn(top, entries), func(s *goals.Story) bool { return s.Goal.State != clause.Open })
}

// agreement finds the working agreement in the entries, for a person whose top
// page has none.
func (p *Prep) agreement(a *agreement.Agreement) {
	if a == nil {
		return
	}
	p.Agreement, p.Agreed = a.AboutTrust(), a.Date
	if p.Working == nil {
		p.Working = a
	}
}

// dates finds the anniversaries of the first day, and the wishes, that fall
// between a week ago and two weeks ahead.
func (p *Prep) dates(top *page.TopPage, entries []*page.Entry) {
	from, to := p.Today.AddDays(-7), p.Today.AddDays(14)
	p.anniversaries = inTheRole(p.Person, from, to)
	for _, o := range p.anniversaries {
		p.Dates = append(p.Dates, anniversary(o, p.Today))
	}
	p.Wishes = append(wish.ComeDueOn(top, from, to), wish.ComeDue(entries, from, to)...)
	if p.goalAsked() {
		p.Wished = wish.Newest(entries, p.Today)
	}
	for _, w := range p.Wishes {
		p.Dates = append(p.Dates, w.String())
	}
}
