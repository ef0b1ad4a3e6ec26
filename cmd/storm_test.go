package cmd

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A storm is random work on several laptops: commands, typing, deletions, syncs,
// and some of them killed. Whatever was typed is there once in the end, and
// whatever was deleted is not.
func TestStorm(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	t.Parallel()
	seeds, steps, sizes := 1, 60, []int{2}
	if os.Getenv("ONEONONE_STORM") == "full" {
		seeds, steps, sizes = 20, 500, []int{2, 5}
	}
	first := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv("ONEONONE_SEED"), 10, 64); err == nil {
		first = s
	}
	for seed := first; seed < first+uint64(seeds); seed++ {
		for _, n := range sizes {
			t.Run(fmt.Sprintf("seed %d, %d laptops", seed, n), func(t *testing.T) {
				t.Parallel()
				storm(t, seed, n, steps)
			})
		}
	}
}

// stormy is the state of a storm.
type stormy struct {
	*laptops
	rng     *rand.Rand
	names   []string
	typed   map[string]bool // lines that were written: false once somebody deleted one
	maybe   []string        // lines whose command was killed
	owed    []string        // promises, of which done are ticked
	done    []string
	counted int
}

func storm(t *testing.T, seed uint64, n, steps int) {
	s := &stormy{laptops: newLaptops(t), rng: rand.New(rand.NewPCG(seed, 1)), names: []string{"a", "b", "c", "d", "e"}[:n], typed: map[string]bool{}}
	s.start(map[string]string{pairsDay: "# Alice\n\n## Topics\n\n## Notes\n\n- base\n"}, s.names[1:]...)
	for range steps {
		s.work(s.names[s.rng.IntN(n)])
	}
	for range 2 {
		for _, name := range s.names {
			s.must(name, "sync")
		}
	}
	s.alike(s.names...)
	s.sound(s.names...)
	s.sound("remote.git")
	all := s.laptops.notes(s.names[0])
	for line, there := range s.typed {
		if got := strings.Count(all, line+"."); there && got != 1 || !there && got != 0 {
			t.Errorf("%q is there %d times, deleted: %v", line, got, !there)
		}
	}
	for _, line := range s.maybe {
		if got := strings.Count(all, line+"."); got > 1 {
			t.Errorf("%q, whose command was killed, is there %d times", line, got)
		}
	}
	for _, line := range s.done {
		if !strings.Contains(all, "~~**Alice to "+line+".**~~") {
			t.Errorf("%q was done and is open", line)
		}
	}
	if t.Failed() {
		t.Log(all)
	}
}

// word is something to write that was never written before.
func (s *stormy) word() string {
	s.counted++
	w := fmt.Sprintf("storm word %d", s.counted)
	s.typed[w] = true
	return w
}

// work does one thing on a laptop.
func (s *stormy) work(name string) {
	s.Helper()
	switch s.rng.IntN(13) {
	case 0, 1:
		s.must(name, "hopper", "add", "alice", s.word()+".")
	case 2:
		w := s.word()
		s.must(name, "actions", "add", "alice", "Alice to "+w+".")
		s.owed = append(s.owed, w)
	case 3:
		s.must(name, "goals", "add", "alice", s.word()+".")
	case 4, 5:
		s.write(name, pairsDay, strings.Replace(s.read(name, pairsDay), "- base\n", "- base\n- "+s.word()+".\n", 1))
	case 6:
		s.delete(name, pairsDay)
	case 7:
		s.delete(name, "people/alice/README.md")
	case 8:
		s.killed(name, "sync")
	case 9:
		w := s.word()
		delete(s.typed, w)
		s.maybe = append(s.maybe, w)
		s.killed(name, "hopper", "add", "alice", w+".")
	case 10:
		s.tick(name)
	case 11:
		s.must(name, "save")
		s.pull(name)
	default:
		s.must(name, "sync")
	}
}

// pull is a plain git pull. The fetch of a sync that was killed may still be at
// work, and git does not wait for it.
func (s *stormy) pull(name string) {
	for try := 1; ; try++ {
		err := s.run(name, "git", "pull", "-q", "--no-rebase", "--no-edit")
		if err == nil {
			return
		}
		if try == 5 || !strings.Contains(err.Error(), "cannot lock ref") {
			s.Fatal(err)
		}
	}
}

// tick does a promise that this laptop knows of.
func (s *stormy) tick(name string) {
	if len(s.owed) == 0 {
		return
	}
	i := s.rng.IntN(len(s.owed))
	if w := s.owed[i]; regexp.MustCompile(`(?m)^- .*` + w + `\.`).MatchString(s.laptops.notes(name)) { // no "or:" version of another
		s.must(name, "actions", "done", "alice", w)
		s.done = append(s.done, w)
		s.owed = slices.Delete(s.owed, i, i+1)
	}
}

// delete takes out a line that was typed into a note.
func (s *stormy) delete(name, note string) {
	lines := strings.SplitAfter(s.read(name, note), "\n")
	var typed []int
	for i, l := range lines {
		if strings.HasPrefix(l, "- storm word ") {
			typed = append(typed, i)
		}
	}
	if len(typed) == 0 {
		return
	}
	i := typed[s.rng.IntN(len(typed))]
	if w, _, _ := strings.Cut(strings.TrimPrefix(lines[i], "- "), "."); !slices.Contains(s.maybe, w) {
		s.typed[w] = false
	}
	s.write(name, note, strings.Join(slices.Delete(lines, i, i+1), ""))
	s.older(name, note)
	s.must(name, "save")
}

// older makes a note two seconds old: one that was just made shorter is waited
// for, and a storm deletes much.
func (s *stormy) older(name, note string) {
	then := time.Now().Add(-2 * time.Second)
	if err := os.Chtimes(filepath.Join(s.dir(name), note), then, then); err != nil {
		s.Fatal(err)
	}
}

// killed is a command that is killed somewhere: only in the full form, for when it
// is killed is another moment each time, and no seed repeats it.
func (s *stormy) killed(name string, args ...string) {
	if os.Getenv("ONEONONE_STORM") != "full" {
		s.must(name, args...)
		return
	}
	cmd := exec.Command(filepath.Join(s.base, "bin", "oneonone"), args...)
	s.now = s.now.Add(time.Minute)
	cmd.Env = s.environ(name)
	if err := cmd.Start(); err != nil {
		s.Fatal(err)
	}
	timer := time.AfterFunc(time.Duration(s.rng.IntN(150))*time.Millisecond, func() { cmd.Process.Signal(syscall.SIGKILL) })
	cmd.Wait()
	timer.Stop()
}
