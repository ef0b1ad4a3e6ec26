package handout

import (
	"bytes"
	"html/template"
	"path"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/pages"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/review"
)

type entry struct {
	ID, Title string
	Meeting   page.Meeting
	Text      template.HTML
}

// year is one year's entries, for the table of contents.
type year struct {
	Year    int
	Entries []entry
}

// Years groups the entries by year, newest first.
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

// Short is the entry's day without the year.
func (e entry) Short() string { return e.Meeting.Ref.Date.Time().Format("2\u00a0Jan") }

// Facts are what is known about the meeting besides its notes. Why it was skipped
// and how somebody felt are left out as private.
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

// entries puts entries on the page, the newest first. shown are the places that
// links can point to, keyed by what anchor calls them.
func (d *doc) entries(s *cli.Session, all []*page.Entry, refs []page.EntryRef) (shown map[string]string) {
	shown, d.ids = map[string]string{}, map[string]string{}
	for _, r := range refs {
		d.ids[r.Path] = page.EntryName(r.Date, r.N)
	}
	for _, e := range slices.Backward(all) {
		id := d.ids[e.Path]
		if id == "" {
			continue
		}
		if fault := markdown.FrontFault(e.Path, e.Src); fault != nil {
			s.SayProblems([]markdown.Problem{*fault}) // there is no telling front matter from text
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

// textOf is a note's text without its front matter. Feedback noted but not yet
// given is left out, unless the person reads the notes anyway.
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

// anchor is the ID of an entry's line on the page.
func anchor(file string, line int) string {
	return strings.Replace(review.PlaceOf(file, line), ":", ".", 1)
}

// titleOf is the heading over an entry; said is whether it comes from the entry's
// first heading.
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

// blankTitle blanks out the heading that a text begins with.
func blankTitle(src []byte) {
	at := len(src) - len(bytes.TrimLeft(src, " \r\n\ufeff"))
	if bytes.HasPrefix(src[at:], []byte("# ")) {
		pages.Blank(src, at, markdown.EndOfLine(src, at))
	}
}
