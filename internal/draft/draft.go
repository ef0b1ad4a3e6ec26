package draft

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/template"
)

// promptsInEntry is how many questions a new entry offers for when it goes
// quiet.
const promptsInEntry = template.Hand

// Template names the template of a new entry: the one asked for, else the
// one that person, role and time together suggest. Of a series it is the part
// after those the person's entries started from.
func Template(f *notes.Folder, set *template.Set, person *notes.Person, d *notes.EntryDraft, asked string) (string, error) {
	person = person.AsNamed()
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
			Person: person.Template, Over: over, Default: f.Settings.Defaults.Template, Role: person.Role,
			Started: person.Started.String(), Date: d.Ref.Date.String(), HasEntries: d.Ordinal > 1,
			Back:  isBack(f.LeaveOf(person), daysOf(d.Earlier), d.Ref.Date),
			Begun: set.Due(template.TakingOver, used, d.Ordinal),
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

// Entry makes the text of a new entry. Topics that the template does not bring
// into the entry stay in the hopper, and said reports them: a topic leaves it
// only for a place from which it can return. A fault of the template is a
// *template.FileError.
func Entry(f *notes.Folder, set *template.Set, name string, person *notes.Person, d *notes.EntryDraft) (text []byte, said []string, err error) {
	data := entryData(f, person, d, name)
	bank := template.LoadBank(f.FS)
	var coach []string      // the comments left out of a shared doc
	raw, _ := set.Get(name) // Execute reports a missing one
	day := dayOf{Folder: f, bank: bank, person: person, earlier: d.Earlier, held: len(daysOf(d.Earlier)), today: d.Ref.Date}
	data.Prompts = Texts(bank.Choose(day.want(template.Want{N: promptsInEntry}, template.NewAsked(bank), raw, daysOf(d.Earlier))))
	execute := func() (text []byte, err error) {
		if text, err = set.Execute(name, data); err == nil && ofTwo(f, person) {
			text, coach = forTwo(text, data)
		}
		return text, err
	}
	defer func() { said = append(coach, said...) }()
	text, err = execute()
	if err != nil || len(d.Topics) == 0 {
		return text, nil, err
	}
	lost := lostTopics(f, d, text)
	if len(lost) == 0 {
		return text, nil, nil
	}
	if len(lost) == len(d.Topics) {
		said = append(said, fmt.Sprintf("warning: the template %s has no place where topics are found again; they stay in the hopper", name),
			fmt.Sprintf("hint: oneonone template check %s says more", name))
	}
	var keep []int
	for i, t := range d.Waiting {
		switch {
		case !slices.Contains(d.Topics, t):
		case !slices.Contains(lost, t):
			keep = append(keep, i)
		case len(lost) < len(d.Topics):
			said = append(said, "stays in the hopper, as it could not come back from an entry: "+t.Text)
		}
	}
	d.Choose(keep)
	data.Topics, data.Theirs = d.TopicItems(), d.Theirs()
	text, err = execute()
	return text, said, err
}

// daysOf returns the days of the entries whose meetings took place.
func daysOf(entries []*page.Entry) (days []when.Date) {
	for _, e := range entries {
		if !e.Meeting().Skipped {
			days = append(days, e.Date)
		}
	}
	return days
}

func entryData(f *notes.Folder, person *notes.Person, d *notes.EntryDraft, name string) template.Data {
	me := f.Settings.Me
	if person.Doc != nil {
		me = person.Doc.With.Names[0]
	}
	leaving := ""
	if l, ok := leaveAhead(f.LeaveOf(person), d.Ref.Date); ok && l.Long() {
		leaving = l.From.String()
	}
	return template.Data{
		Leaving:     leaving,
		Person:      Person(person.AsNamed()),
		Me:          me,
		Date:        d.Ref.Date.String(),
		DateLong:    cli.LongDate(d.Ref.Date),
		Ordinal:     d.Ordinal,
		LastMeeting: d.Last.Date.String(),
		FollowUps:   d.FollowUpItems(),
		Topics:      d.TopicItems(),
		Theirs:      d.Theirs(),
		Goals:       d.GoalItems(),
		Wished:      wished(person, d),
		Template:    name,
	}
}

// wished returns the wishes whose day has come, each as a line to talk about.
func wished(p *notes.Person, d *notes.EntryDraft) (lines []string) {
	for _, w := range d.WishesDue() {
		lines = append(lines, fmt.Sprintf("What %s wished for %s", p.FirstName(), w))
	}
	return lines
}

// Person is a person as templates see them.
func Person(p *notes.Person) template.Person {
	return template.Person{
		Handle: p.Handle, Name: p.FullName(), First: p.FirstName(), Role: p.Role, Started: p.Started.String(), Field: p.Field,
		Cadence: p.Cadence.String(), Day: p.Day, Time: p.Time, Template: p.Template, Aliases: p.Aliases, Minutes: p.Minutes,
	}
}

// lostTopics returns the topics of a draft that cannot be read back from its text.
func lostTopics(f *notes.Folder, d *notes.EntryDraft, text []byte) []*notes.WaitingTopic {
	found := map[string]bool{}
	entry := f.Grammar().ParseEntry(d.Ref.Path, text)
	for _, t := range entry.Topics() {
		found[lookup.Fold(t.Text)] = t.Waiting
	}
	lost := func(t *notes.WaitingTopic) bool { return !found[lookup.Fold(t.Text)] }
	if !slices.ContainsFunc(d.Topics, lost) {
		return nil
	}
	// A topic with an owner or a due date is an action anywhere; any other is
	// one only under a heading that does not make it a topic.
	agenda := "## Topics\n" + strings.Join(d.TopicItems(), "\n") + "\n"
	for _, a := range f.Grammar().ParseEntry(d.Ref.Path, []byte(agenda)).Actions() {
		found[lookup.Fold(a.Text)] = slices.ContainsFunc(entry.Actions(), func(b *page.Action) bool { return b.Text == a.Text })
	}
	return slices.DeleteFunc(slices.Clone(d.Topics), func(t *notes.WaitingTopic) bool { return !lost(t) })
}
