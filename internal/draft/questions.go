package draft

import (
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/template"
)

// LookBack is how many of the newest entries are searched for questions that
// were asked: two years of weekly meetings. What was asked before may be asked
// again.
const LookBack = 104

// Questions chooses the day's questions for a person. What stands in an entry
// or the hopper since before today was asked or will be; today's entry is not
// looked at, so that adding the questions to it does not change them.
func Questions(f *notes.Folder, bank *template.Bank, p *notes.Person, want template.Want, today when.Date) ([]template.Question, []markdown.Problem, error) {
	refs, err := f.Entries(p.Handle)
	if err != nil {
		return nil, nil, err
	}
	for len(refs) > 0 && !refs[len(refs)-1].Date.Before(today) {
		refs = refs[:len(refs)-1]
	}
	entries, problems := f.ReadAll(refs[max(0, len(refs)-LookBack):])
	asked := template.NewAsked(bank)
	if top := f.Top(p.Handle); top != nil {
		for _, t := range top.Hopper() {
			if t.Since.Before(today) {
				asked.Read(t.Text)
			}
		}
	}
	readAll(asked, entries)
	met := make([]when.Date, len(refs))
	for i, r := range refs {
		met[i] = r.Date
	}
	if want.Topic == "" {
		want.Lean = leaning(f, bank, p, today.AddDays(-1))
	}
	want.Moment, want.Seed, want.Before = momentOf(f, p, met, today), seedOf(p.Handle, today.String()), asked
	return bank.Choose(want), problems, nil
}

// askedIn finds the questions of a bank that the newest of some entries, given
// oldest first, hold.
func askedIn(bank *template.Bank, entries []*page.Entry) *template.Asked {
	asked := template.NewAsked(bank)
	readAll(asked, entries)
	return asked
}

func readAll(asked *template.Asked, entries []*page.Entry) {
	for _, e := range entries[max(0, len(entries)-LookBack):] {
		asked.Read(string(notes.Body(e.Src)))
	}
}

// seedOf makes a choice of questions that is a person's for a day.
func seedOf(handle, day string) string { return handle + " " + day }

// Texts are the words of questions.
func Texts(questions []template.Question) []string {
	out := make([]string, len(questions))
	for i, q := range questions {
		out[i] = q.Text
	}
	return out
}
