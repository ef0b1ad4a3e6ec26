package notes

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/goals"
	"oneonone/notes/markdown"
	"oneonone/notes/promise"
)

// How much there is to talk about: all topics unless the hopper is a storeroom,
// the big picture, and a few of the promises. What is owed is listed elsewhere.
const (
	mostTopicsTold = 9
	mostPicture    = 4
	mostChores     = 3
	choreAhead     = 7 // days: what is due until then may be worth a word
)

// Advice is what could be done or talked about, with its reason.
type Advice struct {
	What string
	Why  string
}

// agendaOf gathers what to talk about, each thing once.
type agendaOf struct {
	*Prep
	all  []Advice
	most int
}

func (a *agendaOf) add(what, why string) {
	if len(a.all) < a.most && !slices.ContainsFunc(a.all, func(b Advice) bool { return b.What == what }) {
		a.all = append(a.all, Advice{what, why})
	}
}

// part lets a part of the agenda take at most so many places.
func (a *agendaOf) part(most int, fill func()) {
	a.most = len(a.all) + most
	fill()
}

// Suggestions returns what to talk about: their topics first, then other waiting
// topics, the big picture, and at most three promises last.
func (p *Prep) Suggestions() []Advice {
	a := &agendaOf{Prep: p}
	a.part(mostTopicsTold+1, a.topics)
	a.part(mostPicture, a.picture)
	a.part(mostChores, a.chores)
	if len(a.all) < 2 {
		a.part(1, a.filler)
	}
	return a.all
}

// filler is what to talk about when nothing else is known.
func (a *agendaOf) filler() {
	const why = "nothing is late and nothing has waited long"
	switch {
	case a.Held == 0:
		a.add("what the two of you want this time for", "it is the first one")
	case a.Back:
		a.add("what has changed in the meantime", "it is the first meeting after a leave")
	case a.Person.Role == "report":
		a.add(reportFillers[a.Held%len(reportFillers)], why)
	default:
		a.add(fillers[a.Held%len(fillers)], why)
	}
}

var (
	reportFillers = []string{"what you could help each other with", "what has gone well since last time", "what only you can tell them"}
	fillers       = []string{"what has gone well between you, and what hasn't", "what is coming up on either side", "what you could help each other with"}
)

// topics suggests the waiting topics. One put back often goes first, or is to be dropped.
func (a *agendaOf) topics() {
	first := a.Person.FirstName()
	if !slices.ContainsFunc(a.Topics, func(t *WaitingTopic) bool { return t.By == a.host || t.By == "" }) {
		a.add("what is on "+first+"'s mind", "nothing of theirs is waiting")
	}
	often := func(t *WaitingTopic) bool { return t.PutBack >= OftenPutBack }
	topics := hostFirst(slices.Concat(filter(a.Topics, often), filter(a.Topics, func(t *WaitingTopic) bool { return !often(t) })), a.host)
	for i, t := range topics {
		if i == mostTopicsTold {
			a.add("or one of the others: "+inShort(topics[i:]), fmt.Sprintf("%d wait; oneonone hopper drop lets one go", len(topics)))
			return
		}
		a.add(t.Text, whyTopic(t, a.Person))
	}
}

// mostInShort is how many topics one line names.
const mostInShort = 20

// inShort is topics in one line.
func inShort(topics []*WaitingTopic) string {
	var words []string
	for _, t := range topics[:min(len(topics), mostInShort)] {
		words = append(words, t.Text)
	}
	if more := len(topics) - mostInShort; more > 0 {
		words = append(words, fmt.Sprintf("%d more", more))
	}
	return strings.Join(words, "; ")
}

// whyTopic says whose a topic is and how long it has waited.
func whyTopic(t *WaitingTopic, p *Person) string {
	var why []string
	switch t.By {
	case "":
	case clause.Me:
		why = append(why, "yours")
	case p.Handle:
		why = append(why, p.FirstName()+"'s")
	default:
		why = append(why, "by "+t.By)
	}
	switch {
	case t.PutBack >= OftenPutBack:
		why = append(why, fmt.Sprintf("put back %d times: talk about it first, or drop it", t.PutBack))
	case t.PutBack == 2:
		why = append(why, "put back twice")
	case t.PutBack == 1:
		why = append(why, "put back once")
	case !t.Since.IsZero():
		why = append(why, "waiting since "+t.Since.Time().Format("2 January"))
	}
	return cmp.Or(strings.Join(why, ", "), "waiting in the hopper")
}

