package cmd

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
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
	s.must(s.names[0], "sync")
	for _, name := range s.names {
		s.must(name, "sync")
	}
	s.alike(s.names...)
	all := s.laptops.notes(s.names[0])
	for line, there := range s.typed {
		if got := strings.Count(all, line+"."); there && got != 1 || !there && got != 0 {
			t.Errorf("%q is there %d times, deleted: %v", line, got, !there)
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
	switch s.rng.IntN(10) {
	case 0, 1:
		s.must(name, "hopper", "add", "alice", s.word()+".")
	case 2:
		s.must(name, "actions", "add", "alice", "Alice to "+s.word()+".")
	case 3:
		s.must(name, "goals", "add", "alice", s.word()+".")
	case 4, 5:
		s.write(name, pairsDay, strings.Replace(s.read(name, pairsDay), "- base\n", "- base\n- "+s.word()+".\n", 1))
	case 6:
		s.delete(name)
	case 7:
		s.killed(name)
	default:
		s.must(name, "sync")
	}
}

// delete takes out a line that was typed into the entry.
func (s *stormy) delete(name string) {
	lines := strings.SplitAfter(s.read(name, pairsDay), "\n")
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
	s.typed[strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(lines[i]), "- "), ".")] = false
	s.write(name, pairsDay, strings.Join(slices.Delete(lines, i, i+1), ""))
	s.must(name, "save")
}

// killed is a sync that is killed somewhere.
func (s *stormy) killed(name string) {
	cmd := exec.Command(filepath.Join(s.base, "bin", "oneonone"), "sync")
	s.now = s.now.Add(time.Minute)
	cmd.Env = append(slices.Clone(s.env), "ONEONONE_DIR="+s.dir(name), "NOW="+s.now.Format(time.RFC3339))
	if err := cmd.Start(); err != nil {
		s.Fatal(err)
	}
	timer := time.AfterFunc(time.Duration(s.rng.IntN(150))*time.Millisecond, func() { cmd.Process.Signal(syscall.SIGKILL) })
	cmd.Wait()
	timer.Stop()
}
