//go:build unix

package history

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"oneonone/notes/page"
)

var tortureJobs = []string{"new", "done", "hopper", "rename", "undo", "import", "private"}

// Killed at each step that changes the disk, in turn.
func TestTortureKillAtEveryStep(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	for _, job := range tortureJobs {
		t.Run(job, func(t *testing.T) { onBothDisks(t, "kill at every step: "+job, killAtEveryStep(job)) })
	}
}

func killAtEveryStep(job string) func(*testing.T, *victim) {
	return func(t *testing.T, v *victim) {
		must(v.fixture, v.run(v.command(nil, nil, "hopper", "alice"), 0))
		for step, stride := v.stride(16); ; step += stride {
			err := v.run(v.command(nil, []string{fmt.Sprint(killAtEnv, "=", step)}, job, "alice"), 0)
			// What is only staged by a killed run is part of the user's next
			// commit at worst; the next command comes first, as it does in life.
			v.next()
			v.examine()
			if step/stride%runs(4, 2) == 1 {
				v.userCommits()
			}
			if err == nil {
				break
			}
		}
		if v.kills < runs(20, 1) {
			t.Errorf("%s: only %d kills", v.name, v.kills)
		}
	}
}

// Killed at each step of the beginning: the folder's repository, its first
// commit, the private one and its first commit. The next command always works.
func TestTortureKillInTheBeginning(t *testing.T) {
	t.Parallel()
	needGit(t)
	skipIfShort(t)
	for _, plain := range []bool{false, true}[:runs(2, 1)] {
		for _, jobs := range [][]string{{"init"}, {"init", "new"}, {"init", "private"}} {
			killInTheBeginning(t, jobs, plain)
		}
	}
}

func killInTheBeginning(t *testing.T, jobs []string, plain bool) {
	v := &victim{fixture: bareFixture(t), plain: plain, name: fmt.Sprintf("kill in the beginning: %s, plain disk %v", jobs[len(jobs)-1], plain)}
	for step, stride := v.stride(12); ; step += stride {
		must(v.fixture, os.RemoveAll(v.dir))
		must(v.fixture, os.Mkdir(v.dir, 0o700))
		for _, job := range jobs[:len(jobs)-1] {
			must(v.fixture, v.run(v.command(nil, nil, job, "alice"), 0))
		}
		last := jobs[len(jobs)-1]
		err := v.run(v.command(nil, []string{fmt.Sprint(killAtEnv, "=", step)}, last, "alice"), 0)
		for _, job := range []string{"init", "private", last, "new"} {
			if err := v.run(v.command(nil, nil, job, "alice"), 0); err != nil {
				v.stuck++
				t.Errorf("after a kill of %s at step %d: %s: %v", last, step, job, err)
			}
		}
		for _, repo := range []string{".", "private"} {
			v.sound(repo)
			if s := v.gitIn(repo, "status", "--porcelain"); s != "" {
				v.damaged++
				t.Errorf("after a kill of %s at step %d: git status in %s:\n%s", last, step, repo, s)
			}
		}
		if left, _ := filepath.Glob(v.path(gitInTheMaking + "*")); len(left) > 0 {
			t.Errorf("left behind: %q", left)
		}
		if err == nil {
			break
		}
	}
	v.report()
}

// git gc killed at random moments leaves nothing that stops the next command.
func TestTortureKilledGC(t *testing.T) {
	t.Parallel()
	v := newVictim(t, "kill git gc")
	rng := rand.New(rand.NewPCG(3, v.seed()))
	for range runs(60, 3) {
		must(v.fixture, v.run(v.command(nil, nil, "hopper", "alice"), 0))
		gc := exec.Command("git", "gc", "-q", "--prune=now")
		gc.Dir, gc.Env = v.dir, v.env
		v.run(gc, time.Duration(1+rng.IntN(40))*time.Millisecond)
		// git's own locks are the user's to remove, as our hint says.
		for _, lock := range []string{"refs/heads/main.lock", "packed-refs.lock", "HEAD.lock"} {
			os.Remove(v.path(".git/" + lock))
		}
		v.next()
		v.examine()
	}
}

