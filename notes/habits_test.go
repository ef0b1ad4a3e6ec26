package notes

import (
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

func TestAsks(t *testing.T) {
	for text, want := range map[string]bool{
		"- What would make on-call bearable? swapping weeks": true,
		"How are you?":                          true,
		"- Was wäre anders?":                    true,
		"何が楽しいですか？":                             true,
		"- Is it done? What is left?":           true,
		"- Is it done?":                         false,
		"- Do you agree? Could you?":            false,
		"see https://example.org/?what=now":     false,
		"it went well":                          false,
		"?":                                     false,
		"- Budget: what do we cut first?":       true,
		"- the vendor asked; are we ready yet?": false,
	} {
		if got := asks(text); got != want {
			t.Errorf("asks(%q) = %v", text, got)
		}
	}
}

func TestMostlyStatus(t *testing.T) {
	g := page.NewGrammar(clause.NewLexicon(nil, nil), nil)
	for _, c := range []struct {
		name, body     string
		status, judged bool
	}{
		{"status", "- PAY-12 is done\n- the release is on track, 80%\n- blocked by the vendor\n", true, true},
		{"a talk", "- she wants to lead something\n- tired after the release was shipped\n- likes Ben's way of asking\n", false, true},
		{"two lines say nothing", "- PAY-12 done\n- PAY-13 done\n", false, false},
		{"questions about it are none", "- what does done mean to us?\n- who decides on the release?\n- PAY-12 merged\n", false, true},
		{"what was carried does not count", "## Last time\n- [ ] PAY-1 done\n- [ ] PAY-2 done\n- [ ] PAY-3 done\n", false, false},
	} {
		e := g.ParseEntry("people/alice/2026-11-20.md", []byte("# Alice\n\n## Notes\n\n"+c.body))
		if status, judged := isStatus(e); status != c.status || judged != c.judged {
			t.Errorf("%s: status %v, judged %v", c.name, status, judged)
		}
	}
}

// A habit takes several recent meetings that took place: what was skipped,
// lies ahead or is long past makes none.
func TestHabitsNeedMeetings(t *testing.T) {
	talk := "# Alice\n\n## Notes\n\nit went well\n"
	for name, days := range map[string][]string{
		"long past": {"2025-09-01", "2025-09-08", "2025-09-15", "2025-09-22", "2025-09-29"},
		"ahead":     {"2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22", "2026-12-29"},
		"too few":   {"2026-11-06", "2026-11-13", "2026-11-20"},
	} {
		files := fstest.MapFS{page.SettingsFile: {Data: settings.New("", "")}}
		for _, d := range days {
			files["people/alice/"+d+".md"] = &fstest.MapFile{Data: []byte(talk)}
		}
		if got := habitsOf(t, files); len(got) > 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	files := fstest.MapFS{page.SettingsFile: {Data: settings.New("", "")}}
	for _, d := range []string{"2026-10-16", "2026-10-23", "2026-10-30", "2026-11-06", "2026-11-13"} {
		files["people/alice/"+d+".md"] = &fstest.MapFile{Data: []byte("---\nstatus: skipped\n---\n" + talk)}
	}
	if got := habitsOf(t, files); len(got) > 0 {
		t.Errorf("skipped: %v", got)
	}
	for _, f := range files {
		f.Data = []byte(string(f.Data[len("---\nstatus: skipped\n---\n"):]))
	}
	files[page.SettingsFile] = &fstest.MapFile{Data: settings.New("", "")}
	if got := habitsOf(t, files); len(got) == 0 {
		t.Error("five meetings without a question or promise are no habit")
	}
}

func habitsOf(t *testing.T, files fstest.MapFS) []Habit {
	t.Helper()
	f, err := OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	habits, problems := f.Habits(f.Person("alice"), when.New(2026, 11, 20))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return habits
}
