package draft

import (
	"slices"
	"strings"

	"oneonone/internal/pack"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/template"
)

// LookBack is how many of the newest entries are searched for questions already
// asked: two years of weekly meetings. What was asked before that may be asked
// again.
const LookBack = 104

// Questions chooses the day's questions for a person. What was in an entry or the
// hopper before today was asked or will be; today's entry is not looked at, so
// that adding the questions to it does not change them.
func Questions(f *notes.Folder, bank *template.Bank, p *notes.Person, want template.Want, today when.Date) ([]template.Question, []markdown.Problem, error) {
	d, met, problems, err := meetingOn(f, bank, p, today)
	if err != nil {
		return nil, nil, err
	}
	asked := template.NewAsked(bank)
	if top := f.Top(p.Handle); top != nil {
		for _, t := range top.Hopper() {
			if t.Since.Before(today) {
				asked.Read(t.Text)
			}
		}
	}
	return bank.Choose(d.want(want, asked, d.page(), met)), problems, nil
}

// dayOf is the day of a meeting. Whatever shows questions that day draws them from one
// list, so that none is shown twice.
type dayOf struct {
	*notes.Folder
	bank    *template.Bank
	person  *notes.Person
	earlier []*page.Entry // the newest, oldest first
	held    int
	today   when.Date
}

// meetingOn returns the day of a meeting with what the entries before it say, and
// their days.
func meetingOn(f *notes.Folder, bank *template.Bank, p *notes.Person, today when.Date) (d dayOf, met []when.Date, problems []markdown.Problem, err error) {
	refs, err := f.Entries(p.Handle)
	if err != nil {
		return d, nil, nil, err
	}
	for len(refs) > 0 && !refs[len(refs)-1].Date.Before(today) {
		refs = refs[:len(refs)-1]
	}
	for _, r := range refs {
		met = append(met, r.Date)
	}
	entries, problems := f.ReadAll(refs[max(0, len(refs)-LookBack):])
	held := len(refs) - len(entries) + len(daysOf(entries))
	return dayOf{Folder: f, bank: bank, person: p, earlier: entries, held: held, today: today}, met, problems, nil
}

// want completes w for the day. What is on the template that the day's entry starts from
// counts as asked, and so does what prep asks. A template without a place for questions
// brings its own, and those come first.
func (d dayOf) want(w template.Want, asked *template.Asked, page string, met []when.Date) template.Want {
	of := d.bank.Sum()
	for _, e := range d.earlier[max(0, len(d.earlier)-LookBack):] {
		asked.Note(askedIn(e, asked, of))
	}
	asked.Show(page)
	asked.Show(d.coming())
	for ago := 1; ago <= min(d.held, missedKnown); ago++ {
		for _, m := range d.missedAt(d.held - ago) {
			asked.Shown(m.Question, ago-1)
		}
	}
	areas, _ := untouched(d.Folder, d.bank, d.person, d.today) // the caller reports what is wrong with the notes
	w.Moment = momentOf(d.Folder, d.person, met, d.today)
	a, ok := d.point(d.Agreeing(d.person, d.earlier, d.held, d.today), areas, w.Moment, page)
	if ok {
		asked.Show("<!-- " + a.What + " -->")
	}
	w.Seed, w.Before = seedOf(d.person.Handle, d.today.String()), asked
	if w.Turn = d.held; w.Topic != "" {
		return w
	}
	w.Lean, w.Beside = d.leanTo(areas), d.thinking()
	if ok {
		w.Beside = append(w.Beside, d.bank.WithText(a.What)...)
	}
	if page != "" && !template.HasPrompts(page) {
		w.First, w.Forgotten, w.Seed = d.bank.OnPage(page, d.person.Role), true, d.person.Handle
	}
	return w
}

// thinking are the questions that prep has for thinking things through.
func (d dayOf) thinking() (all []template.Question) {
	for _, topic := range []string{"coaching", "launchpads"} {
		if q, ok := thinking(d.bank, d.person, topic, d.held); ok {
			all = append(all, q)
		}
	}
	return all
}

// coming is the text of the templates still to come in the series of first
// meetings: what they ask is not asked before.
func (d dayOf) coming() (raw string) {
	series := template.TakingOver + "/"
	if d.held >= agreementUntil || len(d.earlier) == 0 || !strings.HasPrefix(d.earlier[0].Template(), series) {
		return ""
	}
	set, err := template.NewSet(d.FS)
	if err != nil {
		return "" // whoever fills in the template reports what is wrong
	}
	for _, part := range set.Parts(template.TakingOver) {
		if !slices.ContainsFunc(d.earlier, func(e *page.Entry) bool { return e.Template() == part }) {
			text, _ := set.Get(part)
			raw += text
		}
	}
	return raw
}

// page is the template the day's entry starts from, "" when that is not known.
func (d dayOf) page() string {
	set, err := template.NewSet(d.FS)
	back := isBack(d.LeaveOf(d.person), daysOf(d.earlier), d.today)
	if err != nil || d.held > len(d.earlier) && !back {
		return ""
	}
	draft := &notes.EntryDraft{Earlier: d.earlier, Ordinal: d.held + 1, Ref: page.EntryRef{Date: d.today}}
	name, err := Template(d.Folder, set, d.person, draft, "")
	if err != nil {
		return ""
	}
	raw, _ := set.Get(name)
	return raw
}

// seedOf is the seed that makes a choice of questions one person's for one day.
func seedOf(handle, day string) string { return handle + " " + day }

// Texts are the words of questions.
func Texts(questions []template.Question) []string {
	out := make([]string, len(questions))
	for i, q := range questions {
		out[i] = q.Text
	}
	return out
}

// askedIn are the questions of a bank of some sum that an entry has.
func askedIn(e *page.Entry, asked *template.Asked, of string) template.In {
	return page.FactOf(e, "asked", of, func() template.In { return asked.In(string(markdown.Body(e.Src))) }, packIn, unpackIn)
}

func packIn(w *pack.Writer, in template.In) {
	for _, all := range [][]int{in.Asked, in.Offered} {
		w.Int(len(all))
		for _, i := range all {
			w.Int(i)
		}
	}
}

func unpackIn(d *pack.Reader) (in template.In) {
	for _, all := range []*[]int{&in.Asked, &in.Offered} {
		for range d.Count() {
			*all = append(*all, d.Int())
		}
	}
	return in
}
