package draft

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"oneonone/internal/role"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/settings"
	"oneonone/template"
)

// Sample is a folder with the settings of another and one person, to read
// sample entries with.
func Sample(f *notes.Folder) (*notes.Folder, error) {
	settings, err := fs.ReadFile(f.FS, page.SettingsFile)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", page.SettingsFile, err)
	}
	return notes.SampleFolder(settings, "alice", []byte("---\nname: Alice Martin\n---\n"))
}

// The sample that templates are checked with. What comes from notes may look like
// anything, even like a template.
var (
	sampleFollowUps = []string{
		"- [ ] **Alice: send the migration plan** (since 2026-11-13, due 2026-11-27)",
		"- [ ] **introduce Alice to the data team** (since 2026-11-06)",
	}
	sampleTopics = []string{
		"- [ ] How promotion works here",
		"- [ ] the {{.Nope}} service\n  <!--\n  - and its {{end}}\n  -->",
	}
	sampleGoals = []string{"- Lead the payments migration", "- Give a talk"}
)

func sampleData(role string, filled bool) template.Data {
	d := template.Data{
		Person: template.Person{Handle: "alice", Name: "Alice Martin", Role: role, Started: "2026-03-02", Cadence: "weekly", Minutes: 30},
		Me:     "Sam Rivera", Date: "2026-11-20", Ordinal: 1,
		Prompts: []string{"What should we talk about that we never do?", "Which part is the hard one?"},
	}
	if filled {
		d.Ordinal, d.LastMeeting = 5, "2026-11-13"
		d.Theirs = 1
		d.FollowUps, d.Topics, d.Goals = sampleFollowUps, sampleTopics, sampleGoals
	}
	return d
}

// Check fills a template in for every role and reads the result back. A fault
// is reported once, however many roles have it.
func Check(set *template.Set, sample *notes.Folder, name string) []markdown.Problem {
	raw, err := set.Get(name)
	c := checking{set: set, sample: sample, name: name, raw: raw, path: template.Path(name)}
	if !c.ran(err) {
		return c.problems
	}
	for _, who := range role.All {
		switch name {
		case template.TopPageName:
			c.topPage(who)
		case template.InviteName:
			if text, err := set.Invite(sampleData(who, true)); c.ran(err) && strings.TrimSpace(string(text)) == "" {
				c.fault(0, "the message is empty", "")
			}
		default:
			c.entry(who)
		}
	}
	return c.problems
}

type checking struct {
	set             *template.Set
	sample          *notes.Folder
	name, raw, path string
	problems        []markdown.Problem
}

func (c *checking) fault(line int, what, hint string) {
	p := markdown.Problem{Path: c.path, Line: line, What: what, Hint: hint}
	if !slices.Contains(c.problems, p) {
		c.problems = append(c.problems, p)
	}
}

// ran reports whether a template could be filled in, and keeps why not.
func (c *checking) ran(err error) bool {
	var file *template.FileError
	switch {
	case errors.As(err, &file):
		c.fault(file.Line, file.Msg, "oneonone template fields lists what a template can use")
	case err != nil:
		c.fault(0, err.Error(), "")
	}
	return err == nil
}

func (c *checking) entry(role string) {
	e, ok := c.read(sampleData(role, false))
	if !ok {
		return
	}
	if extra := append(append(actionTexts(e), agendaTexts(e)...), goalTexts(e)...); len(extra) > 0 {
		c.fault(lineWith(c.raw, extra[0]), fmt.Sprintf("an entry nobody has written in already holds: %s", strings.Join(extra, "; ")),
			"put what is only for reading into a comment: <!-- … -->")
	}
	if e, ok = c.read(sampleData(role, true)); !ok {
		return
	}
	g := c.sample.Grammar()
	want := g.ParseEntry("people/alice/2026-11-20.md", []byte("## Last time\n"+strings.Join(sampleFollowUps, "\n")+
		"\n\n## Topics\n"+strings.Join(sampleTopics, "\n")+"\n\n## Goals\n"+strings.Join(sampleGoals, "\n")+"\n"))
	c.found("follow-ups", ".FollowUps", "Last time", "actions", actionTexts(want), actionTexts(e))
	c.found("topics", ".Topics", "Topics", "topics", agendaTexts(want), agendaTexts(e))
	c.found("goals", ".Goals", "Goals", "goals", goalTexts(want), goalTexts(e))
}

