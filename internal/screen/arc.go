package screen

import (
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
	"oneonone/notes/review"
)

// WriteArc tells where somebody comes from and wants to go.
func WriteArc(out render.Output, a *review.Arc) error {
	p := &cli.Printer{Out: out}
	who := a.Person.FullName()
	if !a.Person.Started.IsZero() {
		who += " · since " + a.Person.Started.String()
	}
	p.Line(render.Bold, "%s", who)
	if len(a.Drives) > 0 {
		p.Head("What drives " + a.Person.FirstName())
		for _, d := range a.Drives {
			p.Hanging(render.Plain, "  ", "  ", d.Text)
		}
	}
	if len(a.Wishes) > 0 {
		p.Head("Wishes")
		for i := range a.Wishes {
			arcWish(p, &a.Wishes[i])
		}
	}
	for _, g := range a.Goals {
		p.Gap()
		writeStory(p, Goal{g.Story, a.Today})
		if next := notes.NextSteps(g.Goal); next != "" {
			p.Hanging(render.Plain, "  next: ", "        ", next)
		}
		arcPromises(p, g.Promises)
	}
	for _, c := range a.Competencies {
		p.Head(c.Text)
		for _, l := range c.Evidence {
			p.Dated("  ", l.Date.String(), l.Bare())
		}
		if len(c.Evidence) == 0 {
			p.Line(render.Warn, "  nothing is noted that shows it")
		}
	}
	return p.Err
}

// arcWish writes a wish on a line; one replaced by a newer wish is muted.
func arcWish(p *cli.Printer, w *review.WishStory) {
	style := render.Plain
	if !w.Stands {
		style = render.Muted
	}
	p.Hanging(style, "  ", "    ", strings.TrimPrefix(strings.TrimPrefix(w.Sentence(), "Wish, "), "Wish: "))
	for _, n := range w.Notes {
		p.Dated("    ", n.Date.String(), n.Text)
	}
}

// arcPromises writes the promises for a goal: the open ones, and how many were kept.
func arcPromises(p *cli.Printer, threads []*promise.Thread) {
	kept := 0
	for _, t := range threads {
		switch {
		case t.State == clause.Done:
			kept++
		case t.State == clause.Open && t.IsMine():
			p.Hanging(render.Plain, "  you promised: ", "                ", t.Words())
		case t.State == clause.Open:
			p.Hanging(render.Plain, "  promised: ", "            ", t.Text)
		}
	}
	if kept > 0 {
		p.Line(render.Muted, "  %s kept for it", text.Count(kept, "promise", "promises"))
	}
}
