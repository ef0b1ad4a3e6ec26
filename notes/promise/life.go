package promise

import (
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// Event is what happened to a promise at one point of its life.
type Event string

// The events of a promise's life.
const (
	EventBegun    Event = "begun"
	EventCarried  Event = "carried" // still open in a later entry
	EventSlipped  Event = "slipped" // open although its due date had passed
	EventReworded Event = "reworded"
	EventAssigned Event = "assigned" // to another owner
	EventDue      Event = "due"      // another due date, or none
	EventDone     Event = "done"
	EventDropped  Event = "dropped"
	EventReopened Event = "reopened"
)

// Step is one point of a promise's life: a line of it, or the day a line was
// closed.
type Step struct {
	Date   when.Date
	Events []Event
	Line   *page.Action
	// Was is the previous line, nil for the first; it shows what an event changed as
	// it was before.
	Was *page.Action
}

// Life tells the life of a promise from its lines, oldest first: where it was
// carried to, where it slipped, and when its words, owner or due date
// changed.
func (t *Thread) Life() []Step {
	var steps []Step
	var was *page.Action
	for _, a := range t.Lines {
		s := Step{Date: a.Date(), Line: a, Was: was, Events: t.stepEvents(was, a)}
		closed := a.State != clause.Open
		late := closed && a.Done.After(a.Date()) // ticked after the meeting
		if closed && !late {
			s.Events = append(s.Events, Event(a.State))
		}
		if was == nil || len(s.Events) > 0 {
			steps = append(steps, s)
		}
		if late {
			steps = append(steps, Step{Date: a.Done, Line: a, Was: a, Events: []Event{Event(a.State)}})
		}
		was = a
	}
	return inOrder(steps)
}

// inOrder sorts by day; the closing of a line after later entries were written
// gets its place.
func inOrder(steps []Step) []Step {
	for i := 1; i < len(steps); i++ {
		for j := i; j > 0 && steps[j].Date.Before(steps[j-1].Date); j-- {
			steps[j], steps[j-1] = steps[j-1], steps[j]
		}
	}
	return steps
}

// stepEvents compares a line with the previous one.
func (t *Thread) stepEvents(was, a *page.Action) []Event {
	if was == nil {
		return []Event{EventBegun}
	}
	var events []Event
	if a.State == clause.Open {
		events = append(events, EventCarried)
		if was.State != clause.Open && !was.Done.IsZero() && was.Done.Before(a.Date()) {
			events[0] = EventReopened
		}
	}
	if !was.Due.IsZero() && was.Due.Before(a.Date()) && was.State == clause.Open && a.State == clause.Open {
		events = append(events, EventSlipped)
	}
	if clause.SameWords(Words(t.grammar, a)) != clause.SameWords(Words(t.grammar, was)) {
		events = append(events, EventReworded)
	}
	if !clause.EqualOwners(a.Owners, was.Owners) {
		events = append(events, EventAssigned)
	}
	if a.Due != was.Due && (!a.Due.IsZero() || !a.Since.IsZero()) {
		events = append(events, EventDue)
	}
	return events
}
