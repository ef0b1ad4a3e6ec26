package handout

import (
	"bytes"
	"cmp"
	_ "embed"
	"html/template"
	"path"
	"slices"
	"strings"
	"sync"

	"oneonone/internal/cli"
	"oneonone/internal/pages"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/review"
)

//go:embed person.html
var personText string

var personPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("person").Funcs(template.FuncMap{
		"long":  cli.LongDate,
		"short": func(d when.Date) string { return d.Time().Format("2 Jan 2006") },
		"facts": pages.GoalFacts,
		"late":  func(t promised) string { return text.Count(t.Late, "day", "days") + " late" },
	}).Parse(personText))
})

// PersonOptions are which of somebody's entries are on their page, and where it goes.
type PersonOptions struct {
	// Wanted chooses among the entries, the oldest first; nil is those of a year.
	Wanted func([]page.EntryRef) ([]page.EntryRef, error)
	Day    string // the entries of one day, and nothing else
	Into   string // a file to write to
}

// doc is a running doc as its page needs it.
type doc struct {
	*review.Packet
	w        *cli.Workspace
	Name, Me string
	Whole    bool // not one day alone
	Goals    []goal
	Sides    []side
	About    template.HTML
	Entries  []entry
	ids      map[string]string // what entries are called on the page, by path
	left     int               // the lines that are left out
}

type goal struct {
	*notes.GoalStory
	Text, Line template.HTML
}

// side is one side's promises: what became of those of the year, and all that
// are open.
type side struct {
	Whose, Says string
	Bar         template.HTML
	Open        []promised
}

type promised struct {
	*promise.Thread
	Whose string // where it is not the side's alone
	Place string // on the page, "" where its entry is not
	Late  int    // days
}

type entry struct {
	ID, Title string
	Meeting   page.Meeting
	Text      template.HTML
}

// Person writes somebody's running doc as a page.
func Person(s *cli.Session, word string, o PersonOptions) error {
	w, err := s.OpenSettled()
	if err != nil {
		return err
	}
	p, err := w.Find(word)
	if err != nil {
		return err
	}
	refs, err := w.Entries(p.Handle)
	if err != nil {
		return err
	}
	since := s.Today().AddMonths(-12)
	switch {
	case o.Day != "":
		refs, err = s.EntriesOn(p, refs, o.Day)
	case o.Wanted != nil:
		refs, err = o.Wanted(refs)
	default:
		refs = slices.DeleteFunc(refs, func(r page.EntryRef) bool { return r.Date.Before(since) })
	}
	if err != nil {
		return err
	}
	read := review.ReadPerson(w.Folder, p, review.Scope{})
	s.SayProblems(read.Problems)
	d := &doc{Packet: read.PacketOf(read.ArcOf(s.Today(), nil), since, s.Today(), nil), w: w, Name: p.FullName(), Me: cmp.Or(w.Settings.Me, "You"), Whole: o.Day == ""}
	shown := d.entries(s, read.Entries, refs)
	if d.Whole {
		d.top(s)
		d.promises(read.Threads, shown)
	}
	src, err := d.page()
	if err == nil {
		err = s.WritePage(w, src, o.Into)
	}
	if err == nil && d.left > 0 {
		s.Say("left out: %s that %s has not heard yet", text.Count(d.left, "remark", "remarks"), p.FirstName())
	}
	return err
}

// Strip draws the weeks of the year from the first on that anything was planned for.
func (d *doc) Strip() template.HTML {
	weeks := pages.Weeks(d.FirstWeek(), d.Packet.Weeks())
	begun := slices.IndexFunc(weeks, func(w pages.Week) bool { return w.Mark != pages.Rest })
	return pages.Strip(weeks[max(0, begun):])
}

// year are the entries of one, to be pointed at.
type year struct {
	Year    int
	Entries []entry
}

// Years are the years of the entries, the newest first.
func (d *doc) Years() (all []year) {
	for _, e := range d.Entries {
		if y := e.Meeting.Ref.Date.Year; len(all) == 0 || all[len(all)-1].Year != y {
			all = append(all, year{Year: y})
		}
		last := &all[len(all)-1]
		last.Entries = append(last.Entries, e)
	}
	return all
}

// Short is the entry's day where its year is known.
func (e entry) Short() string { return e.Meeting.Ref.Date.Time().Format("2\u00a0Jan") }

// Facts are what is known of the meeting besides its notes. Why it was skipped and
// how somebody was are one's own.
func (e entry) Facts() string {
	var all []string
	if e.Meeting.Skipped {
		all = append(all, "skipped")
	}
	for _, d := range e.Meeting.MovedFrom {
		all = append(all, "moved from "+d.Time().Format("2 January"))
	}
	if e.Meeting.Mode != "" {
		all = append(all, e.Meeting.Mode)
	}
	return strings.Join(all, ", ")
}

