package template

import (
	"errors"
	"strings"
	"time"
	"unicode"

	"oneonone/internal/role"
)

// Data is what templates can show. Days are ISO dates, "" when unknown.
type Data struct {
	Person Person
	// Me is the folder owner's name, "" if unknown.
	Me       string
	Date     string // 2026-11-20
	DateLong string // Friday 20 November 2026; made from Date when empty
	Title    string // the entry's heading; "First · DateLong" when empty
	// Ordinal says which meeting with this person it is, from 1.
	Ordinal     int
	LastMeeting string // the day of the meeting before, "" for the first
	// Others is how many others in the person's role the owner meets regularly.
	Others int
	// FollowUps, Topics and Goals are Markdown list items as they go into the entry,
	// possibly several lines long.
	FollowUps []string
	Topics    []string
	Goals     []string
	// Agreement are the points of a working agreement, as list items to fill in;
	// those for the person's role when nil.
	Agreement []string
	// Wished is what was wished for by about this day, one line each.
	Wished []string
	// Leaving is the day on which a long leave begins, when it is near.
	Leaving string
	// Theirs is how many of Topics, the first ones, the person brought.
	Theirs int
	// Prompts are questions for when it goes quiet, one line each.
	Prompts []string
	// Template is the template's name; Execute fills it in.
	Template string
}

// Person is who the meeting is with.
type Person struct {
	Handle  string
	Name    string // Alice Martin
	First   string // Alice; the first word of Name when empty
	Role    string // one of role.All
	Started string // their first day in the role or on the team
	Field   string // what they work in: sales
	Minutes int    // how long a meeting lasts
	// The rest is for the top page and the invitation.
	Cadence, Day, Time, Template string
	Aliases                      []string
}

// Field is a name a template can use.
type Field struct {
	Name string // .Person.Name
	Doc  string // what it is, in a few words
	get  func(*Data) any
}

// Fields returns all the names a template can use, in the order they are
// documented.
func Fields() []Field { return fields }

var fields = []Field{
	{".Title", "the entry's heading: Alice · Friday 20 November 2026", func(d *Data) any { return line(d.Title) }},
	{".Date", "the day of the meeting: 2026-11-20", func(d *Data) any { return line(d.Date) }},
	{".DateLong", "the day in words: Friday 20 November 2026", func(d *Data) any { return line(d.DateLong) }},
	{".Ordinal", "which meeting with this person it is: 1, 2, …", func(d *Data) any { return d.Ordinal }},
	{".LastMeeting", "the day of the meeting before, empty at the first", func(d *Data) any { return line(d.LastMeeting) }},
	{".FollowUps", "the open actions, as list items", func(d *Data) any { return blocks(d.FollowUps) }},
	{".Topics", "the topics that waited for this meeting, as list items, theirs first", func(d *Data) any { return blocks(d.Topics) }},
	{".TheirTopics", "those of .Topics that the person brought", func(d *Data) any { return blocks(d.Topics[:d.Theirs]) }},
	{".OtherTopics", "those of .Topics that anybody else brought", func(d *Data) any { return blocks(d.Topics[d.Theirs:]) }},
	{".Goals", "the person's open goals, as list items", func(d *Data) any { return blocks(d.Goals) }},
	{".Prompts", "a few questions for when it goes quiet", func(d *Data) any { return quiet(d.Prompts) }},
	{".Agreement", "the points of a working agreement, as list items", func(d *Data) any { return blocks(d.Agreement) }},
	{".Wished", "what was wished for a year ago, or longer, by this day", func(d *Data) any { return quiet(d.Wished) }},
	{".Leaving", "the day on which a long leave begins, when it is near: 2026-12-01", func(d *Data) any { return line(d.Leaving) }},
	{".Others", "how many others of their role you meet regularly", func(d *Data) any { return d.Others }},
	{".Template", "the name of this template", func(d *Data) any { return line(d.Template) }},
	{".Me", "your name", func(d *Data) any { return line(d.Me) }},
	{".Person", "who the meeting is with", nil},
	{".Person.Handle", "their handle: alice", func(d *Data) any { return line(d.Person.Handle) }},
	{".Person.Name", "their name: Alice Martin", func(d *Data) any { return line(d.Person.Name) }},
	{".Person.First", "their first name: Alice", func(d *Data) any { return line(d.Person.First) }},
	{".Person.Role", role.List(), func(d *Data) any { return line(d.Person.Role) }},
	{".Person.Started", "their first day in the role or on the team: 2026-03-02", func(d *Data) any { return line(d.Person.Started) }},
	{".Person.Field", "what they work in, may be empty: sales", func(d *Data) any { return line(d.Person.Field) }},
	{".Person.Minutes", "how long you meet, in minutes: 30", func(d *Data) any { return d.Person.Minutes }},
	{".Person.Length", "how long you meet, in words: half an hour", func(d *Data) any { return d.Person.length() }},
	{".Person.Often", "when you meet, in words: every week on Wednesday at 14:00; empty when nobody said", func(d *Data) any { return line(d.Person.often()) }},
	{".Person.Cadence", "how often you meet: weekly", func(d *Data) any { return line(d.Person.Cadence) }},
	{".Person.Day", "the weekday you meet, may be empty", func(d *Data) any { return line(d.Person.Day) }},
	{".Person.Time", "the time you meet, may be empty", func(d *Data) any { return line(d.Person.Time) }},
	{".Person.Template", "the template their entries start from, may be empty", func(d *Data) any { return line(d.Person.Template) }},
	{".Person.Aliases", "what else they are called", func(d *Data) any { return nameList(d.Person.Aliases) }},
}