// Killed at each step, and then real git comes first: the user's commit may
// hold the new note, which is on disk, but never bring the old one back.
func TestTortureGitAfterAKill(t *testing.T) {
	t.Parallel()
	onBothDisks(t, "kill, then git commit", func(t *testing.T, v *victim) {
		for step, stride := v.stride(12); ; step += stride {
			err := v.run(v.command(nil, []string{fmt.Sprint(killAtEnv, "=", step)}, "hopper", "alice"), 0)
			note, _ := os.ReadFile(v.path("people/alice/README.md"))
			if !fileGone(v.path(".git/index.lock")) || !fileGone(v.path(".git/refs/heads/main.lock")) {
				v.next() // git would refuse; ours clears its own lock away
			}
			v.git("commit", "-qm", "the user's own")
			v.acknowledged = append(v.acknowledged, v.git("rev-parse", "HEAD"))
			old := v.git("show", "HEAD^:people/alice/README.md")
			if head := v.git("show", "HEAD:people/alice/README.md"); head != old && head+"\n" != string(note) {
				v.damaged++
				t.Errorf("after a kill at step %d the user's commit brought back %q", step, head)
			}
			v.write("other.txt", fmt.Sprint(step))
			v.git("add", "other.txt")
			v.next()
			v.examine()
			if err == nil {
				break
			}
		}
	})
}

// Killed at random moments, whatever the process does then.
func TestTortureKillAtRandom(t *testing.T) {
	t.Parallel()
	onBothDisks(t, "kill -9 at random moments", func(t *testing.T, v *victim) {
		rng := rand.New(rand.NewPCG(1, v.seed()))
		for v.kills < runs(500, 15) {
			job := tortureJobs[rng.IntN(len(tortureJobs))]
			v.run(v.command(nil, nil, job, []string{"alice", "bob"}[rng.IntN(2)]), time.Duration(1+rng.IntN(60))*time.Millisecond)
			v.next()
			if v.runs%runs(10, 6) == 0 {
				v.examine()
			}
			if v.runs%runs(50, 10) == 0 {
				v.userCommits()
			}
		}
		v.examine()
	})
}

// Every step fails once, as a broken or a full disk makes it.
func TestTortureFailEveryStep(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	for _, errno := range []string{"EIO", "ENOSPC"}[:runs(2, 1)] {
		t.Run(errno, func(t *testing.T) { onBothInFull(t, "each step fails: "+errno, failEveryStep(errno)) })
	}
}

func failEveryStep(errno string) func(t *testing.T, v *victim) {
	return func(t *testing.T, v *victim) {
		must(v.fixture, v.run(v.command(nil, nil, "hopper", "alice"), 0))
		for _, job := range tortureJobs {
			failures := 0
			for step, stride := v.stride(18); ; step += stride {
				before := v.refused
				err := v.run(v.command(nil, []string{fmt.Sprint(failAtEnv, "=", step), failErrEnv + "=" + errno}, job, "alice"), 0)
				if v.refused > before {
					failures++
				}
				v.next()
				if step%3 == 0 {
					v.examine()
				}
				if err == nil && step > 200 || step > 400 {
					break
				}
				if err == nil && (failures > 0 || stride > 1) && !v.reaches(job, step) {
					break
				}
			}
			v.examine()
			if failures < runs(1, 0) {
				t.Errorf("%s: %s never failed", v.name, job)
			}
		}
		if v.refused == 0 {
			t.Errorf("%s: nothing failed", v.name)
		}
	}
}

// reaches reports whether a job takes as many steps.
func (v *victim) reaches(job string, step int) bool {
	err := v.run(v.command(nil, []string{fmt.Sprint(killAtEnv, "=", step)}, job, "alice"), 0)
	v.next()
	return err != nil
}

