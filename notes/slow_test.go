package notes

import (
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes/page"
)

// A note made to be slow is prepared for in a moment. Going through it in the
// square of its length would run into the test's own time limit.
func TestPrepIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	const mb = 1 << 20
	for name, src := range map[string]string{
		"headings":         strings.Repeat("# a\n", 63_000),
		"headings, huge":   strings.Repeat("# a\n", 5*mb/4),
		"one paragraph":    strings.Repeat("a\n", 127_000),
		"paragraph, huge":  strings.Repeat("a\n", 5*mb/2),
		"open comments":    strings.Repeat("# a\n<!--\n", 27_000),
		"nested, and huge": strings.Repeat("- a\n  - b\n", 5*mb/10),
	} {
		t.Run(name, func(t *testing.T) {
			f, err := OpenFolder(fstest.MapFS{
				page.SettingsFile:            {Data: []byte("me: Sam\n")},
				"people/alice/README.md":     {Data: []byte("# Alice\n")},
				"people/alice/2026-11-13.md": {Data: []byte(src)},
			})
			if err != nil {
				t.Fatal(err)
			}
			day := when.Date{Year: 2026, Month: 11, Day: 20}
			f.Today = day
			prep, problems := f.Prep(f.Person("alice"), day)
			if huge := len(src) > mb; huge != (len(problems) > 0) || huge && len(prep.LastTime) > 0 {
				t.Errorf("%d bytes: %d lines of last time, problems %v", len(src), len(prep.LastTime), problems)
			}
		})
	}
}
