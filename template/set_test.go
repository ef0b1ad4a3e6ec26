package template

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// golden compares an archive with its file, or writes it.
func golden(t *testing.T, path string, got *txtar.Archive) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(txtar.Format(got))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func builtInSet(t *testing.T) *Set {
	t.Helper()
	s, err := NewSet(nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every built-in template as it looks the first time it is used.
func TestBuiltInTemplates(t *testing.T) {
	s := builtInSet(t)
	got := &txtar.Archive{Comment: []byte("Every built-in template, for a meeting with nothing carried over.\n")}
	for _, i := range s.List() {
		if i.Err != nil || i.Purpose == "" || i.Path != "" || i.Replaces {
			t.Errorf("%+v", i)
		}
		d := Data{Me: "Sam Rivera", Date: "2026-11-20", Ordinal: 1, Person: Person{
			Handle: "alice", Name: "Alice Martin", Role: "report", Cadence: "weekly"},
			Prompts: []string{"What would make next week easier than this one?", "Where do things fall between two chairs?"}}
		if len(i.Roles) > 0 {
			d.Person.Role = i.Roles[0]
		}
		out, err := s.execute(i.Name, d)
		if err != nil {
			t.Error(err)
			continue
		}
		got.Files = append(got.Files, txtar.File{Name: i.Name, Data: out})
		if i.Entry {
			pristine(t, i.Name, string(out))
		}
	}
	golden(t, filepath.Join("testdata", "built-in.txtar"), got)
}

var (
	comments = regexp.MustCompile(`(?s)<!--.*?-->`)
	// The sections FORMAT.md reads topics, goals and actions from; a template
	// that has nothing to carry over must have none of them.
	readSections = regexp.MustCompile(`(?mi)^#+ (topics?|agenda|talking points|discussion|questions|(my|their|\w+'s) topics|hopper|parking lot|later|backlog|goals?|objectives?|okrs?|last time|actions?|follow|next steps?|to-? ?dos?|commitments?)\b`)
	endsInNotes  = regexp.MustCompile(`\n\n## Notes\n(?:<!--\nIf it goes quiet[^>]*-->\n)?\n$`)
	promises     = regexp.MustCompile(`\[[ x-]\]|\*\*|__|<b>|TODO|ACTION|(?i)\b(todo|action|ap|ai):|→`)
)

// pristine checks that an entry nobody has written in holds nothing the
// program would read as an action or a topic.
func pristine(t *testing.T, name, out string) {
	t.Helper()
	bare := strings.Replace(comments.ReplaceAllString(out, ""), "\n## Alice's topics\n", "\n", 1) // the one that stands open for them
	if m := readSections.FindString(bare); m != "" {
		t.Errorf("%s: the heading %q has nothing to carry", name, m)
	}
	if m := promises.FindString(bare); m != "" {
		t.Errorf("%s: %q could be read as an action", name, m)
	}
	if !endsInNotes.MatchString(out) {
		t.Errorf("%s: does not end in Notes and an empty line", name)
	}
	if strings.Contains(out, "\n\n\n") || strings.Count(out, "<!--") != strings.Count(out, "-->") {
		t.Errorf("%s: odd blank lines or comments:\n%s", name, out)
	}
	for i, l := range strings.Split(out, "\n") {
		if n := len([]rune(l)); n > 96 {
			t.Errorf("%s:%d: %d characters", name, i+1, n)
		}
	}
}

// The agreement has eight questions for a report; not all of them are for others.
func TestAgreementPoints(t *testing.T) {
	for role, want := range map[string]int{"report": 8, "other": 5, "peer": 3, "manager": 3, "skip-level": 3} {
		points := AgreementPoints(role)
		if len(points) != want {
			t.Errorf("%d points for role %s, want %d", len(points), role, want)
		}
		for _, p := range points {
			if strings.ContainsAny(p.Label, ":.?") || p.Text == "" {
				t.Errorf("%s: label %q", p.ID, p.Label)
			}
		}
	}
}

func TestUserTemplates(t *testing.T) {
	folder := fstest.MapFS{
		"templates/weekly.md":       {Data: []byte("{{/* Ours. */}}\n# {{.Title}}\n{{.Nope}}\n")},
		"templates/standup.md":      {Data: []byte("{{/* Short.\n roles: report,peer */}}\n# {{.Title}}\n")},
		"templates/coffee/01.md":    {Data: []byte("# {{.Template}}\n")},
		"templates/coffee/02.md":    {Data: []byte("# {{.Template}}\n")},
		"templates/coffee/draft.md": {Data: []byte("{{")},
		"templates/README.md":       {Data: []byte("{{ not a template")},
		"templates/.swp.md":         {Data: []byte("{{")},
		"templates/notes.txt":       {Data: []byte("{{")},
	}
	s, err := NewSet(folder)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]Info{}
	for _, i := range s.List() {
		byName[i.Name] = i
	}
	if i := byName["weekly"]; !i.Replaces || i.Path != "templates/weekly.md" || i.Err == nil || i.Purpose != "Ours." ||
		!strings.HasPrefix(i.Err.Error(), "templates/weekly.md:3: unknown name .Nope") {
		t.Errorf("weekly: %+v", i)
	}
	if i := byName["standup"]; i.Replaces || i.Err != nil || fmt.Sprint(i.Roles) != "[report peer]" {
		t.Errorf("standup: %+v", i)
	}
	if len(byName) != len(builtInSet(t).List())+3 {
		t.Errorf("%d templates: %v", len(byName), s.Names())
	}
	d := Data{Date: "2026-11-20", Ordinal: 2}
	if out, err := s.Execute("coffee", d); err != nil || string(out) != "# coffee/02\n\n" {
		t.Errorf("%q, %v", out, err)
	}
	d.Ordinal = 3
	if out, err := s.Execute("coffee", d); err == nil || out != nil {
		t.Errorf("%q, %v", out, err)
	}
	if out, err := s.Execute("weekly", d); err == nil || out != nil {
		t.Errorf("a broken template made %q", out)
	}
	if out, err := s.Execute(TopPageName, d); err == nil || out != nil {
		t.Errorf("an entry was made from the top page's template: %q", out)
	}
}

func TestUnknownTemplate(t *testing.T) {
	for name, want := range map[string]string{
		"wekly":          "did you mean weekly?",
		"first-ten/3":    "did you mean first-ten/",
		"skip":           "did you mean skip-level?",
		"../people/x":    "there are first, first-ten,",
		"templates/peer": "there are first, first-ten,",
		"":               "there are first, first-ten,",
	} {
		_, err := builtInSet(t).Execute(name, Data{})
		var unknown *UnknownError
		if !errors.As(err, &unknown) || !strings.HasPrefix(unknown.Hint(), want) {
			t.Errorf("%q: %v, hint %q", name, err, unknown.Hint())
		}
	}
}

// Notes may hold anything; none of it is a template.
func FuzzExecute(f *testing.F) {
	f.Add("weekly", "- [ ] {{.Me}} \x00 1 \x00", "{{end}}")
	f.Add("first", "- a\n\n\n  b", "--> <!--")
	f.Fuzz(func(t *testing.T, name, topic, prompt string) {
		if strings.TrimSpace(topic) == "" || strings.Contains(topic, "\r") || len(topic) > maxOutput/2 || len(prompt) > 1000 {
			return
		}
		out, err := builtInSet(t).Execute(name, Data{Date: "2026-11-20", Ordinal: 1, Topics: []string{topic}, Prompts: []string{prompt}})
		if err != nil {
			return // no such template
		}
		if want := strings.TrimRight(topic, " \t\n"); !bytes.Contains(out, []byte(want)) {
			t.Errorf("%q is not in the entry as it is:\n%s", want, out)
		}
	})
}

// A part of a series does not come before the meeting its number says.
func TestSeriesAreDue(t *testing.T) {
	s := builtInSet(t)
	five := []string{"taking-over/01", "taking-over/02", "taking-over/03", "taking-over/04", "taking-over/05"}
	for _, c := range []struct {
		used    []string
		meeting int
		want    bool
	}{
		{nil, 2, false},
		{five[:1], 2, true},
		{five[:1], 7, true},
		{five, 6, false},
		{five, 9, false},
		{five, 10, true},
		{append(five, "taking-over/10"), 11, false},
	} {
		if got := s.Due(TakingOver, c.used, c.meeting); got != c.want {
			t.Errorf("meeting %d after %v: %v", c.meeting, c.used, got)
		}
	}
	if s.Due("weekly", []string{"weekly"}, 2) {
		t.Error("weekly is no series")
	}
}
