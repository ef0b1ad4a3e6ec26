package review

import (
	"slices"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Known says what the person knows of a line: nobody should be surprised in a
// review by what they never heard.
type Known string

// What a person can know of a line.
const (
	Seen   Known = "seen"       // they wrote it, could read it, or were told on a day: (said D)
	Talked Known = "talked"     // it stands in the notes of a meeting that took place, or was agreed: goals, wishes, the working agreement
	Noted  Known = "noted only" // nobody said it
)

// Packet is what a review or a promotion is written from: what the notes say of
// somebody in a time, every line with its place.
type Packet struct {
	*Arc
	Since, Until when.Date
	Kinds        []Kind
	// Untagged are the lines that are about a goal or a wish and carry no tag:
	// nobody tags every line for a year.
	Untagged []About
	// Without are the months, by their first days, of which there is no evidence, from
	// the first on of which anything could be known.
	Without   []when.Date
	Promises  [2]Promises // the keeper's, and the person's
	Obstacles []Obstacle
	Tally     cadence.Tally
	Met       int // days on which you met
	Elsewhere []Elsewhere

	read     *Read
	rhythmOf *notes.Rhythm
	// CanRead says whether the person could read a line in a shared doc; nil
	// where none is.
	CanRead func(*Line) bool
}

// Kind is the evidence of one kind, the oldest first.
type Kind struct {
	Kind  page.SectionKind
	Lines []Line
}

// Promises are one side's promises of a time.
type Promises struct {
	Kept, Late, Dropped, Open []*promise.Thread // Late were kept after their due date, or are open past it
}

// PacketOf gathers what a person's notes say from one day to another, both included.
func (r *Read) PacketOf(arc *Arc, since, until when.Date, canRead func(*Line) bool) *Packet {
	p := &Packet{Arc: arc, Since: since, Until: until, read: r, CanRead: canRead}
	kinds := map[page.SectionKind][]Line{}
	months := map[when.Date]bool{}
	u := untagged{p: p, at: map[string]int{}}
	for _, l := range r.Lines {
		if !p.within(l.Date) {
			continue
		}
		tagged := false
		for _, k := range page.TagKinds {
			if (l.Has(k) || k == page.SectionFeedback && (r.heard(&l) || r.told(&l))) && !(l.waits() && !l.Toward.Is(page.To, r.Person.Handle)) {
				kinds[k] = append(kinds[k], l)
				tagged = true
			}
		}
		if tagged {
			months[month(l.Date)] = months[month(l.Date)] || !l.Private
			continue
		}
		if _, promised := r.promisedAt(l.spot()); !promised && !l.waits() && !l.Asked && !l.Answer {
			if u.keep(l) {
				months[month(l.Date)] = months[month(l.Date)] || !l.Private
			}
		}
	}
	for _, c := range arc.Competencies {
		for _, l := range c.Evidence {
			months[month(l.Date)] = true
		}
	}
	for _, k := range page.TagKinds {
		if k != page.SectionObstacle && kinds[k] != nil {
			p.Kinds = append(p.Kinds, Kind{k, kinds[k]})
		}
	}
	first := r.firstKnown(arc.Today)
	if first.Before(since) {
		first = since
	}
	for m := month(first); !m.After(until); m = m.AddMonths(1) {
		if !months[m] {
			p.Without = append(p.Without, m)
		}
	}
	p.Obstacles = r.obstacles(kinds[page.SectionObstacle])
	p.promises(r.Threads)
	p.meetings()
	return p
}

// firstKnown is the first day of which a person's notes tell: that of the oldest entry
// or dated line, today where there is none.
func (r *Read) firstKnown(today when.Date) when.Date {
	first := today
	for _, e := range r.Entries {
		if e.Date.Before(first) {
			first = e.Date
		}
	}
	for i := range r.Lines {
		if d := r.Lines[i].Date; !d.IsZero() && d.Before(first) {
			first = d
		}
	}
	return first
}

func month(d when.Date) when.Date { d.Day = 1; return d }

func (p *Packet) within(d when.Date) bool {
	return !d.IsZero() && !d.Before(p.Since) && !d.After(p.Until)
}

// promises sorts what ended in the time and what stood open at its end, whenever it was
// promised, by side.
func (p *Packet) promises(threads []*promise.Thread) {
	for _, t := range threads {
		side := &p.Promises[1]
		if t.IsMine() {
			side = &p.Promises[0]
		} else if !slices.Contains(t.Owners, p.Person.Handle) {
			continue
		}
		switch {
		case t.State == clause.Dropped && p.within(t.Done):
			side.Dropped = append(side.Dropped, t)
		case t.State == clause.Done && p.within(t.Done) && !t.Due.IsZero() && t.Done.After(t.Due):
			side.Late = append(side.Late, t)
		case t.State == clause.Done && p.within(t.Done):
			side.Kept = append(side.Kept, t)
		case t.State != clause.Open && !t.Done.After(p.Until), t.Since.After(p.Until):
			// ended before the time, or made after it
		case !t.Due.IsZero() && t.Due.Before(p.Until):
			side.Late = append(side.Late, t)
		default:
			side.Open = append(side.Open, t)
		}
	}
}

func (p *Packet) meetings() {
	held := slices.DeleteFunc(slices.Clone(p.read.Entries), func(e *page.Entry) bool { return p.read.looks[e.Path].jotted })
	meetings := page.Meetings(held)
	until := p.Until
	if until.After(p.Today) {
		until = p.Today
	}
	p.rhythmOf = notes.NewRhythm(p.Person, meetings, p.read.Folder.LeaveOf(p.Person), until)
	p.Tally = p.rhythmOf.Tally(p.Since)
	days := map[when.Date]bool{}
	for _, m := range meetings {
		if m.Took(until) && p.within(m.Ref.Date) {
			days[m.Ref.Date] = true
		}
	}
	p.Met = len(days)
}

// Knows says what the person knows of a line.
func (p *Packet) Knows(l *Line) Known {
	switch {
	case !l.Said.IsZero(), !l.Private && p.CanRead != nil && p.CanRead(l), l.Toward.Is(page.From, p.Person.Handle):
		return Seen
	case l.Private, l.Box == markdown.OpenBox && (l.Toward.Way == page.To || l.Kind.IsTopics()):
		// nobody else's, not said yet, or nobody got to it
	case l.Held, page.ParsePath(l.Path).Kind == page.KindTopPage && (l.Kind == page.SectionGoals || l.Kind == page.SectionWish || l.Kind == page.SectionAgreement):
		return Talked
	}
	return Noted
}

// KnowsAt says what the person knows of the line at a place.
func (p *Packet) KnowsAt(place string) Known {
	if l := p.read.at(p.read.spotOf(place)); l != nil {
		return p.Knows(l)
	}
	return Noted
}

// Weeks are what became of the meetings planned for each week of the time, the
// oldest first; two years of them at most.
func (p *Packet) Weeks() []cadence.Outcome {
	return p.rhythmOf.Weeks(p.weekCount())
}

const mostWeeks = 106

func (p *Packet) weekCount() int {
	return min(mostWeeks, max(1, 1+when.Monday(p.rhythmOf.Today).Sub(when.Monday(p.Since))/7))
}

// FirstWeek is the Monday of the first of Weeks.
func (p *Packet) FirstWeek() when.Date {
	return when.Monday(p.rhythmOf.Today).AddDays(-7 * (p.weekCount() - 1))
}