// The same below the Go runtime: the kernel's answer is replaced.
func TestTortureInjectedSystemCalls(t *testing.T) {
	t.Parallel()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	if err := exec.Command(strace, "-o", "/dev/null", "true").Run(); err != nil {
		t.Skip("strace may not trace here: ", err)
	}
	v := newVictim(t, "system calls fail (strace)")
	for _, call := range []string{"fsync", "renameat", "renameat2", "linkat", "unlinkat", "write", "fchmod", "mkdirat"} {
		for _, errno := range []string{"EIO", "ENOSPC"} {
			for n := 1; n <= runs(16, 1); n++ {
				wrap := []string{strace, "-f", "-qq", "-o", "/dev/null", "-e", fmt.Sprintf("inject=%s:error=%s:when=%d", call, errno, n), "-e", "trace=" + call}
				v.run(v.command(wrap, nil, "hopper", "alice"), 0)
				v.next()
			}
			v.examine()
		}
	}
}

// A file may grow to eight blocks only: the index is larger.
func TestTortureFileSizeLimit(t *testing.T) {
	t.Parallel()
	v := newVictim(t, "ulimit -f 8")
	for i := range 150 {
		p := fmt.Sprintf("people/crowd/2020-01-%d.md", i)
		v.write(p, string(whole(p)))
	}
	v.git("add", "people")
	v.git("commit", "-qm", "crowd", "--", "people")
	for range runs(40, 3) {
		v.run(v.command([]string{"sh", "-c", `ulimit -f 8; exec "$@"`, "sh"}, nil, "hopper", "alice"), 0)
		v.next()
		v.examine()
	}
	if v.refused+v.kills == 0 {
		t.Error("nothing failed")
	}
}

// mount gives the victim a file system of its own, or skips.
func (v *victim) mount(options string) {
	if os.Geteuid() != 0 {
		v.Skip("mounting a file system needs root")
	}
	moved := v.path("../moved")
	must(v.fixture, os.Rename(v.dir, moved))
	must(v.fixture, os.Mkdir(v.dir, 0o700))
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "oneonone-test", v.dir).CombinedOutput(); err != nil {
		v.Skipf("mounting a tmpfs: %s", out)
	}
	v.Cleanup(func() { exec.Command("umount", "-l", v.dir).Run() })
	if out, err := exec.Command("cp", "-a", moved+"/.", v.dir).CombinedOutput(); err != nil {
		v.Fatalf("filling the tmpfs: %s", out)
	}
	v.open()
}

// A file system of one MiB fills up; then the user makes room.
func TestTortureFullDisk(t *testing.T) {
	t.Parallel()
	onBothDisks(t, "1 MiB file system", func(t *testing.T, v *victim) {
		v.mount("size=1m")
		for round := range runs(20, 2) {
			filler := v.path("filler")
			used, full := 0, false
			for n := 0; n < 400 && !full; n++ {
				// Leave a little less room each time, so that each kind of write
				// meets the end of the disk.
				if n == 0 {
					b := bytes.Repeat([]byte("x"), 1<<20)
					os.WriteFile(filler, b, 0o600)
					room := 4096 * (1 + (round*7)%24)
					st, err := os.Stat(filler)
					must(v.fixture, err)
					used = max(0, int(st.Size())-room)
					must(v.fixture, os.Truncate(filler, int64(used)))
				}
				full = v.run(v.command(nil, nil, "hopper", "alice"), 0) != nil
			}
			if !full {
				t.Fatal("the disk never filled up")
			}
			must(v.fixture, os.Remove(filler))
			v.next()
			v.git("gc", "-q", "--prune=now")
			v.examine()
		}
	})
}

// Nothing can be written.
func TestTortureReadOnlyFolder(t *testing.T) {
	t.Parallel()
	v := newVictim(t, "read-only folder")
	v.mount("size=4m")
	for range runs(10, 2) {
		if out, err := exec.Command("mount", "-o", "remount,ro", v.dir).CombinedOutput(); err != nil {
			t.Skipf("remounting: %s", out)
		}
		for _, job := range tortureJobs {
			if err := v.run(v.command(nil, nil, job, "alice"), 0); err == nil && job != "undo" {
				t.Errorf("%s says it has worked", job)
			}
		}
		if out, err := exec.Command("mount", "-o", "remount,rw", v.dir).CombinedOutput(); err != nil {
			t.Fatalf("remounting: %s", out)
		}
		v.next()
		v.examine()
	}
}