// read fills the template in and reads it as an entry.
func (c *checking) read(d template.Data) (*page.Entry, bool) {
	text, err := c.set.Execute(c.name, d)
	if !c.ran(err) {
		return nil, false
	}
	e := c.sample.Grammar().ParseEntry("people/alice/2026-11-20.md", text)
	for _, p := range e.Problems {
		c.fault(0, p.What, p.Hint)
	}
	return e, true
}

// found compares what went into an entry with what is read from it.
func (c *checking) found(what, field, heading, kind string, want, got []string) {
	if slices.Equal(want, got) {
		return
	}
	line := lineWith(c.raw, "{{"+field+"}}")
	if line == 0 {
		line = lineWith(c.raw, field)
	}
	if line == 0 {
		c.fault(0, fmt.Sprintf("no {{%s}}: %s do not get into the entry", field, what), fmt.Sprintf("put {{%s}} under a heading such as ## %s", field, heading))
		return
	}
	there := 0
	for _, w := range want {
		if slices.Contains(got, w) {
			there++
		}
	}
	hint := fmt.Sprintf("put them under a heading that begins with %s, or name yours in %s: headings: {%s: [YOURS]}", heading, page.SettingsFile, kind)
	if there < len(want) {
		c.fault(line, fmt.Sprintf("%s are not found again: %d of %d", what, there, len(want)), hint)
		return
	}
	c.fault(line, fmt.Sprintf("too much is read as %s: %d of %d are not", what, len(got)-there, len(got)), hint)
}

func (c *checking) topPage(role string) {
	text, err := c.set.TopPage(template.Page{Handle: "alice", Name: "Alice Martin", Role: role, Cadence: "biweekly", Day: "tuesday", Time: "14:00",
		Started: "2026-03-02", Template: "weekly", Minutes: 30, Aliases: []string{"Ali", "AM"}})
	if !c.ran(err) {
		return
	}
	folder, err := notes.SampleFolder(settings.New("", ""), "alice", text)
	if err != nil {
		c.fault(0, err.Error(), "")
		return
	}
	p := folder.Person("alice")
	for _, problem := range p.Problems {
		c.fault(0, problem.What, problem.Hint)
	}
	if p.Name != "Alice Martin" || p.Role != role {
		c.fault(0, "name and role cannot be read back from the page's front matter", "name: {{yaml .Person.Name}} and role: {{yaml .Person.Role}} belong at the top")
	}
	top := c.sample.Grammar().ParseTopPage(page.TopPagePath("alice"), text)
	if n := len(top.Goals()) + len(top.Hopper()); n > 0 {
		c.fault(0, "a page nobody has written in already holds goals or topics", "put what is only for reading into a comment: <!-- … -->")
	}
}

func actionTexts(e *page.Entry) []string {
	var out []string
	for _, a := range e.Actions() {
		out = append(out, a.Text)
	}
	return out
}

func agendaTexts(e *page.Entry) []string {
	var out []string
	for _, t := range e.Topics() {
		out = append(out, t.Text)
	}
	return out
}

func goalTexts(e *page.Entry) []string {
	var out []string
	for _, g := range e.Goals() {
		out = append(out, g.Text)
	}
	return out
}

// lineWith is the first line that holds a text, 0 when none does.
func lineWith(raw, text string) int {
	i := strings.Index(raw, text)
	if i < 0 {
		return 0
	}
	return 1 + strings.Count(raw[:i], "\n")
}
