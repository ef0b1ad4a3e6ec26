package notes

import (
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/page/pagetest"
)

// folderOf is a folder with one person, alice, of a top page and entries.
func folderOf(t *testing.T, files map[string]string) *Folder {
	t.Helper()
	fsys := fstest.MapFS{page.SettingsFile: {Data: []byte("format: 1\nme: Sam Rivera\n")}}
	for name, text := range files {
		fsys["people/alice/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	f, err := OpenFolder(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A goal is closed where it stands; every other byte stays.
func TestCloseGoal(t *testing.T) {
	on := pagetest.Day("2026-11-20")
	tests := []struct {
		name, line, done, dropped string
	}{
		{"plain", "- give a talk", "- [x] give a talk (done 2026-11-20)", "- [-] give a talk (dropped 2026-11-20)"},
		{"with a box and days", "* [ ] give a talk (since 2026-01-01, due 2026-12-31)  ",
			"* [x] give a talk (since 2026-01-01, due 2026-12-31, done 2026-11-20)  ", "* [-] give a talk (since 2026-01-01, due 2026-12-31, dropped 2026-11-20)  "},
		{"numbered, bold", "1. **give** a talk", "1. [x] **give** a talk (done 2026-11-20)", "1. [-] **give** a talk (dropped 2026-11-20)"},
		{"a parenthesis of words", "- give a talk (at the guild)", "- [x] give a talk (at the guild) (done 2026-11-20)", "- [-] give a talk (at the guild) (dropped 2026-11-20)"},
		{"over two lines", "- give a\n  talk", "- [x] give a\n  talk (done 2026-11-20)", "- [-] give a\n  talk (dropped 2026-11-20)"},
		{"with steps", "- give a talk\n  - [ ] find a topic", "- [x] give a talk (done 2026-11-20)\n  - [ ] find a topic", "- [-] give a talk (dropped 2026-11-20)\n  - [ ] find a topic"},
	}
	for _, tt := range tests {
		for _, newline := range []string{"\n", "\r\n"} {
			t.Run(tt.name, func(t *testing.T) {
				topPage := func(line string) string {
					return strings.ReplaceAll("\ufeff# Alice\n\n## Goals\n- another one\n"+line+"\n\n## Hopper\n-   a topic\n", "\n", newline)
				}
				for to, want := range map[clause.State]string{clause.Done: tt.done, clause.Dropped: tt.dropped} {
					f := folderOf(t, map[string]string{page.TopPageFile: topPage(tt.line)})
					goals := f.Top("alice").Goals()
					if len(goals) != 2 {
						t.Fatalf("%d goals", len(goals))
					}
					c, err := f.CloseGoal("alice", goals[1], to, on)
					if err != nil {
						t.Fatal(err)
					}
					if string(c.New) != topPage(want) {
						t.Errorf("%s:\n got %q\nwant %q", to, c.New, topPage(want))
					}
				}
			})
		}
	}
}

func TestGoalStories(t *testing.T) {
	f := folderOf(t, map[string]string{
		page.TopPageFile: "# Alice\n\n## Goals\n- Lead\n- Lead the payments migration\n- Über den **Tellerrand** schauen\n- [x] Old goal\n",
		"2026-09-04.md":  "## Goals\n- lead the payments migration\n- Lead: a first team\n",
		"2026-10-02.md":  "## OKRs\n- **Lead the payments migration** – plan done\n  - Bob reviews\n- [x] old goal\n",
		"2026-10-16.md":  "## Goals\n- Leadership is something else\n- ÜBER DEN TELLERRAND SCHAUEN: a book\n",
		"2026-10-30.md":  "Lead the payments migration: cut over\n\n- the payments team is tired\n- Migration: the last table\n- [ ] Alice to finish the payments migration\n",
	})
	stories, problems := f.GoalStories("alice")
	if len(problems) > 0 || len(stories) != 4 {
		t.Fatalf("%d stories, %v", len(stories), problems)
	}
	var got []string
	for _, s := range stories {
		line := s.Goal.Text + " since " + s.Since.String()
		for _, n := range s.Notes {
			line += " | " + n.Date.String() + " " + n.Text
		}
		got = append(got, line)
	}
	want := []string{
		"Lead since 2026-09-04 | 2026-09-04 a first team",
		"Lead the payments migration since 2026-09-04 | 2026-10-02 plan done; Bob reviews | 2026-10-30 cut over | 2026-10-30 Migration: the last table",
		"Über den Tellerrand schauen since 2026-10-16 | 2026-10-16 a book",
		"Old goal since 2026-10-02 | 2026-10-02 done",
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
	// The month ends on the same day of the next one.
	migration := stories[1]
	for on, silent := range map[string]bool{"2026-11-30": false, "2026-12-01": true} {
		if migration.Silent(pagetest.Day(on)) != silent {
			t.Errorf("on %s silent is %v", on, !silent)
		}
	}
	if stories[3].Silent(pagetest.Day("2027-11-20")) {
		t.Error("a goal that was reached cannot be silent")
	}
}

func TestCountPutBacks(t *testing.T) {
	entry := func(topics string) string { return "## Topics\n" + topics + "\n## Notes\n" }
	f := folderOf(t, map[string]string{
		page.TopPageFile: "# Alice\n\n## Hopper\n- The reorg (since 2026-09-01)\n- never on an agenda\n",
		"2026-09-04.md":  entry("- [ ] the reorg\n"),
		"2026-09-11.md":  entry("- [x] the reorg\n"), // talked about: the count begins anew
		"2026-10-02.md":  entry("- [ ] **the reorg**\n- [ ] hiring\n"),
		"2026-10-09.md":  "---\nstatus: skipped\n---\n" + entry("- [ ] the reorg\n"), // nobody could
		"2026-10-16.md":  entry("- [ ] THE REORG\n"),
		"2026-11-20.md":  entry("- [ ] the reorg\n- [ ] lunch\n"), // today's may not have been yet
	})
	waiting, err := f.HopperWithPutBacks("alice", pagetest.Day("2026-11-20"))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, w := range waiting {
		got[lookup.Fold(w.Text)] = w.PutBack
	}
	if got["the reorg"] != 2 || got["lunch"] != 0 || got["never on an agenda"] != 0 || len(got) != 3 {
		t.Errorf("put back %v", got)
	}
}

// An entry that says no more than that a meeting was skipped hides nothing.
func TestSkippedEntryHidesNoTopic(t *testing.T) {
	f := folderOf(t, map[string]string{
		"2026-11-13.md": "## Topics\n- [ ] hiring\n",
		"2026-11-20.md": "---\nstatus: skipped\n---\n\n# Alice\n",
	})
	waiting, err := f.Hopper("alice")
	if err != nil || len(waiting) != 1 || waiting[0].Since.String() != "2026-11-13" {
		t.Fatalf("%+v, %v", waiting, err)
	}
	draft, err := f.DraftEntry("alice", pagetest.Day("2026-11-27"), 1)
	if err != nil || len(draft.Topics) != 1 {
		t.Fatalf("the next entry takes %d topics, %v", len(draft.Topics), err)
	}
}

func TestReorderTopics(t *testing.T) {
	topPage := "# Alice\r\n\r\n## Hopper\r\n* one (since 2026-11-01)\r\n* two (since 2026-11-02, due 2026-12-01)\r\n  - nested\r\n* three"
	f := folderOf(t, map[string]string{page.TopPageFile: topPage})
	pick := func(words string) *WaitingTopic {
		waiting, err := f.Hopper("alice")
		if err != nil {
			t.Fatal(err)
		}
		w, err := FindTopic(waiting, words)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	first, err := f.FirstTopic("alice", pick("two"))
	if err != nil {
		t.Fatal(err)
	}
	want := "# Alice\r\n\r\n## Hopper\r\n* two (due 2026-12-01)\r\n  - nested\r\n* one (since 2026-11-01)\r\n* three"
	if string(first.New) != want {
		t.Errorf("first\n got %q\nwant %q", first.New, want)
	}
	last, err := f.LastTopic("alice", pick("one"), pagetest.Day("2026-11-20"))
	if err != nil {
		t.Fatal(err)
	}
	want = "# Alice\r\n\r\n## Hopper\r\n* two (since 2026-11-02, due 2026-12-01)\r\n  - nested\r\n* three\r\n* one (since 2026-11-20)\r\n"
	if string(last.New) != want {
		t.Errorf("last\n got %q\nwant %q", last.New, want)
	}
	if c, err := f.LastTopic("alice", pick("three"), when.Date{}); err != nil || c != nil && string(c.New) != topPage+"\r\n" {
		t.Errorf("a topic in its place: %+v, %v", c, err)
	}
}

func TestMovedEntryKeepsItsPromises(t *testing.T) {
	f := folderOf(t, map[string]string{
		"2026-11-20.md": "---\ndate: 2026-11-20\nmood: 4 # fine\n---\n\n# Alice · Friday 20 November 2026\n\n## Notes\n",
	})
	e, err := f.Read(page.EntryRef{Path: "people/alice/2026-11-20.md", Person: "alice", Date: pagetest.Day("2026-11-20"), N: 1})
	if err != nil {
		t.Fatal(err)
	}
	changes, err := f.PlanMove(e, pagetest.Day("2026-11-24"), 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(changes) != 2 || changes[0].New != nil || changes[1].Path != "people/alice/2026-11-24.md" {
		t.Fatalf("%+v", changes)
	}
	want := "---\ndate: 2026-11-24\nmood: 4 # fine\nmoved-from: 2026-11-20\n---\n\n# Alice · Tuesday 24 November 2026\n\n## Notes\n"
	if string(changes[1].New) != want {
		t.Errorf("got %q\nwant %q", changes[1].New, want)
	}
	moved := f.Grammar().ParseEntry(changes[1].Path, changes[1].New)
	if len(moved.MovedFrom) != 1 || moved.MovedFrom[0] != e.Date {
		t.Errorf("moved from %v", moved.MovedFrom)
	}
}

func TestAddGoal(t *testing.T) {
	on := pagetest.Day("2026-11-20")
	for text, want := range map[string]string{
		"give a talk": "- give a talk (since 2026-11-20)\n",
		"# of bugs":   "- \\# of bugs (since 2026-11-20)\n",
		"> 5 reviews": "- \\> 5 reviews (since 2026-11-20)\n",
		"一年後に本を書く":    "- 一年後に本を書く (since 2026-11-20)\n",
	} {
		f := folderOf(t, map[string]string{page.TopPageFile: "# Alice\n\n## Goals\n\n## Hopper\n"})
		c, err := f.AddGoal("alice", text, when.Date{}, on, nil)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if page := "# Alice\n\n## Goals\n" + want + "\n## Hopper\n"; string(c.New) != page {
			t.Errorf("%s:\n got %q\nwant %q", text, c.New, page)
		}
	}
	f := folderOf(t, map[string]string{"2026-11-20.md": ""})
	c, err := f.AddGoal("alice", "lead", pagetest.Day("2026-12-31"), on, []string{"plan", "do"})
	if err != nil || c.Old != nil {
		t.Fatalf("%+v, %v", c, err)
	}
	if want := "# Alice\n\n## Goals\n- lead (since 2026-11-20, due 2026-12-31)\n  - [ ] plan\n  - [ ] do\n"; string(c.New) != want {
		t.Errorf("got %q\nwant %q", c.New, want)
	}
}
