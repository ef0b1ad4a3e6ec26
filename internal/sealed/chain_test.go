package sealed

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"oneonone/internal/gitstore"
	"oneonone/internal/quickdisk"
	"oneonone/internal/remote"
)

// What one machine sends the other has, by way of a directory and of a git remote.
func TestChain(t *testing.T) {
	for name, empty := range stores {
		t.Run(name, func(t *testing.T) {
			keys := newKeys(t)
			a := newMachine(t, empty(t), keys)
			b := newMachine(t, a.Address, keys)
			a.begin()
			b.mustTake()
			a.send("one")
			a.send("two")
			b.mustTake()
			b.send("three")
			a.mustTake()
			if want := "one\ntwo\nthree\n"; a.text() != want || b.text() != want {
				t.Errorf("here is %q, there %q, want %q", a.text(), b.text(), want)
			}
			if links, waiting, err := a.Standing(context.Background()); links != 4 || waiting != 0 || err != nil {
				t.Errorf("%d links, %d wait: %v", links, waiting, err)
			}
			c := newMachine(t, a.Address, keys)
			c.mustTake()
			if c.text() != a.text() {
				t.Errorf("a third has %q", c.text())
			}
		})
	}
}

// Of two who add at once one is first, and the other is told.
func TestTwoAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	for name, empty := range stores {
		t.Run(name, func(t *testing.T) {
			keys := newKeys(t)
			a := newMachine(t, empty(t), keys)
			b := newMachine(t, a.Address, keys)
			a.begin()
			a.send("one")
			b.mustTake()
			a.send("a")
			mine := b.write("b")
			if err := b.push(mine); !errors.Is(err, remote.ErrQuicker) {
				t.Fatalf("the second is told %v", err)
			}
			b.mustTake()
			if b.text() != "one\na\n" {
				t.Errorf("there is %q", b.text())
			}
		})
	}
}

func noLink(old, new string) error {
	return &os.LinkError{Op: "link", Old: old, New: new, Err: errors.ErrUnsupported}
}

// On a disk without hard links, as those of sticks are, a name is given once too.
func TestNoLinks(t *testing.T) {
	keys := newKeys(t)
	a := newMachine(t, t.TempDir(), keys)
	b := newMachine(t, a.Address, keys)
	for _, m := range []*machine{a, b} {
		m.git.Link = noLink
	}
	a.begin()
	b.mustTake()
	a.send("one")
	if err := b.push(b.write("b")); !errors.Is(err, remote.ErrQuicker) {
		t.Fatalf("the second is told %v", err)
	}
	b.mustTake()
	if b.text() != "one\n" {
		t.Errorf("there is %q", b.text())
	}
}

// A machine whose disk fails at any step goes on at its next sync, and so does
// everybody else.
func TestFailsAtAnyStep(t *testing.T) {
	if testing.Short() {
		t.Skip("goes through every step")
	}
	keys := newKeys(t)
	a := newMachine(t, t.TempDir(), keys)
	b := newMachine(t, a.Address, keys)
	a.begin()
	want := ""
	for step := 1; ; step++ {
		line := fmt.Sprintf("line %d", step)
		want += line + "\n"
		commit, n := a.write(line), 0
		a.git.Step = func(op, name string) error {
			if n++; n == step {
				return fmt.Errorf("%s %s: no space left on device", op, name)
			}
			return nil
		}
		err := a.push(commit)
		a.git.Step = func(string, string) error { return nil }
		b.mustTake()
		if err == nil {
			break
		}
		if tip, err := a.Fetch(context.Background(), a.options()); err != nil {
			t.Fatalf("step %d: %v", step, err)
		} else if tip != commit {
			if err := a.push(commit); err != nil {
				t.Fatalf("step %d: %v", step, err)
			}
		}
		b.mustTake()
		if b.text() != want {
			t.Fatalf("step %d: there is %q", step, b.text())
		}
	}
	if links, _, err := b.Standing(context.Background()); err != nil || links < 5 {
		t.Errorf("%d links were made: %v", links, err)
	}
}

