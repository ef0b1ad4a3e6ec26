package handout

import (
	"bytes"
	"html/template"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/pages"
	"oneonone/notes/clause"
	"oneonone/notes/goals"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

type goal struct {
	*goals.Story
	Text, Line template.HTML
}

// side is one side's promises: what became of the year's, and all open ones.
type side struct {
	Whose, Says string
	Bar         template.HTML
	Open        []promised
}

type promised struct {
	*promise.Thread
	Whose string // set when it is not the side's alone
	Place string // on the page, "" when its entry is not there
	Late  int    // days
}

// Strip draws the weeks of the year, from the first that had anything planned.
func (d *doc) Strip() template.HTML {
	weeks := pages.Weeks(d.FirstWeek(), d.Packet.Weeks())
	begun := slices.IndexFunc(weeks, func(w pages.Week) bool { return w.Mark != pages.Rest })
	return pages.Strip(weeks[max(0, begun):])
}

// top adds the top page to the page: goals, drawn, and the rest.
func (d *doc) top(s *cli.Session) {
	top := d.w.Top(d.Person.Handle)
	if top == nil {
		return
	}
	if fault := markdown.FrontFault(top.Path, top.Src); fault != nil {
		return // which has been reported already
	}
	t := d.textOf(&top.Note, 1)
	blankTitle(t.Src)
	for _, g := range d.Arc.Goals {
		html, _ := (&pages.Text{Src: withoutDays(top.Src, &g.Goal.Item), Place: d.placeOf}).HTML()
		d.Goals = append(d.Goals, goal{g.Story, html, pages.GoalLine(g.Story, d.Since, d.Until)})
		pages.Blank(t.Src, g.Goal.Start, g.Goal.End)
	}
	if !d.w.IsShared(d.Person.Handle) {
		for _, it := range top.Dated() {
			t.Hidden[it.Line] = true
			d.left++
		}
	}
	d.About, _ = t.HTML()
}

// withoutDays is an item without the dates in parentheses after its words, which
// are shown beside it.
func withoutDays(src []byte, it *page.Item) []byte {
	item := bytes.Clone(src[it.Start:it.End])
	from := it.TextEnd - it.Start
	to := markdown.EndOfLine(item, from)
	if rest := bytes.TrimSpace(item[from:to]); bytes.HasPrefix(rest, []byte("(")) && bytes.HasSuffix(rest, []byte(")")) {
		pages.Blank(item, from, to)
	}
	return item
}

func (d *doc) promises(threads []*promise.Thread, shown map[string]string) {
	most := max(d.Promises[0].Count(), d.Promises[1].Count(), 1)
	for i, whose := range []string{d.Me, d.Name} {
		of := &d.Promises[i]
		one := side{Whose: whose, Says: pages.PromisesSay(of), Bar: pages.PromisesBar(of, most, whose)}
		for _, t := range threads {
			if t.State != clause.Open || t.IsMine() != (i == 0) {
				continue
			}
			p := promised{Thread: t}
			if t.Overdue(d.Today) {
				p.Late = d.Today.Sub(t.Due)
			}
			if i == 1 && !slices.Equal(t.Owners, []string{d.Person.Handle}) {
				p.Whose = promise.OwnerNames(d.w.Grammar().Of(d.Person.Handle), t.Owners) + ": "
			}
			newest := t.Newest()
			p.Place = shown[anchor(newest.Path, newest.Line)]
			one.Open = append(one.Open, p)
		}
		d.Sides = append(d.Sides, one)
	}
}
