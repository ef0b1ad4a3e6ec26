package notes

import (
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes/habits"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

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

func habitsOf(t *testing.T, files fstest.MapFS) []habits.Habit {
	t.Helper()
	f, err := OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	found, problems := f.Habits(f.Person("alice"), when.New(2026, 11, 20))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return found
}