func (d *doc) page() ([]byte, error) {
	var body, out bytes.Buffer
	if err := personPage().Execute(&body, d); err != nil {
		return nil, err
	}
	err := pages.Write(&out, d.Name, template.HTML(body.String())) // made by a template that escapes
	return out.Bytes(), err
}

// entries puts entries on the page, the newest first. shown are the places that
// can be pointed at, by what anchor calls them.
func (d *doc) entries(s *cli.Session, all []*page.Entry, refs []page.EntryRef) (shown map[string]string) {
	shown, d.ids = map[string]string{}, map[string]string{}
	for _, r := range refs {
		d.ids[r.Path] = notes.EntryName(r.Date, r.N)
	}
	for _, e := range slices.Backward(all) {
		id := d.ids[e.Path]
		if id == "" {
			continue
		}
		if fault := notes.FrontFault(e.Path, e.Src); fault != nil {
			s.SayProblems([]markdown.Problem{*fault}) // what is front matter and what is text is not known
			continue
		}
		t := d.textOf(&e.Note, 2)
		title, said := titleOf(e, d.Person.FirstName())
		if said {
			blankTitle(t.Src)
		}
		for _, a := range e.Actions() {
			t.Named[a.Line] = anchor(e.Path, a.Line)
		}
		html, named := t.HTML()
		for line, name := range named {
			shown[anchor(e.Path, line)] = name
		}
		shown[id] = id
		d.Entries = append(d.Entries, entry{id, title, e.Meeting(), html})
	}
	return shown
}

// top puts on the page what stands on the top page: goals, drawn, and the rest.
func (d *doc) top(s *cli.Session) {
	top := d.w.Top(d.Person.Handle)
	if top == nil {
		return
	}
	if fault := notes.FrontFault(top.Path, top.Src); fault != nil {
		return // which is said already
	}
	t := d.textOf(&top.Note, 1)
	blankTitle(t.Src)
	for _, g := range d.Arc.Goals {
		html, _ := (&pages.Text{Src: withoutDays(top.Src, &g.Goal.Item), Place: d.placeOf}).HTML()
		d.Goals = append(d.Goals, goal{g.GoalStory, html, pages.GoalLine(g.GoalStory, d.Since, d.Until)})
		pages.Blank(t.Src, g.Goal.Start, g.Goal.End)
	}
	for _, it := range top.Dated() {
		t.Hidden[it.Line] = true
		d.left++
	}
	d.About, _ = t.HTML()
}

// withoutDays is an item without the parenthesis of days behind its words, which
// are told beside it.
func withoutDays(src []byte, it *page.Item) []byte {
	item := bytes.Clone(src[it.Start:it.End])
	from := it.TextEnd - it.Start
	to := markdown.EndOfLine(item, from)
	if rest := bytes.TrimSpace(item[from:to]); bytes.HasPrefix(rest, []byte("(")) && bytes.HasSuffix(rest, []byte(")")) {
		pages.Blank(item, from, to)
	}
	return item
}

// textOf is a note's text without its front matter. What was noted to be said, and
// is not said yet, is left out unless the person reads the notes anyway.
func (d *doc) textOf(n *page.Note, level int) *pages.Text {
	t := &pages.Text{Src: bytes.Clone(n.Src), Level: level, Named: map[int]string{}, Hidden: map[int]bool{}, Place: d.placeOf}
	pages.Blank(t.Src, 0, n.Front.End)
	if d.w.IsShared(d.Person.Handle) {
		return t
	}
	for _, m := range n.Remarks() {
		if m.Box == markdown.OpenBox && m.Toward.Way == page.To {
			t.Hidden[m.Line] = true
			d.left++
		}
	}
	return t
}

// placeOf is the place on the page of another note about the person.
func (d *doc) placeOf(link string) string {
	file, _, _ := strings.Cut(strings.TrimPrefix(link, "./"), "#")
	if id := d.ids[path.Join("people", d.Person.Handle, file)]; id != "" {
		return "#" + id
	}
	return ""
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

// anchor is what a line of an entry is called on the page.
func anchor(file string, line int) string {
	return strings.Replace(review.PlaceOf(file, line), ":", ".", 1)
}

// titleOf is what stands over an entry; said reports whether that is its first
// heading.
func titleOf(e *page.Entry, name string) (title string, said bool) {
	day := cli.LongDate(e.Date)
	switch at, ok := when.FindHeading(e.Title(), when.Unknown); {
	case e.Title() == name+" · "+day:
		return day, true
	case ok && at.Date == e.Date:
		return e.Title(), true
	}
	return day, false
}

// blankTitle takes the heading out that a text begins with.
func blankTitle(src []byte) {
	at := len(src) - len(bytes.TrimLeft(src, " \r\n\ufeff"))
	if bytes.HasPrefix(src[at:], []byte("# ")) {
		pages.Blank(src, at, markdown.EndOfLine(src, at))
	}
}
