//go:build unix

package history

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func init() {
	jobs["sync"] = func(h *History, _ []string) error {
		p := &pair{fixture: &fixture{h: h}}
		shared, err := h.Shared(context.Background())
		if err != nil {
			return err
		}
		_, err = h.Sync(context.Background(), shared[0], SyncOptions{Record: p.record})
		return err
	}
}

// child syncs in a process of its own.
func (p *pair) child(env ...string) error {
	cmd := exec.Command(os.Args[0])
	cmd.Dir = p.dir
	cmd.Env = slices.Concat([]string{childEnv + "=sync"}, p.env, light(), env)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// Killed at any step, or told at any step that the disk is full, a sync loses
// nothing, and the next one goes on: both sides have every line once.
func TestSyncEndsAtAnyStep(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	for name, env := range map[string][]string{"killed": {killAtEnv}, "disk full": {failAtEnv, failErrEnv + "=ENOSPC"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPair(t)
			stride := 17
			if os.Getenv(tortureEnv) == "full" {
				stride = 1
			}
			begin := "# Alice\n\n- one\n"
			mine, theirs := "", ""
			for step, n := 1, 0; ; step, n = step+stride, n+1 {
				theirs += fmt.Sprintf("- theirs %d\n", n)
				mine += fmt.Sprintf("- mine %d\n", n)
				p.theirs("pull", "-q")
				p.there("people/alice/README.md", "# Alice\n\n"+theirs, fmt.Sprintf("people/bea/2026-11-%02d.md", n%28+1), fmt.Sprintf("new %d\n", n))
				p.write("people/alice/2026-11-13.md", begin+mine)
				first := env[0] + "=" + strconv.Itoa(step)
				err := p.child(append([]string{first}, env[1:]...)...)
				if err == nil {
					break // it has fewer steps
				}
				if name != "killed" && !strings.Contains(err.Error(), "no space left") {
					t.Fatalf("step %d: %v", step, err)
				}
				if err := p.child(); err != nil {
					t.Fatalf("after step %d: %v", step, err)
				}
				if got := p.read("people/alice/README.md"); got != "# Alice\n\n"+theirs {
					t.Fatalf("step %d: README is %q", step, got)
				}
				if got := p.read("people/alice/2026-11-13.md"); got != begin+mine {
					t.Fatalf("step %d: the entry is %q", step, got)
				}
				p.clean(".")
			}
			left, _ := filepath.Glob(p.path("people/*/.*oneonone*"))
			if len(left) > 0 {
				t.Errorf("left over: %q", left)
			}
		})
	}
}

// A sync that was killed leaves words of others on the disk. Saved as edits, they
// are still theirs: what they delete is gone here too.
func TestSavedAfterAKilledSync(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	stride := 13
	if os.Getenv(tortureEnv) == "full" {
		stride = 1
	}
	for step, n := 1, 0; ; step, n = step+stride, n+1 {
		p.theirs("pull", "-q")
		p.there("people/alice/README.md", fmt.Sprintf("# Alice\n\n- stays %d\n- goes %d\n", n, n), "people/bea/README.md", fmt.Sprintf("# Bea\n\n- %d\n", n))
		p.write("people/alice/2026-11-13.md", fmt.Sprintf("# Alice\n\n- mine %d\n", n))
		if p.child(killAtEnv+"="+strconv.Itoa(step)) == nil {
			break
		}
		if err := p.record(context.Background()); err != nil {
			t.Fatalf("step %d: %v", step, err)
		}
		p.theirs("pull", "-q", "--no-rebase", "--no-edit")
		p.there("people/alice/README.md", fmt.Sprintf("# Alice\n\n- stays %d\n", n))
		if err := p.child(); err != nil {
			t.Fatalf("after step %d: %v", step, err)
		}
		if got, want := p.read("people/alice/README.md"), fmt.Sprintf("# Alice\n\n- stays %d\n", n); got != want {
			t.Fatalf("step %d: README is %q, wanted %q", step, got, want)
		}
		p.clean(".")
	}
}

// Somebody who commits, edits or pushes while a sync is at work loses nothing.
func TestSyncMeanwhile(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	for name, act := range map[string]func(p *pair, n int){
		"an editor saves": func(p *pair, n int) { p.write("people/alice/README.md", fmt.Sprintf("# Alice\n\n- typed %d\n", n)) },
		"git commits": func(p *pair, n int) {
			p.write("other.txt", fmt.Sprintf("by git %d\n", n))
			p.tryGit(".", "commit", "-q", "-m", "by git", "other.txt")
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPair(t)
			for step, stride := p.stride(29); ; step += stride {
				p.there("people/bea/README.md", fmt.Sprintf("# Bea\n\n- %d\n", step))
				p.write("people/alice/2026-11-13.md", fmt.Sprintf("# Alice\n\n- %d\n", step))
				n := 0
				p.h.fault = func(string, string) error {
					if n++; n == step {
						act(p, step)
					}
					return nil
				}
				_, err := p.sync()
				p.h.fault = nil
				if err != nil && !errors.As(err, new(*LockedError)) {
					t.Fatalf("step %d: %v", step, err)
				}
				p.tryGit(".", "commit", "-q", "-m", "what git could not", "other.txt")
				p.mustSync()
				p.theirs("pull", "-q")
				if n < step {
					break
				}
			}
		})
	}
}
