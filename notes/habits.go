package notes

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/goals"
	"oneonone/notes/habits"
	"oneonone/notes/jotting"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Habits looks at the last meetings with a person. If the person's page or the
// settings silence habits, there are none.
func (f *Folder) Habits(p *Person, today when.Date) ([]habits.Habit, []markdown.Problem) {
	refs, err := f.Entries(p.Handle)
	if err != nil {
		return nil, []markdown.Problem{markdown.AsProblem("people/"+p.Handle, err)}
	}
	// Read a few more than needed, to make up for skipped ones.
	refs = slices.DeleteFunc(refs, func(r page.EntryRef) bool { return r.Date.After(today) })
	entries, problems := f.ReadAll(refs[max(0, len(refs)-2*habits.Window):])
	quiet, more := f.quietOf(p)
	return f.habitsIn(p, entries, today, quiet), append(problems, more...)
}

// HabitsIn is Habits for entries already read, oldest first.
func (f *Folder) HabitsIn(p *Person, entries []*page.Entry, today when.Date) []habits.Habit {
	quiet, _ := f.quietOf(p)
	return f.habitsIn(p, entries, today, quiet)
}

func (f *Folder) habitsIn(p *Person, entries []*page.Entry, today when.Date, quiet []string) []habits.Habit {
	met := habits.Took(entries, today)
	all := habits.Meetings{Handle: p.Handle, FirstName: p.FirstName(), Role: p.Role, Shared: p.Doc != nil, Today: today}
	for _, e := range met {
		all.Met = append(all.Met, habits.MeetingOf(e, all.Shared, jotting.AtMeeting))
	}
	if top := f.Top(p.Handle); top != nil {
		all.Goals = len(top.Goals())
		for _, s := range goals.StoriesIn(top, met) {
			if spoken := s.LastSpoken(); all.GoalNoted.Before(spoken) {
				all.GoalNoted = spoken
			}
		}
	}
	return habits.Of(all, quiet)
}

// quietOf are the habits a person's page and the settings silence.
func (f *Folder) quietOf(p *Person) (names []string, problems []markdown.Problem) {
	names = slices.Clone(f.Settings.Quiet)
	top := f.Top(p.Handle)
	if top == nil {
		return names, nil
	}
	front := &top.Front
	v, ok := front.Get("quiet")
	if mine := f.aside(p.Handle, top.Path); mine != nil {
		if said, is := mine.Get("quiet"); is {
			front, v, ok = mine, said, true
		}
	}
	if !ok {
		return names, nil
	}
	words := []string{v.Value}
	for _, c := range v.Content {
		words = append(words, c.Value)
	}
	for _, w := range words {
		for _, name := range strings.FieldsFunc(w, func(r rune) bool { return r == ',' || r == ' ' }) {
			if slices.Contains(habits.Names, name) {
				names = append(names, name)
				continue
			}
			problems = append(problems, *front.Problem(front.Line("quiet"), fmt.Sprintf("quiet: unknown habit %q", name),
				"write one of "+strings.Join(habits.Names, ", ")))
		}
	}
	return names, problems
}
