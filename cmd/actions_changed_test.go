package cmd

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"oneonone/internal/cli"
	"oneonone/internal/followup"
	"oneonone/internal/founding"
	"oneonone/internal/history"
	"oneonone/notes/actions"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

// Somebody writes into a note while it is being ticked: the plan is made anew
// on what is there now. When it never comes to rest, nothing is written, and
// nothing that was typed is lost.
func TestNoteChangesBetweenReadingAndWriting(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	t.Parallel()
	for _, c := range []struct {
		name   string
		times  int // how often somebody else is quicker
		ticked bool
	}{{"once", 1, true}, {"again and again", 100, false}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "notes")
			env := &cli.Env{Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: io.Discard, Dir: t.TempDir(),
				Environ: []string{"HOME=" + t.TempDir(), "GIT_CONFIG_NOSYSTEM=1", "PATH=" + os.Getenv("PATH"), "ONEONONE_DIR=" + dir},
				Now:     func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }}
			s := cli.NewSession(env)
			if err := founding.Init(context.Background(), s, nil); err != nil {
				t.Fatal(err)
			}
			note := filepath.Join(dir, "people", "alice", "2026-11-13.md")
			if err := os.MkdirAll(filepath.Dir(note), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(note, []byte("- **Alice to send the plan**\n- **Alice to call legal**\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			calls := 0
			err := followup.Change(context.Background(), s, []string{"alice", "plan"}, followup.IsOpen, "done", false, func(p *actions.Plan, a *promise.Thread) (string, error) {
				if err := p.Mark(a, clause.Done, s.Today()); err != nil {
					return "", err
				}
				if calls++; calls <= c.times {
					old, err := os.ReadFile(note)
					if err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(note, append([]byte("- typed meanwhile\n"), old...), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				return "done", nil
			})
			got, readErr := os.ReadFile(note)
			if readErr != nil {
				t.Fatal(readErr)
			}
			text := string(got)
			if n := strings.Count(text, "typed meanwhile"); n != min(calls, c.times) {
				t.Errorf("%d of %d typed lines are left:\n%s", n, min(calls, c.times), text)
			}
			if got := strings.Contains(text, "~~**Alice to send the plan**~~ (done 2026-11-20)"); got != c.ticked {
				t.Errorf("ticked: %v, want %v:\n%s", got, c.ticked, text)
			}
			var changed *history.ChangedError
			if errors.As(err, &changed) == c.ticked {
				t.Errorf("error: %v", err)
			}
		})
	}
}
