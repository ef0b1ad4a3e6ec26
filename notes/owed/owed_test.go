package owed_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/sliptest"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/owed"
)

// page is a note that is being written, line by line.
type page struct{ strings.Builder }

// line writes a line and gives its number.
func (p *page) line(format string, args ...any) int {
	fmt.Fprintf(p, format+"\n", args...)
	return strings.Count(p.String(), "\n")
}

// team makes three years of notes of twelve people in which something is owed, and
// noise around it that says the same words and owes nothing. It tells what is to be
// found.
func team(t *testing.T) (*notes.Folder, []string) {
	t.Helper()
	r := rand.New(rand.NewPCG(15, 3))
	files := fstest.MapFS{"oneonone.yaml": {Data: []byte("format: 1\nme: Sam Rivera\n")}}
	var want []string
	noise := []string{"we talked about feedback from Alice", "- [ ] Sam to ask for feedback", "> - [ ] to %s: a quotation", "```\n- [ ] to %s: code\n```",
		"<!-- - [ ] to %s: a comment -->", "- [x] to %s: said before (said 2024-01-02)", "- to %s: said at once", "- [ ] to be decided: the date", "- How do I look like?"}
	first, _ := when.ParseISO("2023-11-20")
	for i := range sliptest.Draws(12) {
		handle, name := fmt.Sprintf("p%02d", i), fmt.Sprintf("Person%c Tester", 'A'+i)
		files["people/"+handle+"/README.md"] = &fstest.MapFile{Data: []byte("---\nname: " + name + "\nrole: report\n---\n")}
		for week := range 156 {
			day := first.AddDays(7 * week)
			path := "people/" + handle + "/" + day.String() + ".md"
			planted := func(kind owed.Kind, text, path string, line int) {
				want = append(want, fmt.Sprintf("%s|%s|%s|%s|%s:%d", handle, kind, text, day, path, line))
			}
			var entry, private page
			text := fmt.Sprintf("thing %d of %s", week, handle)
			entry.line("# %s\n\n## Notes", name)
			entry.line("%s\n", strings.ReplaceAll(noise[r.IntN(len(noise))], "%s", name))
			switch week % 5 {
			case 0:
				private.line("# private\n")
				planted(owed.Say, text, "private/"+path, private.line("- [ ] to %s: %s", name, text))
			case 1:
				entry.line("## Feedback")
				planted(owed.Heard, text, path, entry.line("- from %s: %s", name, text))
				planted(owed.Change, "change "+text, path, entry.line("  - [ ] change %s", text))
				entry.line("  - [x] changed %s", text)
			case 2:
				entry.line("## Feedback")
				planted(owed.Ask, text+"?", path, entry.line("- Q (Sam): %s?", text))
				entry.line("- Q (Sam): answered %s?", text)
				planted(owed.Heard, "answered "+text+"? – yes", path, entry.line("  - A: yes"))
				entry.line("- Q: hers %s?", text)
			case 3:
				entry.line("## Topics")
				planted(owed.Ask, "Do I listen to "+text+"?", path, entry.line("- [x] Do I listen to %s?", text))
				entry.line("- [ ] Do I listen to the rest?")
			}
			files[path] = &fstest.MapFile{Data: []byte(entry.String())}
			if private.Len() > 0 {
				files["private/"+path] = &fstest.MapFile{Data: []byte(private.String())}
			}
		}
	}
	f, err := notes.OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	f.Today = first.AddDays(7 * 156)
	return f, want
}

// Every planted debt is found with its direction, its day and its place, and none of
// the noise.
func TestPlantedDebts(t *testing.T) {
	f, want := team(t)
	all, problems, err := owed.Find(f, func(words string) bool { return strings.Contains(words, "Do I listen to") })
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	var got []string
	for _, d := range all {
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%s:%d", d.Person, d.Kind, d.Text, d.Day, d.Path, d.Line))
	}
	slices.Sort(want)
	slices.Sort(got)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("missed %s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("made up %s", g)
		}
	}
}
