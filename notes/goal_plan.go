package notes

import (
	"bytes"
	"fmt"
	"strings"

	"oneonone/internal/edit"
	"oneonone/internal/lazyregexp"
	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/goals"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// FindGoal picks the goal that words name: by its whole text, else by part of it;
// open ones before closed ones. The error is a *NotFoundError or an
// *AmbiguousError.
func FindGoal(goals []*page.Goal, words string) (*page.Goal, error) {
	want := lookup.Fold(words)
	var texts []string
	for _, g := range goals {
		texts = append(texts, g.Text)
	}
	for _, fits := range []func(g *page.Goal) bool{
		func(g *page.Goal) bool { return g.State == clause.Open && lookup.Fold(g.Text) == want },
		func(g *page.Goal) bool {
			return g.State == clause.Open && want != "" && strings.Contains(lookup.Fold(g.Text), want)
		},
		func(g *page.Goal) bool { return want != "" && strings.Contains(lookup.Fold(g.Text), want) },
	} {
		var found []*page.Goal
		for _, g := range goals {
			if fits(g) {
				found = append(found, g)
			}
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			e := &lookup.AmbiguousError{What: "goal", Name: words}
			for _, g := range found {
				e.Matches = append(e.Matches, g.Text)
			}
			return nil, e
		}
	}
	return nil, &lookup.NotFoundError{What: "goal", Name: words, Near: lookup.Near(words, texts), Next: "oneonone goals list shows them"}
}

// Goals returns the goals on a person's top page.
func (f *Folder) Goals(handle string) []*page.Goal {
	if top := f.Top(handle); top != nil {
		return top.Goals()
	}
	return nil
}

// AddGoal plans a goal onto a person's top page; due may be no date, and steps
// are nested under it. nil if the goal is there already. Words that Markdown
// would take for something else, such as a heading, are escaped.
func (f *Folder) AddGoal(handle, text string, due, since when.Date, steps []string) (*page.Change, error) {
	top := f.topOrNew(handle)
	for _, g := range top.Goals() {
		if g.State == clause.Open && lookup.Fold(g.Text) == lookup.Fold(text) {
			return nil, nil
		}
	}
	for _, words := range []string{text, `\` + text} {
		src, err := f.withGoal(top, goalItem(words, due, since, steps))
		if err != nil {
			return nil, err
		}
		after := f.grammar.ParseTopPage(top.Path, src).Goals()
		if len(after) != len(top.Goals())+1 || len(after[len(after)-1].Steps) != len(steps) || after[len(after)-1].State != clause.Open {
			continue
		}
		return f.changeOf(top, src), nil
	}
	return nil, fmt.Errorf("%q cannot be a goal in a list: reword it", text)
}

// goalItem is a goal as an item of the top page.
func goalItem(text string, due, since when.Date, steps []string) string {
	item := "- " + text + page.Metadata(since, due) + "\n"
	for _, s := range steps {
		item += "  - [ ] " + s + "\n"
	}
	return item
}

// withGoal is a top page with an item at the end of its goals.
func (f *Folder) withGoal(top *page.TopPage, item string) ([]byte, error) {
	before := top.Section(page.SectionHopper)
	if before == nil {
		before = top.Section(page.SectionAgreement)
	}
	b := edit.NewBuffer(top.Src)
	in := page.AddItem(top.Src, top.Section(page.SectionGoals), "Goals", item, before)
	b.Insert(in.At, in.Text)
	src, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("adding a goal to %s: %w", top.Path, err)
	}
	return src, nil
}

// CloseGoal plans to mark a goal done or dropped, with the day.
func (f *Folder) CloseGoal(handle string, g *page.Goal, to clause.State, day when.Date) (*page.Change, error) {
	return f.changeGoal(handle, g, string(to), func(b *edit.Buffer, src []byte) {
		tick(b, src, &g.Item, to)
		meta := g.Metadata(src)
		meta.Set(b, src, string(to), day)
	}, func(now *page.Goal) bool { return now.State == to && now.Done == day })
}

// FindStep picks the step to a goal that words name, nil when none or several do.
func FindStep(goals []*page.Goal, words string) (of *page.Goal, step *page.Item) {
	want := lookup.Fold(words)
	for _, g := range goals {
		for _, it := range g.OpenSteps() {
			if want == "" || !strings.Contains(lookup.Fold(it.Text), want) {
				continue
			}
			if step != nil {
				return nil, nil
			}
			of, step = g, it
		}
	}
	return of, step
}

// CloseStep plans to mark a step to a goal done or dropped, with the day.
func (f *Folder) CloseStep(handle string, g *page.Goal, step *page.Item, to clause.State, day when.Date) (*page.Change, error) {
	return f.changeGoal(handle, g, string(to), func(b *edit.Buffer, src []byte) {
		tick(b, src, step, to)
		meta := step.Metadata(src)
		meta.Set(b, src, string(to), day)
	}, func(now *page.Goal) bool {
		return now.State == g.State && len(now.Steps) == len(g.Steps) && len(now.OpenSteps()) == len(g.OpenSteps())-1
	})
}

// tick marks the box of an item, adding one if there is none.
func tick(b *edit.Buffer, src []byte, it *page.Item, to clause.State) {
	mark := "x"
	if to == clause.Dropped {
		mark = "-"
	}
	at := it.Start + len(goalBullet().Find(src[it.Start:it.End]))
	if closing := bytes.IndexByte(src[at:it.End], ']'); it.Box != markdown.NoBox && closing > 0 {
		b.Replace(at+1, at+closing, mark)
	} else {
		b.Insert(at, "["+mark+"] ")
	}
}

// EditGoal plans other words or another due date for a goal; "" and no date
// leave what is there.
func (f *Folder) EditGoal(handle string, g *page.Goal, text string, due when.Date) (*page.Change, error) {
	return f.changeGoal(handle, g, "edit", func(b *edit.Buffer, src []byte) {
		if text != "" {
			b.Replace(g.TextStart, g.TextEnd, text)
		}
		if !due.IsZero() {
			meta := g.Metadata(src)
			meta.Set(b, src, "due", due)
		}
	}, func(now *page.Goal) bool {
		return now.State == g.State && (text == "" || lookup.Fold(now.Text) == lookup.Fold(text)) && (due.IsZero() || now.Due == due)
	})
}

// changeGoal edits one goal of a top page and makes sure that it, and no
// other, now reads as wanted.
func (f *Folder) changeGoal(handle string, g *page.Goal, step string, change func(b *edit.Buffer, src []byte), wanted func(*page.Goal) bool) (*page.Change, error) {
	top := f.Top(handle)
	b := edit.NewBuffer(top.Src)
	change(b, top.Src)
	src, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("changing the goal %q of %s: %w", g.Text, top.Path, err)
	}
	before, after := top.Goals(), f.grammar.ParseTopPage(top.Path, src).Goals()
	if len(before) != len(after) {
		return nil, goalUnchangeable(top.Path, g, step)
	}
	for i := range before {
		if before[i] == g {
			if !wanted(after[i]) {
				return nil, goalUnchangeable(top.Path, g, step)
			}
		} else if before[i].Text != after[i].Text || before[i].State != after[i].State {
			return nil, goalUnchangeable(top.Path, g, step)
		}
	}
	return &page.Change{Path: top.Path, Old: top.Src, New: src}, nil
}

func goalUnchangeable(path string, g *page.Goal, step string) error {
	return &markdown.Problem{Path: path, Line: g.Line, What: "the goal cannot be changed by the program (" + step + ")", Hint: "change the line in the editor"}
}

var goalBullet = lazyregexp.New(`^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+`)

// GoalStories returns the goals on a person's top page with what the entries say
// about them, in the page's order.
func (f *Folder) GoalStories(handle string) ([]*goals.Story, []markdown.Problem) {
	refs, err := f.Entries(handle)
	if err != nil {
		return nil, []markdown.Problem{markdown.AsProblem("people/"+handle, err)}
	}
	top := f.Top(handle)
	if top == nil || len(top.Goals()) == 0 {
		return nil, nil
	}
	probe := goals.ProbeOf(top)
	entries, problems := f.ReadEach(refs, func(e *page.Entry) {
		if probe.In(e.Src) {
			e.Goals() // parsed in the goroutine that read it
		}
	})
	return goals.StoriesIn(top, entries), problems
}
