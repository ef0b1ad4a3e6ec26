package gitstore

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// gcSample is the directory of loose objects from which git, too, guesses how
// many there are, and gcEnough how many in it call for a gc: git's own 6,700
// divided by 256.
const (
	gcSample = "17"
	gcEnough = 27
	gcPause  = 24 * time.Hour
)

// Tidy lets git pack the loose objects, about five a commit, when there are
// many. It runs on in the background; a failure or a missing git does no harm.
func (r *Repo) Tidy(ctx context.Context) {
	names, err := os.ReadDir(filepath.Join(r.commonDir, "objects", gcSample))
	if err != nil || len(names) < gcEnough {
		return
	}
	// A gc is running, or the last one recorded why it is no use.
	for _, sign := range []string{"gc.pid", "gc.log"} {
		st, err := os.Stat(filepath.Join(r.commonDir, sign))
		if err == nil && r.git.Now().Sub(st.ModTime()) < gcPause {
			return
		}
	}
	if cfg, err := r.Config(ctx); err != nil || runsForGC(cfg) {
		return
	}
	// It outlives this process, so no context of ours ends it.
	args := append(readOnly(), "-c", "gc.autoDetach=true", "gc", "--auto", "--quiet")
	cmd, err := r.command(context.WithoutCancel(ctx), readEnv(), args...)
	if err != nil {
		return
	}
	detach(cmd)
	if cmd.Start() == nil {
		go cmd.Wait()
	}
}

// runsForGC reports whether settings name programs that a gc would run, other
// than the hooks we keep it from running.
func runsForGC(cfg Config) bool {
	for k := range cfg {
		if k == "gc.recentobjectshook" || strings.HasPrefix(k, "hook.") {
			return true
		}
	}
	return false
}