// complete fills in fields that follow from others.
func (d Data) complete() Data {
	if d.Person.Name == "" {
		d.Person.Name = d.Person.Handle
	}
	if d.Person.First == "" {
		d.Person.First, _, _ = strings.Cut(line(d.Person.Name), " ")
	}
	if d.Agreement == nil {
		for _, q := range AgreementPoints(d.Person.Role) {
			d.Agreement = append(d.Agreement, "- "+q.Label+":")
		}
	}
	// The built-in templates name people inside comments.
	d.Person.First = strings.ReplaceAll(d.Person.First, "--", "–")
	if d.DateLong == "" {
		d.DateLong = d.Date
		if day, err := time.Parse(time.DateOnly, d.Date); err == nil {
			d.DateLong = day.Format("Monday 2 January 2006")
		}
	}
	if d.Title == "" {
		d.Title = d.Person.First + " · " + d.DateLong
	}
	return d
}

// line makes one line of a text: a name with a line break must not break the
// front matter or the heading it is put in.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// blocks drops empty items, and the line ends after an item, which are up to the
// template.
func blocks(items []string) []string {
	var out []string
	for _, s := range items {
		if s = strings.TrimRight(strings.ReplaceAll(s, "\r\n", "\n"), " \t\n"); strings.TrimSpace(s) != "" {
			out = append(out, s)
		}
	}
	return out
}

// quiet makes questions safe inside an HTML comment, where templates put them.
func quiet(questions []string) []string {
	var out []string
	for _, q := range questions {
		if q = strings.ReplaceAll(line(q), "--", "–"); q != "" {
			out = append(out, q)
		}
	}
	return out
}

func nameList(in []string) nameWords {
	var out nameWords
	for _, s := range in {
		if s = line(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// blockList is a list as a template sees it. Its elements are stand-ins for the
// blocks, which are put in after the template has run; printed as a whole, each
// is on a line of its own.
type blockList []string

func (l blockList) String() string { return strings.Join(l, "\n") }

// MarshalYAML fails: stand-ins are not YAML.
func (blockList) MarshalYAML() (any, error) {
	return nil, errors.New("this list is Markdown, not YAML")
}

// nameWords is a list of short texts.
type nameWords []string

func (n nameWords) String() string { return strings.Join(n, ", ") }

// group is data with names of its own. Nobody wants it printed as a whole, so it
// prints as a stand-in for nothing, which fill refuses.
type group map[string]any

func (group) String() string { return "\x00\x00" }
