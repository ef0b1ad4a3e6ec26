//go:build unix

package history

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// victim is a folder that is tortured, and the count of what came of it.
type victim struct {
	*fixture
	name                       string
	runs, kills, refused, lost int
	damaged, stuck             int
	acknowledged               []string // commits that were reported as made
	plain                      bool     // the disk can neither exchange nor link
}

// onBothDisks runs a test twice: on a disk that can exchange and link files,
// and on one that cannot.
func onBothDisks(t *testing.T, name string, test func(t *testing.T, v *victim)) {
	onDisks(t, name, 2, test)
}

// onBothInFull is onBothDisks in the full form, and else takes the first.
func onBothInFull(t *testing.T, name string, test func(t *testing.T, v *victim)) {
	onDisks(t, name, runs(2, 1), test)
}

func onDisks(t *testing.T, name string, n int, test func(t *testing.T, v *victim)) {
	for _, plain := range []bool{false, true}[:n] {
		kind := map[bool]string{false: "exchange", true: "plain disk"}[plain]
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			v := newVictim(t, name+", "+kind)
			v.plain = plain
			if plain {
				v.h.onPlainDisk()
			}
			test(t, v)
		})
	}
}

func newVictim(t *testing.T, name string) *victim {
	skipIfShort(t)
	f := newFixture(t)
	v := &victim{fixture: f, name: name}
	for _, p := range []string{"people/alice/README.md", "people/alice/2026-11-13.md"} {
		f.write(p, string(whole(p)))
	}
	f.git("add", ".")
	f.git("commit", "-qm", "whole")
	v.acknowledged = append(v.acknowledged, f.git("rev-parse", "HEAD"))
	f.write("other.txt", "the user's staged work\n")
	f.git("add", "other.txt")
	t.Cleanup(v.report)
	return v
}

func (v *victim) report() {
	v.Logf("%-28s runs %5d  kills %5d  failed %5d  acknowledged %5d  lost %d  damaged %d  stuck %d",
		v.name, v.runs, v.kills, v.refused, len(v.acknowledged), v.lost, v.damaged, v.stuck)
	if v.lost+v.damaged+v.stuck > 0 {
		v.Errorf("%s: lost %d, damaged %d, next command failed %d", v.name, v.lost, v.damaged, v.stuck)
	}
}

// command is a whole process of this program. wrap, if any, is a command line
// that runs it.
func (v *victim) command(wrap []string, env []string, job string, args ...string) *exec.Cmd {
	line := append(slices.Clone(wrap), os.Args[0])
	cmd := exec.Command(line[0], append(line[1:], args...)...)
	cmd.Dir = v.dir
	cmd.Env = slices.Concat(v.env, []string{childEnv + "=" + job}, light(), env)
	if v.plain {
		cmd.Env = append(cmd.Env, plainEnv+"=1")
	}
	return cmd
}

// light is what a process that lives for some milliseconds can do without: half
// of its time goes into threads that wait. The full form leaves them to it.
func light() []string {
	return []string{"GOMAXPROCS=1", "GOGC=off"}[:runs(0, 2)]
}

// run runs a command to its end, counts it and keeps what it acknowledged.
func (v *victim) run(cmd *exec.Cmd, kill time.Duration) error {
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		v.Fatal(err)
	}
	if kill > 0 {
		timer := time.AfterFunc(kill, func() { syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
		defer timer.Stop()
	}
	err := cmd.Wait()
	v.runs++
	// A killed run may have printed: that too was acknowledged.
	v.acknowledged = append(v.acknowledged, strings.Fields(out.String())...)
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signaled():
		v.kills++
	default:
		v.refused++
	}
	return fmt.Errorf("%w: %s", err, errOut.String())
}

// next is the command after: it must succeed by itself.
func (v *victim) next() {
	v.Helper()
	if err := v.run(v.command(nil, nil, "new", "next"), 0); err != nil {
		v.stuck++
		v.Errorf("%s: the next command: %v", v.name, err)
	}
}

// examine asks real git whether anything is damaged or lost, and compares every
// note on disk and in HEAD with what a whole one looks like.
func (v *victim) examine() {
	v.Helper()
	if !fileGone(v.path("private/.git/HEAD")) {
		// What a kill left there, the next private note clears away.
		if err := v.run(v.command(nil, nil, "private", "next"), 0); err != nil {
			v.stuck++
			v.Errorf("%s: the next private note: %v", v.name, err)
		}
		v.sound("private")
	}
	if out, err := v.fsck("."); err != nil || out != "" {
		v.damaged++
		v.Errorf("%s: git fsck: %v\n%s", v.name, err, out)
	}
	all := map[string]bool{}
	for h := range strings.FieldsSeq(v.git("rev-list", "HEAD")) {
		all[h] = true
	}
	if !fileGone(v.path("private/.git")) {
		for h := range strings.FieldsSeq(v.gitIn("private", "rev-list", "--all")) {
			all[h] = true
		}
	}
	for _, h := range v.acknowledged {
		if !all[h] {
			v.lost++
			v.Errorf("%s: commit %s was acknowledged and is gone", v.name, h)
		}
	}
	if s := v.git("status", "--porcelain", "--", "people"); s != "" {
		v.damaged++
		v.Errorf("%s: git status:\n%s", v.name, s)
	}
	if s := v.git("diff", "--cached", "--name-only"); s != "other.txt" {
		v.damaged++
		v.Errorf("%s: staged is %q, not the user's work alone", v.name, s)
	}
	filepath.WalkDir(v.path("people"), func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if b, err := os.ReadFile(p); err == nil && !bytes.HasPrefix(b, []byte("# begin\n")) || !bytes.HasSuffix(b, []byte("end\n")) {
				v.damaged++
				v.Errorf("%s: %s is not whole: %q", v.name, p, b)
			}
		}
		return nil
	})
}

// userCommits checks that the user's own next commit holds what they staged and
// nothing else, and stages something for the next time.
func (v *victim) userCommits() {
	v.Helper()
	v.git("commit", "-qm", "the user's own")
	if got := v.git("show", "--format=", "--name-only", "HEAD"); got != "other.txt" {
		v.damaged++
		v.Errorf("%s: the user's commit changed %q", v.name, got)
	}
	v.acknowledged = append(v.acknowledged, v.git("rev-parse", "HEAD"))
	v.write("other.txt", fmt.Sprint("staged ", v.runs, "\n"))
	v.git("add", "other.txt")
}
