package history

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// gcSample is the directory of loose objects that git too looks at to guess
// how many there are, and gcEnough how many in it call for a gc: git's own
// 6,700 divided by 256.
const (
	gcSample = "17"
	gcEnough = 27
)

// tidy lets git pack the loose objects, about five a commit, when there are
// many. It runs on by itself; that it fails or is missing does no harm.
func (h *History) tidy(r *repo) {
	if r == nil {
		return
	}
	names, err := readNames(filepath.Join(r.commonDir, "objects", gcSample))
	if err != nil || len(names) < gcEnough {
		return
	}
	if _, err := os.Stat(filepath.Join(r.gitDir, "gc.pid")); err == nil {
		return
	}
	prog, err := h.env.program()
	if err != nil {
		return
	}
	cmd := exec.Command(prog, "-c", "gc.autoDetach=true", "gc", "--auto", "--quiet")
	cmd.Dir = r.root
	cmd.Env = h.env.forGit()
	detach(cmd)
	if cmd.Start() == nil {
		go cmd.Wait()
	}
}

// repackHint is what to type when objects pile up and git is asked by hand.
func repackHint(r *repo) string {
	return "git -C " + strings.TrimSpace(r.root) + " gc"
}
