package cmd

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"oneonone/internal/cli"
)

// A command parses each note once, and once more only a note that it changes.
func TestCommandsReadOnce(t *testing.T) {
	for _, c := range []struct {
		args    string
		changed string // the note that is parsed again, to see what became of it
	}{
		{"actions", ""},
		{"prep alice", ""},
		{"stats alice", ""},
		{"check", ""},
		{"actions done alice plan", "people/alice/2026-11-13.md"},
		{"actions add alice Alice to book a room", "people/alice/2026-11-13.md"},
		{"new alice --no-edit", "people/alice/2026-11-20.md"},
		{"hopper add alice pairing", "people/alice/README.md"},
		{"goals add alice speak", "people/alice/README.md"},
	} {
		t.Run(c.args, func(t *testing.T) {
			count := parsesOf(t, strings.Fields(c.args))
			for path, n := range count {
				if most := map[bool]int{false: 1, true: 2}[path == c.changed]; n > most {
					t.Errorf("%s was parsed %d times, want at most %d", path, n, most)
				}
			}
		})
	}
}

// parsesOf runs a command in a folder of two meetings and counts how often it
// parses each note.
func parsesOf(t *testing.T, args []string) map[string]int {
	dir := t.TempDir()
	for path, text := range map[string]string{
		"oneonone.yaml":              "format: 1\nme: Sam Rivera\n",
		"people/alice/README.md":     "---\nname: Alice Martin\n---\n# Alice\n\n## Goals\n- lead a migration\n\n## Hopper\n- promotion\n",
		"people/alice/2026-11-06.md": "# Alice\n\n## Topics\n- [ ] holidays\n\n## Notes\n- **Alice to send the plan**\n",
		"people/alice/2026-11-13.md": "# Alice\n\n## Last time\n- [ ] **Alice to send the plan** (since 2026-11-06)\n\n## Notes\n- it went well\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	count := map[string]int{}
	run := func(args ...string) int {
		return Main(&cli.Env{Args: append(args, "--dir", dir), Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: os.Stderr, Dir: dir,
			Environ: append(os.Environ(), "HOME="+dir, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_AUTHOR_NAME=Sam", "GIT_AUTHOR_EMAIL=sam@example.org", "GIT_COMMITTER_NAME=Sam", "GIT_COMMITTER_EMAIL=sam@example.org"),
			Now:     func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) },
			Parsed: func(path string) {
				mu.Lock()
				defer mu.Unlock()
				count[path]++
			}})
	}
	if code := run("init"); code != 0 {
		t.Fatalf("init exits with %d", code)
	}
	clear(count)
	if code := run(args...); code != 0 && args[0] != "check" {
		t.Fatalf("%v exits with %d", args, code)
	}
	return count
}
