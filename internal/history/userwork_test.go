//go:build unix

package history

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"oneonone/internal/noterepo"
)

// userWork is what a user does with git beside this program; each returns
// whether it made a commit of the file it was given.
var userWork = []func(v *victim, file string) bool{
	func(v *victim, file string) bool { return v.userCommit(file) },
	func(v *victim, file string) bool { return v.userCommit(file) },
	func(v *victim, _ string) bool {
		v.tryGit(".", "commit", "-q", "--amend", "--only", "--no-edit")
		return false
	},
	func(v *victim, _ string) bool {
		v.tryGit(".", "stash", "-q")
		v.tryGit(".", "stash", "pop", "-q")
		return false
	},
	func(v *victim, _ string) bool { v.tryGit(".", "reset", "-q"); return false },
	func(v *victim, _ string) bool { v.tryGit(".", "reset", "-q", "--hard"); return false },
	func(v *victim, _ string) bool { v.tryGit(".", "checkout", "-q", "--", "."); return false },
	func(v *victim, _ string) bool { v.tryGit(".", "gc", "-q"); return false },
	func(v *victim, _ string) bool {
		if _, err := v.tryGit(".", "rebase", "-q", "--force-rebase", "HEAD~2"); err != nil {
			// Not --abort: that sets the branch back to where the rebase began,
			// whoever has committed to it since.
			v.tryGit(".", "rebase", "--quit")
			// A lock of ours may make git refuse; who commits on a detached HEAD
			// and then leaves it loses that commit without our help.
			for range 1000 {
				if _, err := v.tryGit(".", "switch", "-q", "-f", "main"); err == nil {
					break
				}
			}
		}
		return false
	},
	func(v *victim, file string) bool {
		v.tryGit(".", "switch", "-q", "-c", "side")
		made := v.userCommit(file)
		v.backToMain()
		return made
	},
}

func (v *victim) userCommit(file string) bool {
	os.WriteFile(v.path(file), []byte(file), 0o600)
	if _, err := v.tryGit(".", "add", file); err != nil {
		return false
	}
	_, err := v.tryGit(".", "commit", "-q", "-m", file, "--", file)
	return err == nil
}

// backToMain brings what is on the side branch to main. What stands in the way
// is put aside as a user would.
func (v *victim) backToMain() {
	for range 50 {
		if v.git("branch", "--show-current") != "main" {
			v.tryGit(".", "stash", "-q", "-u")
			v.tryGit(".", "switch", "-q", "main")
			continue
		}
		if v.git("branch", "--list", "side") == "" {
			return
		}
		v.tryGit(".", "stash", "-q", "-u")
		if _, err := v.tryGit(".", "merge", "-q", "--no-edit", "side"); err == nil {
			v.tryGit(".", "branch", "-q", "-d", "side")
		} else {
			v.tryGit(".", "merge", "--abort")
		}
	}
	v.Error("the user cannot get back to main")
}

// The user works with git all the while: no commit of theirs is lost, and none
// that was acknowledged.
func TestTortureTheUsersOwnWork(t *testing.T) {
	t.Parallel()
	onBothDisks(t, "the user's own git", func(t *testing.T, v *victim) {
		v.git("commit", "-qm", "what was staged")
		rng := rand.New(rand.NewPCG(4, v.seed()))
		done, theirs := make(chan struct{}), make(chan []string)
		v.userCommit("user.txt")
		go func() {
			made := []string{"user.txt"}
			for n := 0; ; n++ {
				select {
				case <-done:
					theirs <- made
					return
				default:
				}
				file := fmt.Sprintf("user-%d.txt", n)
				if userWork[rng.IntN(len(userWork))](v, file) {
					made = append(made, file)
				}
			}
		}()
		var ours []string
		for n := 0; n < runs(150, 12) || len(ours) == 0 && n < 150; n++ {
			one := &victim{fixture: v.fixture, plain: v.plain}
			err := one.run(one.command(nil, nil, "new", fmt.Sprint("p", n)), 0)
			v.runs++
			if err == nil {
				ours = append(ours, fmt.Sprintf("people/p%d/%s.md", n, testDay))
				v.acknowledged = append(v.acknowledged, one.acknowledged...)
			} else if one.refused == 1 {
				v.refused++
			}
		}
		close(done)
		made := <-theirs
		v.backToMain()
		// The user's own commits stay on the branch, which we only ever build
		// upon. The user's reset, stash and rebase --abort may move the branch
		// back over a commit of ours: that one is in the reflog then.
		added := func(args ...string) map[string]bool {
			names := map[string]bool{}
			for p := range strings.FieldsSeq(v.git(append([]string{"log", "-m", "--diff-filter=A", "--format=", "--name-only"}, args...)...)) {
				names[p] = true
			}
			return names
		}
		branch, reflog := added(), added("--reflog", "HEAD")
		for _, p := range made {
			if !branch[p] {
				v.lost++
				t.Errorf("%s was committed by the user and is gone; the reflog:\n%s", p, v.git("reflog", "-40"))
			}
		}
		for _, p := range ours {
			if !reflog[p] {
				v.lost++
				t.Errorf("%s was committed and is gone", p)
			}
		}
		if out, err := v.fsck("."); err != nil {
			v.damaged++
			t.Errorf("git fsck: %s", out)
		}
		v.next()
		t.Logf("%d commits of the user's, %d of ours", len(made), len(ours))
		if len(made) == 0 || len(ours) == 0 {
			t.Error("one of the two never got to commit")
		}
	})
}

// What others leave beside the notes and in the git directory stays theirs.
func TestForeignFilesSurvive(t *testing.T) {
	for _, plain := range []bool{false, true} {
		f := newFixture(t)
		if plain {
			f.h.onPlainDisk()
		}
		foreign := []string{"people/alice/.README.md.swap", "people/alice/.README.md.swp", "people/alice/.README.md.oneonone-1-a.swap",
			"people/alice/README.md.tmp", ".git/HEAD.lock", ".git/packed-refs.lock", ".git/refs/heads/other.lock", ".git/config.lock"}
		for _, p := range foreign {
			f.write(p, "theirs: "+p)
		}
		f.write("people/alice/2026-11-13.md", "# edited\n") // what the words beside it are compared with
		f.apply("x", change("people/alice/README.md", "# Alice\n", "# A\n"))
		f.apply("y", change("people/alice/README.md", "# A\n", "# B\n"))
		for _, p := range foreign {
			if strings.Contains(p, noterepo.TmpMark) {
				continue // ours by name: see sweep
			}
			if got := f.read(p); got != "theirs: "+p {
				t.Errorf("%s has %q", p, got)
			}
		}
	}
}
