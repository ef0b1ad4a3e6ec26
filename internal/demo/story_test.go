package demo

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/check"
	"oneonone/notes/page"
	"oneonone/notes/themes"
)

// Whatever the day, the demo has nothing wrong in it, nothing of tomorrow, and a
// morning with something to see: a meeting that is due, somebody on leave, and what
// comes back.
func TestTheStoryFitsEveryDay(t *testing.T) {
	for _, today := range []when.Date{
		{Year: 2026, Month: time.November, Day: 16}, {Year: 2026, Month: time.November, Day: 17}, {Year: 2026, Month: time.November, Day: 18},
		{Year: 2026, Month: time.November, Day: 19}, {Year: 2026, Month: time.November, Day: 20}, {Year: 2026, Month: time.November, Day: 21},
		{Year: 2026, Month: time.November, Day: 22}, {Year: 2028, Month: time.February, Day: 29}, {Year: 2027, Month: time.January, Day: 1},
	} {
		t.Run(today.Weekday().String()+" "+today.String(), func(t *testing.T) { fits(t, today) })
	}
}

func fits(t *testing.T, today when.Date) {
	steps, err := story(today, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{page.SettingsFile: {Data: []byte("format: 1\nme: " + me + "\n")}}
	for i, s := range steps {
		if day := when.Of(s.at); !day.Before(today) {
			t.Errorf("%s is of %s", s.change.Path, day)
		}
		if i > 0 && s.at.Before(steps[i-1].at) {
			t.Errorf("%s comes before %s", s.change.Path, steps[i-1].change.Path)
		}
		if strings.ContainsAny(string(s.change.New), "{}") {
			t.Errorf("%s has a day that is not filled in:\n%s", s.change.Path, s.change.New)
		}
		files[s.change.Path] = &fstest.MapFile{Data: s.change.New}
	}
	f, err := notes.OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	f.Today = today
	for _, found := range check.Folder(f, nil, today).Findings {
		t.Errorf("%v", found)
	}
	all, problems := f.Standings(f.People(), today)
	due, away, late := 0, 0, 0
	outcomes := map[cadence.Outcome]int{}
	for _, s := range all {
		if !s.Next.After(today) {
			due++
		}
		if !s.AwayUntil.IsZero() {
			away++
		}
		late += s.PastDue
		for _, o := range s.Weeks(26) {
			outcomes[o]++
		}
	}
	comesBack(t, f, today)
	if len(all) != 5 || due < 1 || away != 1 || late == 0 || len(problems) > 0 {
		t.Errorf("%d people, %d due, %d away, %d promises late, problems %v", len(all), due, away, late, problems)
	}
	for _, o := range []cadence.Outcome{cadence.Met, cadence.Moved, cadence.Skipped, cadence.Missed} {
		if outcomes[o] == 0 {
			t.Errorf("no meeting was %s", o)
		}
	}
}

// comesBack looks for what is in one person's way again and again, what two have
// in their way, and a question of each kind.
func comesBack(t *testing.T, f *notes.Folder, today when.Date) {
	halfYear := themes.Window{Since: today.AddDays(-182)}
	obstacles, _, err := themes.Obstacles(f, halfYear)
	if err != nil {
		t.Fatal(err)
	}
	var back []string
	for _, o := range obstacles {
		if o.Recurs {
			back = append(back, fmt.Sprintf("%s: %d of %v", o.Name, o.Notes, o.People))
		}
	}
	if slices.Sort(back); !slices.Equal(back, []string{"data: 4 of [alice tom]", "staging: 3 of [alice]"}) {
		t.Errorf("what comes back is %q", back)
	}
	questions, _, err := themes.Questions(f, halfYear, nil, func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	var open []int
	for _, q := range questions {
		open = append(open, len(q.Unanswered()))
	}
	if !slices.Equal(open, []int{2, 0}) {
		t.Errorf("the questions wait for %d people", open)
	}
}
