package gitstore

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"oneonone/internal/gitconfig"
)

// Config is git's settings for a repository, as git itself reads them; do not
// modify it. Asking git costs two milliseconds and is right about includeIf, the
// system's file and the environment.
type Config = gitconfig.Config

// configHolds is how long git's answer stays good: a command asks at one moment,
// but an editor may be open for an hour.
const configHolds = time.Second

// asked is git's last answer, and the repository's own file as it was then.
type asked struct {
	sync.Mutex
	config Config
	at     time.Time
	local  os.FileInfo
}

// Config asks git for its settings, unless it has just done so.
func (r *Repo) Config(ctx context.Context) (Config, error) {
	r.asked.Lock()
	defer r.asked.Unlock()
	local, err := os.Stat(filepath.Join(r.commonDir, "config"))
	at := r.git.Now()
	if age := at.Sub(r.asked.at); err == nil && age >= 0 && age < configHolds && unchanged(local, r.asked.local) {
		return r.asked.config, nil
	}
	c, err := r.askConfig(ctx)
	if err == nil {
		r.asked.config, r.asked.at, r.asked.local = c, at, local
	}
	return c, err
}

func unchanged(a, b os.FileInfo) bool {
	return b != nil && os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

func (r *Repo) askConfig(ctx context.Context) (Config, error) {
	if ownedByOther(r.GitDir) {
		// git reads no settings of a repository whose owner it does not trust.
		return Config{}, nil
	}
	// Not through read, whose core.hooksPath would be among the answers; listing
	// runs nothing.
	out, err := r.run(ctx, nil, nil, "config", "--list", "-z")
	if errors.Is(err, ErrNoGit) {
		return r.ownConfig(), nil
	}
	if err != nil {
		return nil, Refuse("git cannot read its settings for "+r.Name+": "+err.Error(), "fix the file that git names; then: oneonone save")
	}
	c := Config{}
	for kv := range bytes.SplitSeq(out, []byte{0}) {
		k, v, ok := strings.Cut(string(kv), "\n")
		if !ok {
			v = gitconfig.NoValue
		}
		if k != "" {
			c[k] = append(c[k], v)
		}
	}
	// In a repository of a format it does not know, git lists everything but
	// the repository's own settings, and says nothing.
	local := Config{}
	gitconfig.Reader{Into: local, GitDir: r.GitDir}.Only(filepath.Join(r.commonDir, "config"))
	for k, v := range local {
		if c[k] == nil {
			c[k] = v
		}
	}
	return c, nil
}

// OwnFilters are the filters whose programs the repository's own settings name:
// git runs them whenever it compares a note with the index.
func (r *Repo) OwnFilters() []string {
	own := Config{}
	rd := gitconfig.Reader{Into: own, Home: r.git.env.get("HOME"), GitDir: r.GitDir}
	rd.File(filepath.Join(r.commonDir, "config"))
	rd.File(filepath.Join(r.GitDir, "config.worktree"))
	var names []string
	for k := range own {
		name, ok := strings.CutPrefix(k, "filter.")
		if i := strings.LastIndexByte(name, '.'); ok && i > 0 && !slices.Contains(names, name[:i]) && slices.Contains([]string{"clean", "smudge", "process"}, name[i+1:]) {
			names = append(names, name[:i])
		}
	}
	slices.Sort(names)
	return names
}

// ownConfig reads the settings when there is no git. It skips what it does not
// understand.
func (r *Repo) ownConfig() Config {
	c := Config{}
	rd := gitconfig.Reader{Into: c, Home: r.git.env.get("HOME"), GitDir: r.GitDir}
	if !gitconfig.Truthy(r.git.env.get("GIT_CONFIG_NOSYSTEM")) {
		rd.File(cmp.Or(r.git.env.get("GIT_CONFIG_SYSTEM"), "/etc/gitconfig"))
	}
	if g := r.git.env.get("GIT_CONFIG_GLOBAL"); g != "" {
		rd.File(g)
	} else {
		rd.File(filepath.Join(cmp.Or(r.git.env.get("XDG_CONFIG_HOME"), filepath.Join(rd.Home, ".config")), "git", "config"))
		rd.File(filepath.Join(rd.Home, ".gitconfig"))
	}
	rd.File(filepath.Join(r.commonDir, "config"))
	if c.Bool("extensions.worktreeconfig", false) {
		rd.File(filepath.Join(r.GitDir, "config.worktree"))
	}
	n, _ := strconv.Atoi(r.git.env.get("GIT_CONFIG_COUNT"))
	for i := range min(n, 1000) {
		k := gitconfig.FoldKey(r.git.env.get("GIT_CONFIG_KEY_" + strconv.Itoa(i)))
		c[k] = append(c[k], r.git.env.get("GIT_CONFIG_VALUE_"+strconv.Itoa(i)))
	}
	return c
}
