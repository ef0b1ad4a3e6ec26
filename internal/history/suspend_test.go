//go:build unix

package history

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
)

// A command is suspended at each step, as by a laptop that is closed. Others
// name it and end; the user takes its locks for stale, removes them and commits
// with git. Resumed, it finds that out before it moves anything.
func TestSuspendedAtEveryStep(t *testing.T) {
	t.Parallel()
	onBothInFull(t, "suspended at every step", suspendedAtEveryStep)
}

func suspendedAtEveryStep(t *testing.T, v *victim) {
	must(v.fixture, v.run(v.command(nil, nil, "hopper", "alice"), 0))
	for step, stride := v.stride(18); ; step += stride {
		var out, errOut bytes.Buffer
		cmd := v.command(nil, []string{fmt.Sprint(stopAtEnv, "=", step)}, "hopper", "alice")
		cmd.Stdout, cmd.Stderr = &out, &errOut
		must(v.fixture, cmd.Start())
		var status syscall.WaitStatus
		_, err := syscall.Wait4(cmd.Process.Pid, &status, syscall.WUNTRACED, nil)
		must(v.fixture, err)
		if !status.Stopped() {
			break // it has no such step
		}
		v.runs++
		other := v.run(v.command(nil, []string{waitEnv + "=50"}, "new", "bob"), 0)
		if other != nil && !strings.Contains(other.Error(), fmt.Sprint("pid ", cmd.Process.Pid)) {
			t.Errorf("step %d: the other says %v", step, other)
		}
		for _, lock := range []string{".git/index.lock", ".git/refs/heads/main.lock"} {
			os.Remove(v.path(lock))
		}
		v.git("commit", "-qm", "the user's own", "--", "other.txt")
		v.acknowledged = append(v.acknowledged, v.git("rev-parse", "HEAD"))
		v.write("other.txt", fmt.Sprint("staged ", step, "\n"))
		v.git("add", "other.txt")
		must(v.fixture, syscall.Kill(cmd.Process.Pid, syscall.SIGCONT))
		_, err = syscall.Wait4(cmd.Process.Pid, &status, 0, nil)
		must(v.fixture, err)
		if code := status.ExitStatus(); code == childDone {
			v.acknowledged = append(v.acknowledged, strings.Fields(out.String())...)
		} else if code != childNotRecorded && code != childFailed {
			t.Errorf("step %d: resumed, it ends with %d: %s", step, code, errOut.String())
		}
		v.next()
		v.examine()
	}
}