// Writers at the same time, and the user's own git among them.
func TestTortureWriters(t *testing.T) {
	for _, c := range []struct{ writers, each int }{{2, runs(150, 8)}, {20, runs(10, 1)}} {
		v := newVictim(t, fmt.Sprintf("%d writers × %d and git", c.writers, c.each))
		var mu sync.Mutex
		var wg sync.WaitGroup
		for w := range c.writers {
			wg.Go(func() {
				for range c.each {
					one := &victim{fixture: v.fixture}
					// However busy the machine, each comes to its turn.
					err := one.run(one.command(nil, []string{waitEnv + "=600000"}, "new", fmt.Sprintf("p%d", w)), 0)
					mu.Lock()
					v.runs++
					v.acknowledged = append(v.acknowledged, one.acknowledged...)
					if err != nil {
						v.stuck++
						t.Errorf("writer %d: %v", w, err)
					}
					mu.Unlock()
				}
			})
		}
		done := make(chan struct{})
		gitDone := make(chan int)
		go func() { gitDone <- v.gitWriter(done, &mu) }()
		wg.Wait()
		close(done)
		if n := <-gitDone; n == 0 {
			t.Error("git never got to commit")
		}
		v.tryGit(".", "commit", "-q", "-m", "by git", "--", "git.txt") // what it had added last
		v.write("other.txt", "staged at the end\n")
		v.git("add", "other.txt")
		v.next()
		v.examine()
		if got := len(strings.Fields(v.git("ls-files", "people"))); got < c.writers*c.each {
			v.lost++
			t.Errorf("%d notes are recorded, %d were written", got, c.writers*c.each)
		}
	}
}

// gitWriter commits a file of the user's with real git until done, and returns
// how many commits it made. git gives up on a lock at once, so it tries again.
func (v *victim) gitWriter(done chan struct{}, mu *sync.Mutex) int {
	made := 0
	for n := 0; ; n++ {
		select {
		case <-done:
			if made > 0 || n > 200 {
				return made
			}
		default:
		}
		os.WriteFile(v.path("git.txt"), []byte(fmt.Sprint(n)), 0o600)
		if _, err := v.tryGit(".", "add", "git.txt"); err != nil {
			continue
		}
		if _, err := v.tryGit(".", "commit", "-q", "-m", "by git", "--", "git.txt"); err == nil {
			made++
			mu.Lock()
			v.runs++
			mu.Unlock()
		}
	}
}

// A lock of git's is waited for; it is removed by whoever holds it, never by us.
func TestTortureForeignLock(t *testing.T) {
	t.Parallel()
	onBothDisks(t, "foreign index.lock", func(t *testing.T, v *victim) {
		for i := range runs(40, 3) {
			lock := v.path([]string{".git/index.lock", ".git/refs/heads/main.lock"}[i%2])
			must(v.fixture, os.WriteFile(lock, []byte("theirs"), 0o600))
			released := make(chan string)
			time.AfterFunc(time.Duration(50+i%5*40)*time.Millisecond, func() {
				b, _ := os.ReadFile(lock)
				os.Remove(lock)
				released <- string(b)
			})
			if err := v.run(v.command(nil, nil, "new", "alice"), 0); err != nil {
				v.stuck++
				t.Error(err)
			}
			if b := <-released; b != "theirs" {
				v.damaged++
				t.Errorf("the lock held %q", b)
			}
		}
		v.examine()
	})
}

// Commands, an editor and git in any order, against a model of what the notes
// must then say; the clock jumps about.
func TestTortureRandomSequence(t *testing.T) {
	t.Parallel()
	onBothDisks(t, "random sequence", func(t *testing.T, v *victim) {
		v.randomSequence(t, runs(500, 60))
	})
}

// The same where every commit goes through git.
func TestTortureRandomSequenceWithHooks(t *testing.T) {
	t.Parallel()
	v := newVictim(t, "random sequence, hooks")
	v.hook("pre-commit", "exit 0")
	v.randomSequence(t, runs(200, 15))
}