// picture suggests what no list of promises shows: how they are, where they are going.
func (a *agendaOf) picture() {
	first := a.Person.FirstName()
	for _, o := range a.Occasions {
		a.add(o.Text, a.onDay(o))
	}
	a.trust(first)
	if l := a.Leaving; l != nil {
		away := "break"
		if l.Long() {
			away = "leave"
		}
		a.add("what has to be done before the "+away+", and what can wait", "it begins on "+l.From.Time().Format("Monday 2 January"))
	}
	for _, g := range a.Goals {
		if g.Silent(a.Today) {
			a.add("how this is going: "+g.Goal.Text, silence(g, a.Prep))
			break
		}
	}
	a.goalless(first)
	for _, o := range a.anniversaries {
		if a.hasCome(o.Date) && a.Held >= habitsFrom {
			a.add("how it has been so far", anniversary(o, a.Today))
		}
	}
	for _, w := range a.Wishes {
		if a.hasCome(w.Comes(w.Of)) {
			a.add("what became of the wish of "+w.Ago(), strings.TrimPrefix(w.String(), w.Ago()+", on "))
		}
	}
}

// hasCome reports whether a day has come since the last meeting: it is to be talked
// about only once.
func (p *Prep) hasCome(day when.Date) bool { return !day.After(p.Today) && day.After(p.heldLast) }

// goallessEvery is every how many meetings somebody without a goal is asked for one:
// not while the two are getting to know each other, and not every week.
const goallessEvery = 4

// goalless suggests asking somebody without a goal for one, or turning what they wished
// for into one.
func (a *agendaOf) goalless(first string) {
	switch w := a.Wished; {
	case !a.goalAsked():
	case w != nil:
		a.add("what a first step towards it could be: "+markdown.Unmarked(w.Text), "wished for in "+w.Of.Time().Format("January 2006")+", and no goal on the page")
	default:
		a.add("what "+first+" is working towards", "no goals on the page")
	}
}

func (p *Prep) goalAsked() bool {
	return p.Leaving == nil && p.Person.Role == "report" && len(p.Goals)+len(p.Wishes) == 0 && p.Held > 0 && p.Held%goallessEvery == 0
}

// onDay says when an occasion is, or was.
func (a *agendaOf) onDay(o Occasion) string {
	switch day := o.Date.Time().Format("Monday 2 January"); {
	case o.Date == a.Today:
		return "today"
	case o.Date.Before(a.Today):
		return "it was on " + day
	default:
		return "it is on " + day
	}
}

// trust looks at the mood and at meetings that did not happen.
func (a *agendaOf) trust(first string) {
	if n := len(a.Moods); n > 0 {
		last := a.Moods[n-1]
		switch {
		case n > 1 && a.Moods[n-2].Given-last.Given >= 2:
			a.add("how "+first+" is", fmt.Sprintf("the mood fell from %d to %d on %s", a.Moods[n-2].Given, last.Given, last.Date.Time().Format("2 January")))
		case last.Given <= 2:
			a.add("how "+first+" is", fmt.Sprintf("the mood was %d of 5 on %s", last.Given, last.Date.Time().Format("2 January")))
		}
	}
	if broken := a.Streaks().Broken; len(broken) > 1 && a.AwayUntil.IsZero() {
		a.add("why you have not met, and when you will", fmt.Sprintf("%d in a row did not happen", len(broken)))
	}
}

// chores suggests the promises of both sides that are late or due soon.
func (a *agendaOf) chores() {
	due := slices.Concat(a.Mine, a.Theirs, a.Unowned)
	due = slices.DeleteFunc(due, func(t *promise.Thread) bool { return t.Due.IsZero() || t.Due.After(a.Today.AddDays(choreAhead)) })
	SortByUrgency(due, a.Today)
	for _, t := range due {
		switch {
		case !t.Overdue(a.Today):
			a.add("where this stands: "+t.Text, "due on "+t.Due.Time().Format("2 January"))
		case t.IsTheirs() && !t.IsMine():
			a.add("what is holding this up: "+t.Text, "it was due on "+t.Due.Time().Format("2 January"))
		default:
			a.add("where this stands: "+t.Text, fmt.Sprintf("owed since %s, %s late", t.Since.Time().Format("2 January"), text.Count(a.Today.Sub(t.Due), "day", "days")))
		}
	}
}

func silence(g *goals.Story, p *Prep) string {
	if d := g.LastSpoken(); !d.IsZero() {
		return fmt.Sprintf("nobody has mentioned the goal for %s", text.Count(p.Today.Sub(d), "day", "days"))
	}
	return "nobody has mentioned the goal yet"
}