// Opened for the first time, a chain costs one git and not one for each link.
func BenchmarkOpenChain(b *testing.B) {
	for name, empty := range stores {
		b.Run(name, func(b *testing.B) {
			keys := newKeys(b)
			first := newMachine(b, empty(b), keys)
			first.begin()
			for n := range 200 {
				first.send(fmt.Sprintf("a line of some length, number %d", n))
			}
			for b.Loop() {
				b.StopTimer()
				m := newMachine(b, first.Address, keys)
				b.StartTimer()
				if _, err := m.Fetch(context.Background(), m.options()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

const killAt = "SEALED_KILL_AT"

func TestMain(m *testing.M) {
	if at := os.Getenv(killAt); at != "" {
		pushAndDie(at)
	}
	os.Exit(quickdisk.Run(m))
}

// pushAndDie sends what HEAD of the working directory has, and is killed on the way.
func pushAndDie(at string) {
	step, _ := strconv.Atoi(at)
	git := gitstore.New(os.Environ())
	git.Wait = 2 * time.Second
	if os.Getenv("SEALED_LINKS") == "false" {
		git.Link = noLink
	}
	n := 0
	git.Step = func(string, string) error {
		if n++; n == step {
			p, _ := os.FindProcess(os.Getpid())
			p.Kill()
			select {}
		}
		return nil
	}
	r, err := git.Open(os.Getenv("SEALED_DIR"), "private")
	if err == nil {
		var c *Chain
		if c, err = At(context.Background(), r, os.Getenv("SEALED_STORE"), Keys{os.Getenv("SEALED_KEYS")}); err == nil {
			err = c.Push(context.Background(), remote.Options{Git: git}, os.Getenv("SEALED_COMMIT"))
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	os.Exit(0)
}

// A machine that is killed at any step leaves a chain that all can read on, and
// goes on itself.
func TestKilledAtAnyStep(t *testing.T) {
	if testing.Short() {
		t.Skip("goes through every step")
	}
	for name, links := range map[string]bool{"with links": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			a := newMachine(t, t.TempDir(), newKeys(t))
			b := newMachine(t, a.Address, a.keys)
			a.begin()
			want, ctx := "", context.Background()
			for step := 1; ; step++ {
				line := fmt.Sprintf("line %d", step)
				want += line + "\n"
				commit := a.write(line)
				cmd := exec.Command(os.Args[0])
				cmd.Env = append(a.Env, killAt+"="+strconv.Itoa(step), "SEALED_DIR="+a.Dir, "SEALED_STORE="+a.Address, "SEALED_KEYS="+a.keys.Path, "SEALED_COMMIT="+commit, fmt.Sprintf("SEALED_LINKS=%v", links))
				out, err := cmd.CombinedOutput()
				a.repo.Close()
				if err == nil {
					break
				}
				if cmd.ProcessState.ExitCode() == 2 {
					t.Fatalf("step %d: %s", step, out)
				}
				b.takeOrClear(links)
				tip, err := a.Fetch(ctx, a.options())
				if err == nil && tip != commit {
					err = a.push(commit)
				}
				if err != nil {
					t.Fatalf("step %d: %v", step, err)
				}
				b.mustTake()
				if b.text() != want {
					t.Fatalf("step %d: there is %q", step, b.text())
				}
			}
			if left, _ := filepath.Glob(filepath.Join(a.Address, ".*")); len(left) > 0 {
				t.Errorf("left over: %q", left)
			}
		})
	}
}

// takeOrClear fetches; where a kill left half a link, which no disk with hard links lets it, it does what the error says.
func (m *machine) takeOrClear(whole bool) {
	m.Helper()
	err := m.take()
	if err == nil {
		return
	}
	name, _, half := strings.Cut(err.Error(), " is damaged, or only half of it was written")
	if !half || whole {
		m.Fatal(err)
	}
	os.Remove(filepath.Join(m.Address, name))
}

// A chain of many links is taken in as one pack, whose objects build on those of
// links before, and on what is here.
func TestManyLinks(t *testing.T) {
	if testing.Short() {
		t.Skip("goes through every step")
	}
	a := newMachine(t, t.TempDir(), newKeys(t))
	early, late := newMachine(t, a.Address, a.keys), newMachine(t, a.Address, a.keys)
	a.begin()
	a.send(strings.Repeat("a long beginning that later versions are told by\n", 50))
	early.mustTake()
	for n := range fewObjects/3 + 1 {
		a.send(fmt.Sprintf("line %d", n))
	}
	for _, m := range []*machine{early, late} {
		m.mustTake()
		if m.text() != a.text() {
			t.Errorf("there is %q", m.text())
		}
		if packs, _ := filepath.Glob(m.Path(".git/objects/pack/*.pack")); len(packs) != 1 {
			t.Errorf("it came in %d packs", len(packs))
		}
	}
}
