package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const pairsDay = "people/alice/2026-11-13.md"

// step is one everyday command, or typing where it is not one.
type step struct {
	args  []string
	typed string // behind the first line of the entry that has it
	after string
}

func do(args ...string) step          { return step{args: args} }
func typing(after, typed string) step { return step{after: after, typed: typed} }

// pairs are two everyday commands, one on each laptop, and what both must have
// after that: each line once.
var pairs = []struct {
	name         string
	first, other step
	want         []string
}{
	{"hopper and hopper", do("hopper", "add", "alice", "the reorg"), do("hopper", "add", "alice", "the offsite"), []string{"the reorg", "the offsite"}},
	{"goals and goals", do("goals", "add", "alice", "speak at a meetup"), do("goals", "add", "alice", "lead a project"), []string{"speak at a meetup", "lead a project"}},
	{"new and hopper", do("new", "alice", "--no-edit"), do("hopper", "add", "alice", "the offsite"), []string{"the offsite", "== people/alice/2026-11-20.md"}},
	{"new and new", do("new", "alice", "--no-edit"), do("new", "alice", "--no-edit"), []string{"== people/alice/2026-11-20.md", "send the plan** (since", "open a ticket** (since"}},
	{"actions and actions", do("actions", "add", "alice", "Alice to book a room"), do("actions", "add", "alice", "Alice to call Bob"), []string{"book a room", "call Bob"}},
	{"done and due", do("actions", "done", "alice", "plan"), do("actions", "due", "alice", "plan", "2026-12-04"), []string{"due 2026-12-04", "done 2026-11-20"}},
	{"done and add", do("actions", "done", "alice", "plan"), do("actions", "add", "alice", "Alice to call Bob"), []string{"done 2026-11-20", "call Bob"}},
	{"done and done", do("actions", "done", "alice", "plan"), do("actions", "done", "alice", "plan"), []string{"done 2026-11-20"}},
	{"cadence and day", do("people", "edit", "alice", "--cadence", "biweekly"), do("people", "edit", "alice", "--day", "tuesday"), []string{"cadence: biweekly", "day: tuesday"}},
	{"config and config", do("config", "me", "Sam Rivera"), do("config", "timezone", "Europe/Berlin"), []string{"me: Sam Rivera", "timezone: Europe/Berlin"}},
	{"typing and typing", typing("## Notes", "- from the first"), typing("## Mood", "- from the other"), []string{"- from the first", "- from the other"}},
	{"typing and actions", typing("## Notes", "- from the first"), do("actions", "add", "alice", "Alice to call Bob"), []string{"- from the first", "call Bob"}},
	{"people and people", do("people", "add", "Bea"), do("people", "add", "Carl"), []string{"== people/bea/", "== people/carl/"}},
	{"the same person", do("people", "add", "Bea"), do("people", "add", "Bea"), []string{"== people/bea/", "name: Bea"}},
	{"skip and hopper", do("skip", "alice", "--reason", "on call"), do("hopper", "add", "alice", "the offsite"), []string{"on call", "the offsite"}},
}

// Each pair becomes one doc without a question, by sync and by plain git pull.
func TestPairsOfEverydayCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	ways := []string{"sync", "pull"}
	if os.Getenv("ONEONONE_STORM") == "full" {
		ways = append(ways, "sync, the other first", "pull, the other first")
	}
	first := newLaptops(t)
	first.start(map[string]string{pairsDay: "# Alice\n\n## Actions\n- [ ] **Alice: send the plan**\n- [ ] **Alice: open a ticket**\n\n## Notes\n\n- a word\n\n## Mood\n\n- fine\n"}, "b")
	for _, way := range ways {
		for _, p := range pairs {
			by, turned := strings.CutSuffix(way, ", the other first")
			if turned {
				p.first, p.other = p.other, p.first
			}
			t.Run(way+"/"+p.name, func(t *testing.T) {
				t.Parallel()
				l := first.again(t)
				l.step("a", p.first)
				l.step("b", p.other)
				if by == "sync" {
					l.must("a", "sync")
					l.must("b", "sync")
					if strings.Contains(l.said, "to decide") {
						t.Errorf("it asks:\n%s", l.said)
					}
					l.must("a", "sync")
				} else {
					l.must("a", "save")
					l.git("a", "push", "-q")
					l.must("b", "git", "pull", "-q", "--no-rebase", "--no-edit")
					l.git("b", "push", "-q")
					l.git("a", "pull", "-q")
				}
				l.alike("a", "b")
				got := l.notes("b")
				for _, want := range p.want {
					if n := strings.Count(got, want); n != 1 {
						t.Errorf("%q is there %d times:\n%s", want, n, got)
					}
				}
				if strings.Contains(got, "keep one") || strings.Contains(got, "<<<<<<<") {
					t.Errorf("there is a question:\n%s", got)
				}
			})
		}
	}
}

// step takes a step on a laptop.
func (l *laptops) step(laptop string, s step) {
	l.Helper()
	if s.typed == "" {
		l.must(laptop, s.args...)
		return
	}
	text := strings.Replace(l.read(laptop, pairsDay), s.after+"\n", s.after+"\n"+s.typed+"\n", 1)
	if err := os.WriteFile(filepath.Join(l.dir(laptop), pairsDay), []byte(text), 0o600); err != nil {
		l.Fatal(err)
	}
}
