package template

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	rolepkg "oneonone/internal/role"
)

func TestPick(t *testing.T) {
	for _, c := range []struct {
		name string
		in   Choice
		want string
	}{
		{"new report", Choice{Role: "report", Started: "2026-11-02", Date: "2026-11-20"}, "first"},
		{"on the 60th day", Choice{Role: "report", Started: "2026-09-21", Date: "2026-11-20"}, "first"},
		{"on the 61st day", Choice{Role: "report", Started: "2026-09-20", Date: "2026-11-20"}, "taking-over"},
		{"before the first day", Choice{Role: "report", Started: "2026-12-01", Date: "2026-11-20"}, "first"},
		{"starts in spring", Choice{Role: "report", Started: "2027-04-01", Date: "2026-11-20"}, "first"},
		{"met already", Choice{Role: "report", Started: "2026-11-02", Date: "2026-11-20", HasEntries: true}, "weekly"},
		{"start not known", Choice{Role: "report", Date: "2026-11-20"}, "taking-over"},
		{"own template first", Choice{Role: "report", Started: "2026-11-02", Date: "2026-11-20", Person: "growth"}, "growth"},
		{"new peer", Choice{Role: "peer", Started: "2026-11-02", Date: "2026-11-20"}, "peer"},
		{"default", Choice{Role: "report", Default: "ours", HasEntries: true}, "ours"},
		{"default leaves peers alone", Choice{Role: "peer", Default: "ours"}, "peer"},
		{"default comes after first", Choice{Role: "report", Default: "ours", Started: "2026-11-02", Date: "2026-11-20"}, "first"},
		{"other", Choice{Role: "other"}, "weekly"},
		{"series", Choice{Role: "report", Person: "first-ten"}, "first-ten"},
		{"series is over", Choice{Role: "peer", Person: "first-ten", Over: true}, "peer"},
		{"taking over goes on", Choice{Role: "report", HasEntries: true, Begun: true}, "taking-over"},
		{"first back, then on", Choice{Role: "report", HasEntries: true, Begun: true, Back: true}, "return"},
		{"own template before the series", Choice{Role: "report", Person: "growth", HasEntries: true, Begun: true}, "growth"},
		{"bad date", Choice{Role: "report", Started: "soon", Date: "2026-11-20"}, "taking-over"},
		{"back", Choice{Role: "report", Date: "2026-11-20", HasEntries: true, Back: true}, "return"},
		{"back with a template of one's own", Choice{Role: "report", Person: "growth", HasEntries: true, Back: true}, "growth"},
		{"own manager is back", Choice{Role: "manager", HasEntries: true, Back: true}, "manager"},
	} {
		if got := Pick(c.in); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// What each role gets at its first and at its fifth meeting, with nothing
// said about templates; and the ten meetings of a report with first-ten.
func TestMeetings(t *testing.T) {
	s, bank := builtInSet(t), builtInBank()
	got := &txtar.Archive{Comment: []byte("What each role gets at its first and fifth meeting, and a report in first-ten meetings.\n")}
	var used []string
	meeting := func(role, own string, n int) []byte {
		date := fmt.Sprintf("2026-11-%02d", n)
		part, over := s.Next(own, used)
		name := Pick(Choice{Person: own, Over: over, Role: role, Started: "2026-10-26", Date: date, HasEntries: n > 1})
		name, err := s.Resolve(name, part)
		if err != nil {
			t.Fatal(err)
		}
		used = append(used, name)
		d := Data{Date: date, Ordinal: n, Person: Person{Handle: "alice", Name: "Alice Martin", Role: role}}
		if n > 1 {
			d.FollowUps = []string{"- [ ] **Alice: send the plan** (since 2026-11-01)"}
			d.Topics = []string{"- [ ] How promotion works here"}
		}
		for _, q := range bank.Choose(Want{Moment: Moment{Role: role, Tenure: AnyLength, Met: AnyLength}, N: 2, Seed: "alice " + date}) {
			d.Prompts = append(d.Prompts, q.Text)
		}
		out, err := s.Execute(name, d)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, role := range rolepkg.All {
		for _, n := range []int{1, 5} {
			got.Files = append(got.Files, txtar.File{Name: fmt.Sprintf("%s, meeting %d", role, n), Data: meeting(role, "", n)})
		}
	}
	seen := map[string]bool{}
	for n := 1; n <= 11; n++ {
		out := string(meeting("report", "first-ten", n))
		body := out[strings.Index(out, "<!--"):]
		if seen[body] {
			t.Errorf("meeting %d is like one before", n)
		}
		seen[body] = true
	}
	golden(t, filepath.Join("testdata", "meetings.txtar"), got)
}
