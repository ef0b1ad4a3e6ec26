package wish_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/notes"
	"oneonone/notes/wish"
)

func TestHorizon(t *testing.T) {
	for text, want := range map[string]int{"In three years: staff engineer": 36, "1 year – lead a migration": 12, "12 months: a talk": 12,
		"in one year's time: a book": 12, "staff engineer": 0, "In three years I will see": 0, "in a year – lead": 12, "3y: lead": 36,
		"two years": 0, "5 yrs -> cto": 60, "in the next 6 months: x": 6} {
		if got, _ := wish.Horizon(text); got != want {
			t.Errorf("%q: %d months, want %d", text, got, want)
		}
	}
}

// The answer is found, wherever it stands, and never the question, the heading or
// a comment.
func TestWishesOfANote(t *testing.T) {
	for _, c := range []struct{ note, want string }{
		{"## Wishes\n- In one year: lead a project\n- In three years:\n- 5 years: a farm\n", "12 lead a project; 60 a farm"},
		{"## Wishes\n- In three years:\n  - staff engineer\n  - four days a week\n", "36 staff engineer; 36 four days a week"},
		{"## Where do you want to be in five years?\n\nRunning a bakery.\n\n## Notes\n- fine\n", "60 Running a bakery."},
		{"### In one year\n- lead a project\n### In three years\n<!-- in three years -->\n- staff\n## Notes\n- all well\n", "12 lead a project; 36 staff"},
		{"### In one year\n- lead a project", "12 lead a project"},
		{"### In one year\n#### At work\n- lead a project\n### Else\n- rest\n", "12 lead a project"},
		{"- In one year I want to lead a project\n", "12 In one year I want to lead a project"},
		{"She sees herself in Lisbon three years from now.\n", "36 She sees herself in Lisbon three years from now."},
		{"- What do you wish for in one year?\n  - to lead a project\n", "12 to lead a project"},
		{"- Q: where to in 12 months?\n  - A: to the data team\n", "12 to the data team"},
		{"- revenue doubled in three years\n- the audit is in two months\n", ""},
		{"<!-- In one year I want to lead a project -->\n- all well\n", ""},
		{"## Wishes\n- In one year: TBD\n- In 12 months: …\n", ""},
	} {
		f, err := notes.SampleFolder([]byte("format: 1\n"), "alice", nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, w := range wish.In(&f.Grammar().ParseEntry("people/alice/2026-11-20.md", []byte(c.note)).Note) {
			got = append(got, fmt.Sprint(w.Months, " ", w.Text))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s\n(-want +got):\n%s", c.note, diff)
		}
	}
}
