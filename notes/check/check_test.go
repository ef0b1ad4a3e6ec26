package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes"
)

// TestCheckStarted finds a first day to come that entries contradict.
func TestCheckStarted(t *testing.T) {
	for started, want := range map[string]int{"2026-12-07": 1, "2026-11-02": 0} {
		f, err := notes.OpenFolder(fstest.MapFS{
			"oneonone.yaml":              {Data: []byte("format: 1\n")},
			"people/eve/README.md":       {Data: []byte("---\nname: Eve\nstarted: " + started + "\n---\n")},
			"people/eve/2025-11-25.md":   {Data: []byte("# met\n")},
			"people/carla/README.md":     {Data: []byte("---\nname: Carla\nstarted: 2026-12-07\n---\n")},
			"people/carla/2026-12-08.md": {Data: []byte("# planned\n")},
		})
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, x := range Folder(f, nil, when.New(2026, 11, 20)).Findings {
			if x.Path == "people/eve/README.md" && x.Line == 3 {
				found++
			} else if x.Path == "people/carla/README.md" {
				t.Errorf("%+v", x)
			}
		}
		if found != want {
			t.Errorf("started %s: %d findings, want %d", started, found, want)
		}
	}
}

// What is wrong in a file is said where it stands, and with a way out.
func TestWhatIsWrongIsNamed(t *testing.T) {
	const entry, top = "people/eve/2026-11-13.md", "people/eve/README.md"
	for name, tc := range map[string]struct {
		path, text string
		line       int
		what, hint string
	}{
		"a day that is none":     {entry, "---\nmood: 3\ndate: soon\n---\n", 3, `invalid date "soon"`, "write date: 2026-11-13"},
		"another day":            {entry, "---\ndate: 2026-11-14\n---\n", 2, "date: says 2026-11-14, the file's name 2026-11-13", "correct the date, or rename the file; the file's name counts"},
		"no state of a meeting":  {entry, "---\nstatus: missed\n---\n", 2, `unknown status "missed"`, `the only status is "skipped"`},
		"moved from nowhere":     {entry, "---\nmoved-from: [2026-11-12, tuesday]\n---\n", 2, `invalid moved-from "tuesday"`, "write the day as 2026-11-20"},
		"a mood beyond five":     {entry, "---\nmood: 6\n---\n", 2, `invalid mood "6"`, "write a number from 1 to 5"},
		"UTF-16":                 {entry, "\xff\xfe#\x00", 0, "the file is in UTF-16 and cannot be read", "save it as UTF-8"},
		"UTF-16, the other way":  {entry, "\xfe\xff\x00#", 0, "the file is in UTF-16 and cannot be read", "save it as UTF-8"},
		"bytes of another time":  {entry, "# Zoë\n\nFran\xe7ois\n", 3, "bytes that are not UTF-8", "save the file as UTF-8; until then names with accents may not be understood"},
		"done before it was":     {entry, "## Actions\n- [x] Eve to call (since 2026-11-10, done 2026-11-09)\n", 2, "done on 2026-11-09, before the action was begun on 2026-11-10", "correct the date"},
		"done in days to come":   {entry, "## Actions\n- [x] Eve to call (done 2026-11-21)\n", 2, "done on 2026-11-21, which is in the future", "correct the date"},
		"since days to come":     {entry, "## Actions\n- [ ] Eve to call (since 2026-11-21)\n", 2, "since 2026-11-21, which is in the future", "correct the date"},
		"due before it was":      {entry, "## Actions\n- [ ] Eve to call (due 2025-11-20)\n", 2, "due 2025-11-20, before the action was begun on 2026-11-13", "correct the date; is it the year?"},
		"a meeting of no length": {top, "---\nname: Eve\nminutes: -1\n---\n", 3, "minutes: invalid meeting length -1", "write how long you meet, such as 30"},
		"a way to meet":          {top, "---\nname: Eve\nmode: pigeon\n---\n", 3, `invalid mode "pigeon"`, "write one of in-person, video, call, walk"},
		"a day of the week":      {top, "---\nname: Eve\nday: frday\n---\n", 3, `invalid weekday "frday"`, "write a weekday such as wednesday"},
		"a time of the day":      {top, "---\nname: Eve\ntime: \"25:00\"\n---\n", 3, `time`, `write the time as "14:00", with the quotes`},
		"a zone":                 {top, "---\nname: Eve\ntimezone: Mars/Base\n---\n", 3, `timezone: unknown zone "Mars/Base"`, "write a name such as Asia/Tokyo"},
		"a review":               {top, "---\nname: Eve\nreview: soon\n---\n", 3, `review: invalid date "soon"`, "write the day as 2026-12-15"},
		"a name given up":        {top, "---\nname: Eve\nformerly: [Eva until soon]\n---\n", 3, `formerly`, "write it as [Alice Martin until 2026-11-20]"},
		"a first day":            {top, "---\nname: Eve\nstarted: 1 May\n---\n", 3, `started: invalid date "1 May"`, "write the day as 2026-11-20"},
		"a last day":             {top, "---\nname: Eve\narchived: now\n---\n", 3, `archived: invalid date "now"`, "write the day as 2026-11-20"},
		"a role nobody has":      {top, "---\nname: Eve\nrole: duke\n---\n", 3, `unknown role "duke"`, "try "},
		"a rhythm":               {top, "---\nname: Eve\ncadence: often\n---\n", 3, `invalid cadence "often"`, ""},
		"a role that all have":   {"oneonone.yaml", "format: 1\ndefaults:\n  role: duke\n", 0, `unknown role "duke"`, "try "},
		"a rhythm that all have": {"oneonone.yaml", "format: 1\ndefaults:\n  cadence: often\n", 0, `invalid cadence "often"`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{"oneonone.yaml": {Data: []byte("format: 1\n")}, top: {Data: []byte("---\nname: Eve\n---\n")}}
			files[tc.path] = &fstest.MapFile{Data: []byte(tc.text)}
			f, err := notes.OpenFolder(files)
			if err != nil {
				t.Fatal(err)
			}
			all := Folder(f, nil, when.New(2026, 11, 20)).Findings
			for _, x := range all {
				if x.Path == tc.path && (x.Line == tc.line || tc.path == "oneonone.yaml") && strings.Contains(x.What, tc.what) && strings.HasPrefix(x.Hint, tc.hint) {
					return
				}
			}
			t.Errorf("want line %d: %s (%s), got %+v", tc.line, tc.what, tc.hint, all)
		})
	}
}
