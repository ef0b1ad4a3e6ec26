package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// killedAt ends the process, as a kill does, at the step of that number.
func killedAt(number string) func(op, name string) error {
	at, err := strconv.Atoi(number)
	if err != nil {
		return nil
	}
	n := 0
	return func(op, _ string) error {
		if op == "fsync" {
			return nil // nothing is decided there
		}
		if n++; n == at {
			p, _ := os.FindProcess(os.Getpid())
			p.Kill()
			select {}
		}
		return nil
	}
}

// killedAtEachStep runs a command, killed at each step of it in turn (every so many,
// unless make storm asks for all), and then what a person does next, each time
// beginning with the same folder and remotes.
func (l *laptops) killedAtEachStep(laptop string, args []string, next func()) {
	l.Helper()
	start := l.dir("start")
	l.shell("mkdir " + start + " && cp -a " + laptop + " *.git " + start)
	stride := 23
	if os.Getenv("ONEONONE_STORM") == "full" {
		stride = 1
	}
	for at := 1; ; at += stride {
		err := l.killed(laptop, at, args...)
		next()
		if l.Failed() {
			l.Fatalf("killed at step %d", at)
		}
		if err == nil {
			if at < 20 {
				l.Errorf("only %d steps", at)
			}
			l.Logf("%d steps at most", at-1)
			return
		}
		l.shell("rm -rf " + laptop + " *.git && cp -a start/. .")
	}
}

// killed runs a command in a process of its own, which ends at the step of that number.
func (l *laptops) killed(laptop string, at int, args ...string) error {
	l.now = l.now.Add(time.Minute)
	cmd := exec.Command(filepath.Join(l.base, "bin", "oneonone"), args...)
	cmd.Dir, cmd.Env = l.base, append(l.environ(laptop), "KILL_AT="+strconv.Itoa(at))
	out, err := cmd.CombinedOutput()
	l.said = string(out)
	return err
}

func (l *laptops) shell(line string) {
	l.Helper()
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = l.base
	if out, err := cmd.CombinedOutput(); err != nil {
		l.Fatalf("%s: %v\n%s", line, err, out)
	}
}

// unless runs a command unless it says that it is done already.
func (l *laptops) unless(done, laptop string, args ...string) {
	l.Helper()
	if err := l.run(laptop, args...); err != nil && !strings.Contains(l.said, done) {
		l.Error(err)
	}
}

// settled checks that nothing is left to be done, and nothing over.
func (l *laptops) settled(laptop string, repos ...string) {
	l.Helper()
	l.must(laptop, "sync")
	l.must(laptop, "sync")
	if !strings.Contains(l.said, "nothing new") {
		l.Errorf("a second sync says %s", l.said)
	}
	for _, repo := range repos {
		if s := l.git(laptop+repo, "status", "--porcelain"); s != "" {
			l.Errorf("%s is not clean: %s", laptop+repo, s)
		}
	}
}

// aSharing is a folder with an older entry, a newer one, and one that was deleted.
func aSharing(t *testing.T) *laptops {
	if testing.Short() {
		t.Skip("takes a while")
	}
	l := newLaptops(t)
	l.start(map[string]string{"people/alice/2026-11-13.md": "# Alice\n\n- DELETED\n"})
	l.write("a", "people/alice/2026-11-06.md", "# Alice\n\n- OLDER\n- **Sam to ask finance**\n")
	l.write("a", "people/alice/2026-11-13.md", "# Alice\n\n- NEWER\n")
	l.must("a", "sync")
	l.git(".", "init", "-q", "--bare", l.dir("alice.git"))
	return l
}

func TestShareEndsAtAnyStep(t *testing.T) {
	t.Parallel()
	l := aSharing(t)
	share := []string{"--yes", "share", "alice", l.dir("alice.git"), "--since", "2026-11-10"}
	l.killedAtEachStep("a", share, func() {
		l.unless("is already shared", "a", share...)
		l.settled("a", "", "/people/alice", "/private")
		there := l.git("alice.git", "log", "-p", "--all")
		if strings.Contains(there, "DELETED") || strings.Contains(there, "OLDER") || strings.Count(there, "+- NEWER") != 1 {
			l.Errorf("what was sent is\n%s", there)
		}
		if strings.Count(l.read("a", "private/people/alice/2026-11-06.md"), "OLDER") != 1 || l.read("a", "people/alice/2026-11-06.md") != "" {
			l.Error("the older entry is not a private one")
		}
		if strings.Count(l.read("a", "people/alice/2026-11-13.md"), "ask finance") > 1 {
			l.Errorf("the promise is there twice:\n%s", l.read("a", "people/alice/2026-11-13.md"))
		}
		if l.git("a", "ls-files", "people/alice") != "" || !strings.Contains(l.read("a", "oneonone.yaml"), "alice.git") {
			l.Error("the folder does not know of the doc")
		}
		if l.read("a", ".git/oneonone-sharing") != "" {
			l.Error("the folder still has it for begun")
		}
	})
}

func TestStopSharingEndsAtAnyStep(t *testing.T) {
	t.Parallel()
	l := aSharing(t)
	l.must("a", "--yes", "share", "alice", l.dir("alice.git"), "--since", "2026-11-10")
	l.must("a", "sync")
	stop := []string{"--yes", "share", "alice", "--stop"}
	l.killedAtEachStep("a", stop, func() {
		l.unless("alice is not shared", "a", stop...)
		l.run("a", "save")
		l.settled("a", "")
		if l.git("a", "ls-files", "people/alice") != "people/alice/2026-11-13.md\npeople/alice/README.md" {
			l.Errorf("the folder has\n%s", l.git("a", "ls-files"))
		}
		if strings.Contains(l.read("a", "oneonone.yaml")+l.read("a", ".gitignore")+l.read("a", ".git/info/exclude"), "alice") {
			l.Error("the folder still has the doc for shared")
		}
		if !strings.Contains(l.read("a", "people/alice/2026-11-13.md"), "NEWER") {
			l.Error("the note is gone")
		}
	})
}

func TestJoinEndsAtAnyStep(t *testing.T) {
	t.Parallel()
	l := aSharing(t)
	l.must("a", "--yes", "share", "alice", l.dir("alice.git"), "--since", "2026-11-10")
	l.write("hers", "oneonone.yaml", "format: 1\nme: Alice Martin\n")
	l.must("hers", "init")
	l.must("hers", "save")
	join := []string{"join", l.dir("alice.git")}
	l.killedAtEachStep("hers", join, func() {
		l.unless("is already here", "hers", join...)
		l.settled("hers", "", "/people/sam")
		if !strings.Contains(l.read("hers", "people/sam/2026-11-13.md"), "NEWER") {
			l.Error("the doc is not there")
		}
		l.must("hers", "list")
		if l.git("hers", "ls-files", "people") != "" || strings.Count(l.read("hers", "oneonone.yaml"), "alice.git") != 1 {
			l.Error("the folder does not know of the doc")
		}
	})
}
