package sealed

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"oneonone/internal/remote"
)

// What one machine sends the other has, by way of a directory and of a git remote.
func TestChain(t *testing.T) {
	for name, address := range map[string]func() string{"directory": t.TempDir, "git": func() string { return bareRemote(t) }} {
		t.Run(name, func(t *testing.T) {
			keys := newKeys(t)
			a := newMachine(t, address(), keys)
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
	for name, address := range map[string]func() string{"directory": t.TempDir, "git": func() string { return bareRemote(t) }} {
		t.Run(name, func(t *testing.T) {
			keys := newKeys(t)
			a := newMachine(t, address(), keys)
			b := newMachine(t, a.Address, keys)
			a.begin()
			a.send("one")
			b.mustTake()
			a.send("a")
			mine := b.write("note.md", "b")
			if err := b.Push(context.Background(), b.options(), mine); !errors.Is(err, remote.ErrQuicker) {
				t.Fatalf("the second is told %v", err)
			}
			b.mustTake()
			if b.text() != "one\na\n" {
				t.Errorf("there is %q", b.text())
			}
		})
	}
}

// On a disk without hard links, as those of sticks are, a name is given once too.
func TestNoLinks(t *testing.T) {
	keys := newKeys(t)
	a := newMachine(t, t.TempDir(), keys)
	b := newMachine(t, a.Address, keys)
	for _, m := range []*machine{a, b} {
		m.git.Link = func(old, new string) error {
			return &os.LinkError{Op: "link", Old: old, New: new, Err: errors.ErrUnsupported}
		}
	}
	a.begin()
	b.mustTake()
	a.send("one")
	if err := b.Push(context.Background(), b.options(), b.write("note.md", "b")); !errors.Is(err, remote.ErrQuicker) {
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
	keys := newKeys(t)
	a := newMachine(t, t.TempDir(), keys)
	b := newMachine(t, a.Address, keys)
	a.begin()
	want := ""
	for step := 1; ; step++ {
		line := fmt.Sprintf("line %d", step)
		want += line + "\n"
		commit, n := a.write("note.md", line), 0
		a.git.Step = func(op, name string) error {
			if n++; n == step {
				return fmt.Errorf("%s %s: no space left on device", op, name)
			}
			return nil
		}
		err := a.Push(context.Background(), a.options(), commit)
		a.git.Step = func(string, string) error { return nil }
		b.mustTake()
		if err == nil {
			break
		}
		if tip, err := a.Fetch(context.Background(), a.options()); err != nil {
			t.Fatalf("step %d: %v", step, err)
		} else if tip != commit {
			if err := a.Push(context.Background(), a.options(), commit); err != nil {
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
	for name, address := range map[string]func() string{"directory": b.TempDir, "git": func() string { return bareRemote(b) }} {
		b.Run(name, func(b *testing.B) {
			keys := newKeys(b)
			first := newMachine(b, address(), keys)
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
