package handout

import (
	"bytes"
	"cmp"
	_ "embed"
	"html/template"
	"slices"
	"sync"

	"oneonone/internal/cli"
	"oneonone/internal/pages"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
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

// PersonOptions say which of somebody's entries are on their page, and where it goes.
type PersonOptions struct {
	// Wanted chooses among the entries, oldest first; nil means the last year's.
	Wanted func([]page.EntryRef) ([]page.EntryRef, error)
	Day    string // the entries of one day, and nothing else
	Into   string // a file to write to
}

// doc is a running doc in the form its page needs.
type doc struct {
	*review.Packet
	w        *cli.Workspace
	Name, Me string
	Whole    bool // not one day alone
	Goals    []goal
	Sides    []side
	About    template.HTML
	Entries  []entry
	ids      map[string]string // the IDs of entries on the page, by path
	left     int               // how many lines were left out
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
	if refs, err = o.choose(s, p, refs, since); err != nil {
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

// choose returns the entries for the page.
func (o *PersonOptions) choose(s *cli.Session, p *notes.Person, refs []page.EntryRef, since when.Date) ([]page.EntryRef, error) {
	switch {
	case o.Day != "":
		return s.EntriesOn(p, refs, o.Day)
	case o.Wanted != nil:
		return o.Wanted(refs)
	}
	return slices.DeleteFunc(refs, func(r page.EntryRef) bool { return r.Date.Before(since) }), nil
}

func (d *doc) page() ([]byte, error) {
	var body, out bytes.Buffer
	if err := personPage().Execute(&body, d); err != nil {
		return nil, err
	}
	err := pages.Write(&out, d.Name, template.HTML(body.String())) // made by a template that escapes its values
	return out.Bytes(), err
}
