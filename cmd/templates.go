package cmd

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/template"
)

// lookBack is how many of the newest entries are searched for questions that
// were asked: most of a year of weekly meetings. What was asked before may be
// asked again.
const lookBack = 40

// promptsInEntry is how many questions a new entry offers for when it goes
// quiet.
const promptsInEntry = 2

// entryTemplate names the template of a new entry: the one asked for, else the
// one that person, role and time together suggest. Of a series it is the part
// behind those the person's entries started from.
func entryTemplate(w *cli.Workspace, set *template.Set, person *notes.Person, d *notes.EntryDraft, asked string) (string, error) {
	var used []string
	for _, e := range d.Earlier {
		if name := e.Template(); name != "" {
			used = append(used, name)
		}
	}
	name := asked
	if name == "" {
		_, over := set.Next(person.Template, used)
		name = template.Pick(template.Choice{
			Person: person.Template, Over: over, Default: w.Settings.Defaults.Template, Role: person.Role,
			Started: person.Started.String(), Date: d.Ref.Date.String(), HasEntries: d.Ordinal > 1,
		})
	}
	part, _ := set.Next(name, used)
	resolved, err := set.Resolve(name, part)
	if err != nil && asked == "" {
		where := page.TopPagePath(person.Handle)
		if person.Template == "" {
			where = page.SettingsFile
		}
		return "", fmt.Errorf("%s: template: %w", where, err)
	}
	return resolved, err
}

// fillTemplate makes the text of a new entry. Topics that the template does
// not bring into the entry are left in the hopper: they leave it only for a
// place from which they can return.
func fillTemplate(s *cli.Session, w *cli.Workspace, set *template.Set, name string, person *notes.Person, d *notes.EntryDraft) ([]byte, error) {
	data := templateData(w, person, d, name)
	bank := template.LoadBank(w.FS)
	asked := askedIn(bank, d.Earlier)
	data.Prompts = texts(bank.Choose(template.Want{Role: person.Role, N: promptsInEntry, Seed: seedOf(person.Handle, data.Date), Asked: asked.Has}))
	text, err := set.Execute(name, data)
	var fault *template.FileError
	if errors.As(err, &fault) {
		return nil, cli.Hinted(fmt.Errorf("no entry was made: %w", err), "oneonone template edit %s", name)
	}
	if err != nil || len(d.Topics) == 0 {
		return text, err
	}
	lost := lostTopics(w, d, text)
	if len(lost) == 0 {
		return text, nil
	}
	if len(lost) == len(d.Topics) {
		s.Say("warning: the template %s has no place where topics are found again; they stay in the hopper", name)
		s.Say("hint: oneonone template check %s says more", name)
	}
	var keep []int
	for i, t := range d.Waiting {
		switch {
		case !slices.Contains(d.Topics, t):
		case !slices.Contains(lost, t):
			keep = append(keep, i)
		case len(lost) < len(d.Topics):
			s.Say("stays in the hopper, as it could not come back from an entry: %s", t.Text)
		}
	}
	d.Choose(keep)
	data.Topics = d.TopicItems()
	return set.Execute(name, data)
}

// lostTopics are the topics of a draft that cannot be read from its text.
func lostTopics(w *cli.Workspace, d *notes.EntryDraft, text []byte) []*notes.WaitingTopic {
	found := map[string]bool{}
	entry := w.Grammar().ParseEntry(d.Ref.Path, text)
	for _, t := range entry.Topics() {
		found[lookup.Fold(t.Text)] = t.Waiting
	}
	// A topic with an owner or a due date is an action anywhere; any other is
	// one only under a heading that does not make it a topic.
	agenda := "## Topics\n" + strings.Join(d.TopicItems(), "\n") + "\n"
	for _, a := range w.Grammar().ParseEntry(d.Ref.Path, []byte(agenda)).Actions() {
		found[lookup.Fold(a.Text)] = slices.ContainsFunc(entry.Actions(), func(b *page.Action) bool { return b.Text == a.Text })
	}
	return slices.DeleteFunc(slices.Clone(d.Topics), func(t *notes.WaitingTopic) bool { return found[lookup.Fold(t.Text)] })
}

// askedIn finds the questions of a bank that the newest of some entries, given
// oldest first, hold.
func askedIn(bank *template.Bank, entries []*page.Entry) *template.Asked {
	asked := template.NewAsked(bank)
	for _, e := range entries[max(0, len(entries)-lookBack):] {
		asked.Read(string(notes.Body(e.Src)))
	}
	return asked
}

// seedOf makes a choice of questions that is a person's for a day.
func seedOf(handle, day string) string { return handle + " " + day }

func texts(questions []template.Question) []string {
	out := make([]string, len(questions))
	for i, q := range questions {
		out[i] = q.Text
	}
	return out
}

// roleText is whom something is for, for a listing.
func roleText(roles []string) string {
	if len(roles) == 0 || slices.Equal(slices.Sorted(slices.Values(roles)), slices.Sorted(slices.Values(template.Roles))) {
		return "all"
	}
	return strings.Join(roles, ", ")
}
