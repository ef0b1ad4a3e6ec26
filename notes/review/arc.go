package review

import (
	"slices"
	"sync"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/goals"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Arc is where somebody has come from and wants to go: quotations from the notes,
// private ones left out.
type Arc struct {
	Person *notes.Person
	Today  when.Date
	// Drives are what the working agreement, and sections on it, say about
	// motivation.
	Drives []Drive
	Wishes []WishStory
	Goals  []GoalStory
	// Competencies are what the role asks for, with the evidence.
	Competencies []Competency
}

// WishStory is a wish and what came of it.
type WishStory struct {
	Wish
	Goals []*goals.Story // that are about it
	Notes []goals.Note   // that are about it, where no goal is; oldest first
}

// GoalStory is a goal, its progress, and the promises made for it.
type GoalStory struct {
	*goals.Story
	Promises []*promise.Thread // oldest first
}

// Competency is something that a role asks for.
type Competency struct {
	Text     string // its name
	About    string // what follows the name's colon, "" for nothing
	Evidence []Line // oldest first
}

// Read is what the arc and a packet are made of: a person's notes, read once.
type Read struct {
	Folder   *notes.Folder
	Person   *notes.Person
	Entries  []*page.Entry
	Lines    []Line
	Threads  []*promise.Thread
	Problems []markdown.Problem

	telling  []*page.Entry    // that may have a line of theirs; the others have promises only
	agreeing []*page.Entry    // that may have a working agreement
	looks    map[string]*look // what was seen of each entry, by path

	lines    map[spot]*Line     // the lines, and those of promises that were asked for
	parents  map[spot]string    // what lines are nested under, of those that are
	promises map[spot]promising // what lines promise
	held     map[string]bool    // whether the meeting of an entry took place, by path
}

// Scope is how much of a person's notes is read.
type Scope struct {
	Private bool // the keeper's own notes too
	// Moved are the entries that became the keeper's own when the doc was shared:
	// both people have seen them. Private includes them.
	Moved bool
	// Every asks for every line of every entry, not only of those with evidence: a
	// draft may cite any.
	Every bool
}

// ReadPerson reads a person's notes.
func ReadPerson(f *notes.Folder, p *notes.Person, scope Scope) *Read {
	r := &Read{Folder: f, Person: p}
	refs, err := f.Entries(p.Handle)
	if err != nil {
		r.Problems = []markdown.Problem{markdown.AsProblem("people/"+p.Handle, err)}
		return r
	}
	signs := signsOf(f, p)
	r.looks = make(map[string]*look, len(refs))
	for _, ref := range slices.Concat(refs, f.Moved(p.Handle)) {
		r.looks[ref.Path] = &look{}
	}
	peek := func(e *page.Entry) {
		seen := signs.in(e.Src)
		if seen.telling = seen.telling || scope.Every; seen.telling {
			e.Remarks()
		} else {
			e.Actions()
		}
		seen.jotted = jotted(e)
		*r.looks[e.Path] = seen
	}
	r.Entries, r.Problems = f.ReadEach(refs, peek)
	if scope.Private || scope.Moved {
		r.readMoved(peek)
	}
	var joined sync.WaitGroup
	joined.Go(func() { r.Threads, _ = promise.Threads(f.Grammar(), r.Entries) }) // what they claim wrongly is for check to say
	r.Lines = linesOfTop(f, p.Handle)
	r.addLines(func(e *page.Entry) bool { return r.looks[e.Path].telling })
	again := later(r.Lines)
	r.addLines(func(e *page.Entry) bool { return !r.looks[e.Path].telling && again.In(e.Src) })
	for _, e := range r.Entries {
		if r.looks[e.Path].telling {
			r.telling = append(r.telling, e)
		}
		if r.looks[e.Path].agreeing {
			r.agreeing = append(r.agreeing, e)
		}
	}
	if scope.Private {
		more, faults := privateLines(f, p.Handle)
		r.Lines, r.Problems = append(r.Lines, more...), append(r.Problems, faults...)
	}
	slices.SortStableFunc(r.Lines, func(a, b Line) int { return a.Date.Compare(b.Date) })
	joined.Wait()
	return r
}

// readMoved adds the entries that became private when the doc was shared.
func (r *Read) readMoved(peek func(*page.Entry)) {
	for _, ref := range r.Folder.Moved(r.Person.Handle) {
		e, err := r.Folder.Read(ref)
		if err != nil {
			r.Problems = append(r.Problems, markdown.AsProblem(ref.Path, err))
			continue
		}
		peek(e)
		r.Entries = append(r.Entries, e)
	}
	slices.SortStableFunc(r.Entries, func(a, b *page.Entry) int { return a.Date.Compare(b.Date) })
}

// parent is what a promise is nested under, "" for nothing.
func (r *Read) parent(a *page.Action) string {
	if r.parents == nil {
		r.parents = map[spot]string{}
		for _, l := range r.Lines {
			if l.Parent != "" {
				r.parents[l.spot()] = l.Parent
			}
		}
	}
	return r.parents[spot{a.Path, a.Line}]
}

// promising is a line that holds a promise.
type promising struct {
	*promise.Thread
	line *page.Action
}

// at is the line at a spot, nil when none begins there. A promise in the middle of a
// paragraph counts as a line of its own.
func (r *Read) at(s spot) *Line {
	if r.lines == nil {
		r.lines = make(map[spot]*Line, len(r.Lines))
		for i := range r.Lines {
			r.lines[r.Lines[i].spot()] = &r.Lines[i]
		}
	}
	if p, ok := r.promisedAt(s); ok && r.lines[s] == nil {
		l := r.lineOf(p.line)
		r.lines[s] = &l
	}
	return r.lines[s]
}

// promisedAt is the promise that a line holds.
func (r *Read) promisedAt(s spot) (promising, bool) {
	if r.promises == nil {
		r.promises = map[spot]promising{}
		for _, t := range r.Threads {
			for _, a := range t.Lines {
				if at := (spot{a.Path, a.Line}); r.promises[at].Thread == nil {
					r.promises[at] = promising{t, a}
				}
			}
		}
	}
	p, ok := r.promises[s]
	return p, ok
}

// lineOf is the line of a promise.
func (r *Read) lineOf(a *page.Action) Line {
	if r.held == nil {
		r.held = make(map[string]bool, len(r.Entries))
		for _, e := range r.Entries {
			r.held[e.Path] = e.Meeting().Took(r.Folder.Today)
		}
	}
	return Line{Person: r.Person.Handle, Path: a.Path, Date: a.Date(), Held: r.held[a.Path], Remark: &page.Remark{Line: a.Line, Text: a.Text, Under: -1}}
}

// ArcOf tells a person's arc. asked are the competencies of their role, where
// the top page lists none.
func (r *Read) ArcOf(today when.Date, asked []string) *Arc {
	a := &Arc{Person: r.Person, Today: today, Drives: r.drives()}
	a.Goals = r.goals()
	a.Wishes = r.wishes(Wishes(r.Lines), a.Goals)
	a.Competencies = r.competencies(asked)
	return a
}

// goals are the stories of the top page's goals, with their promises.
func (r *Read) goals() []GoalStory {
	top := r.Folder.Top(r.Person.Handle)
	if top == nil {
		return nil
	}
	var all []GoalStory
	var texts []string
	for _, g := range goals.StoriesIn(top, r.telling) {
		all, texts = append(all, GoalStory{Story: g}), append(texts, g.Goal.Text)
	}
	about := lookup.IndexOf(texts)
	for _, t := range r.Threads {
		for _, i := range r.serves(t, about) {
			all[i].Promises = append(all[i].Promises, t)
		}
	}
	return all
}

// serves are the goals that a promise is for: it says so, is nested under them, or
// names them.
func (r *Read) serves(t *promise.Thread, goals *lookup.Index) []int {
	switch {
	case goals.Len() == 0:
		return nil
	case t.For != "":
		return goals.Meeting(lookup.SubjectOf(t.For))
	}
	found := goals.In(t.Text)
	for _, a := range t.Lines {
		if under := r.parent(a); under != "" {
			found = append(found, goals.In(under)...)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// wishes tells what came of each wish: the goals that are about it, else the notes.
func (r *Read) wishes(wishes []Wish, pursued []GoalStory) []WishStory {
	var all []WishStory
	var texts []string
	for _, w := range wishes {
		all, texts = append(all, WishStory{Wish: w}), append(texts, w.Text)
	}
	about := lookup.IndexOf(texts)
	for _, g := range pursued {
		for _, i := range about.Meeting(lookup.SubjectOf(g.Goal.Text)) {
			all[i].Goals = append(all[i].Goals, g.Story)
		}
	}
	for _, l := range r.Lines {
		if l.Private || l.Kind == page.SectionWish || l.Date.IsZero() || l.Asked || l.waits() || len(all) == 0 {
			continue
		}
		for _, i := range about.In(l.Text) {
			if len(all[i].Goals) == 0 {
				all[i].Notes = append(all[i].Notes, goals.Note{Date: l.Date, Text: l.Text, Path: l.Path, Line: l.Remark.Line})
			}
		}
	}
	return all
}

// waits reports whether a line is a topic or has a box: something to come, not
// something that happened.
func (l *Line) waits() bool { return l.Kind.IsTopics() && l.Under < 0 || l.Box != markdown.NoBox }

// competencies are those of the top page, else those asked for.
func (r *Read) competencies(asked []string) []Competency {
	var own []string
	for _, l := range r.Lines {
		if isCompetency(l) && l.Under < 0 && !clause.IsPlaceholder(l.Text) {
			own = append(own, l.Text)
		}
	}
	if own == nil {
		own = asked
	}
	return r.evidence(own)
}

func isCompetency(l Line) bool { return l.Kind == page.SectionCompetency && !l.Private }
