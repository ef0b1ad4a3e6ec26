package history

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"oneonone/notes/page"
)

// What somebody else may do to the notes while a command is at work: git's
// commands that rewrite files, and an editor.
var meanwhile = map[string]func(f *fixture){
	"checkout": func(f *fixture) { f.tryGit(".", "checkout", "-q", "--", "people") },
	"stash":    func(f *fixture) { f.tryGit(".", "stash", "-q") },
	"reset":    func(f *fixture) { f.tryGit(".", "reset", "-q", "--hard") },
	"editor":   func(f *fixture) { f.write("people/alice/README.md", "# Typed\n") },
	"absent":   func(f *fixture) { os.Remove(f.path("people/alice/README.md")) },
}

// Whatever happens to the disk at any step of a command, what it acknowledges
// is in git, and nothing else is under its name.
func TestNothingAcknowledgedIsLostToWhoeverRewritesTheNote(t *testing.T) {
	t.Parallel()
	for name, rewrite := range meanwhile {
		for _, viaGit := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, via git %v", name, viaGit), func(t *testing.T) {
				t.Parallel()
				f := newFixture(t)
				if viaGit {
					skipIfShort(t)
					f.hook("pre-commit", "exit 0")
				}
				done, first, stride := 0, 6, 10 // in the sixth is when the disk would be recorded
				if !testing.Short() {
					first, stride = f.stride(3)
				}
				for step := first; ; step += stride {
					f.git("reset", "-q", "--hard")
					n, acknowledged := 0, false
					f.h.fault = func(string, string) error {
						if n++; n == step {
							rewrite(f)
						}
						return nil
					}
					old := []byte(f.read("people/alice/README.md"))
					c := page.Change{Path: "people/alice/README.md", Old: old, New: fmt.Appendf(nil, "# Alice\n\n- %d\n", step)}
					res, err := f.h.Apply(context.Background(), []page.Change{c}, Message{Subject: "ours"})
					f.h.fault = nil
					if err == nil {
						acknowledged = len(res.Commits) == 1
						if got := f.git("show", "HEAD:"+c.Path) + "\n"; !acknowledged || got != string(c.New) {
							t.Fatalf("step %d: acknowledged %d commits, git has %q", step, len(res.Commits), got)
						}
						done++
					} else if !errors.As(err, new(*ChangedError)) && !errors.As(err, new(*NotRecordedError)) {
						t.Fatalf("step %d: %v", step, err)
					}
					if n < step {
						break
					}
				}
				if done < 5/stride {
					t.Errorf("only %d commands were acknowledged", done)
				}
				f.git("reset", "-q", "--hard")
				f.clean(".")
			})
		}
	}
}