func (v *victim) randomSequence(t *testing.T, steps int) {
	rng := rand.New(rand.NewPCG(2, v.seed()))
	model := map[string]string{}
	for _, p := range []string{"people/alice/README.md", "people/alice/2026-11-13.md"} {
		model[p] = v.read(p)
	}
	var stack []map[string]string // what undo goes back to
	clone := func() map[string]string {
		m := make(map[string]string, len(model))
		for k, s := range model {
			m[k] = s
		}
		return m
	}
	ctx := context.Background()
	for step := range steps {
		v.now = []time.Time{testNow.Add(time.Duration(step) * time.Minute), testNow.AddDate(0, 0, -1), time.Unix(-300000000, 0), time.Unix(4300000000, 0)}[max(0, rng.IntN(8)-4)]
		p := fmt.Sprintf("people/p%d/2026-01-%02d.md", rng.IntN(4), 1+rng.IntN(9))
		text := string(whole(fmt.Sprint("step ", step)))
		v.runs++
		switch rng.IntN(12) {
		case 0, 1, 2, 3: // a command
			must(v.fixture, saveEditsQuietly(v, ctx))
			before := clone()
			c := change(p, model[p], text)
			if model[p] != "" && rng.IntN(4) == 0 {
				c.New = nil
				delete(model, p)
			} else {
				model[p] = text
			}
			res, err := v.h.Apply(ctx, []page.Change{c}, Message{Subject: fmt.Sprint("step ", step)})
			must(v.fixture, err)
			v.acknowledged = append(v.acknowledged, res.Commits[0].Hash)
			stack = append(stack, before)
		case 4, 5: // an editor
			v.write(p, text)
			model[p] = text
			if rng.IntN(3) == 0 {
				must(v.fixture, os.Remove(v.path(p)))
				delete(model, p)
			}
			stack = nil // undo may now take back the edit's own commit
		case 6:
			v.userCommits()
		case 7:
			v.git("gc", "-q", "--prune=now")
		case 8:
			v.git("pack-refs", "--all")
		case 9: // the user records notes with git
			v.git("add", "people")
			v.git("commit", "-q", "--allow-empty", "-m", "notes by git", "--", "people")
			stack = nil
		case 10:
			b := fmt.Sprint("branch-", step)
			v.git("switch", "-qc", b)
			v.git("branch", "-qf", "main", b)
			v.git("switch", "-q", "main")
			v.git("branch", "-qD", b)
		case 11:
			must(v.fixture, saveEditsQuietly(v, ctx))
			if len(stack) == 0 {
				break
			}
			plan, err := v.h.UndoPlan(ctx, false)
			must(v.fixture, err)
			_, err = v.h.Rename(ctx, plan.Moves, plan.Changes, plan.Message)
			must(v.fixture, err)
			model, stack = stack[len(stack)-1], stack[:len(stack)-1]
		}
		v.compare(model, step)
	}
	must(v.fixture, saveEditsQuietly(v, ctx))
	v.examine()
}

func saveEditsQuietly(v *victim, ctx context.Context) error {
	edits, err := v.h.Pending(ctx)
	if err != nil || len(edits) == 0 {
		return err
	}
	var paths []string
	for _, e := range edits {
		paths = append(paths, e.Path)
	}
	res, err := v.h.Record(ctx, paths, Message{Subject: "Save edits", Edits: true})
	if err == nil {
		for _, c := range res.Commits {
			v.acknowledged = append(v.acknowledged, c.Hash)
		}
	}
	return err
}

// compare checks the notes on disk against the model.
func (v *victim) compare(model map[string]string, step int) {
	v.Helper()
	got := map[string]string{}
	filepath.WalkDir(v.path("people"), func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(v.dir, p)
			b, _ := os.ReadFile(p)
			got[filepath.ToSlash(rel)] = string(b)
		}
		return nil
	})
	for p, want := range model {
		if got[p] != want {
			v.lost++
			v.Fatalf("step %d: %s is %q, want %q", step, p, got[p], want)
		}
	}
	if len(got) != len(model) {
		v.damaged++
		v.Fatalf("step %d: %d files, want %d: %q", step, len(got), len(model), got)
	}
}
