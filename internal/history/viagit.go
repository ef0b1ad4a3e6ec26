package history

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// commitByGit records the files with `git commit --only`, in a repository that
// asks for more than the recipe does: hooks run, commits are signed, filters
// apply. why is the reason, for when there is no git.
func (h *History) commitByGit(ctx context.Context, r *repo, snaps []snap, msg Message, id *string, why string) (*Commit, error) {
	if _, err := h.env.program(); err != nil {
		return nil, refuse("only git itself can commit in "+r.name()+", because "+why+", and git is not installed",
			"install git, then: oneonone save")
	}
	fresh, all, err := h.gitPaths(ctx, r, snaps)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	env, err := h.gitIdent(ctx, r)
	if err != nil {
		return nil, err
	}
	at, _ := h.gitRead(ctx, r, nil, "rev-parse", "--verify", "--quiet", "HEAD")
	before := strings.TrimSpace(string(at))
	if *id == "" {
		parent, _ := parseHash(before)
		*id = commandID(h.opt.Now(), msg, hash{}, parent)
	}
	if len(fresh) > 0 {
		err := h.patiently(ctx, r, pathspec(fresh), env, "add", "--pathspec-from-file=-", "--pathspec-file-nul")
		if err != nil && strings.Contains(err.Error(), "sparse") {
			err = h.patiently(ctx, r, pathspec(fresh), env, "add", "--sparse", "--pathspec-from-file=-", "--pathspec-file-nul")
		}
		if err != nil {
			return nil, gitRefused(r, err)
		}
	}
	err = h.patiently(ctx, r, pathspec(all), env, "commit", "-q", "--only", "--cleanup=whitespace", "-m", msg.format(*id),
		"--pathspec-from-file=-", "--pathspec-file-nul")
	if err != nil {
		// What we staged only to name it to git is unstaged again.
		if len(fresh) > 0 {
			h.patiently(ctx, r, pathspec(fresh), nil, "rm", "-q", "--cached", "--force", "--pathspec-from-file=-", "--pathspec-file-nul")
		}
		if strings.Contains(err.Error(), "nothing to commit") || strings.Contains(err.Error(), "nothing added to commit") {
			return nil, nil
		}
		return nil, gitRefused(r, err)
	}
	return h.madeByGit(ctx, r, before)
}

func pathspec(paths []string) []byte { return []byte(strings.Join(paths, "\x00")) }

// gitPaths are the files that differ from HEAD, and of those the ones that git
// does not know yet.
func (h *History) gitPaths(ctx context.Context, r *repo, snaps []snap) (fresh, all []string, err error) {
	names := make([]string, len(snaps))
	folder := map[string]string{}
	for i, s := range snaps {
		names[i] = s.inside
		folder[s.inside] = s.path
	}
	if err := h.unhide(ctx, r, names); err != nil {
		return nil, nil, gitRefused(r, err)
	}
	edits, err := h.statusByGit(ctx, r, names)
	if err != nil {
		return nil, nil, gitRefused(r, err)
	}
	for _, e := range edits {
		if folder[e.path] == "" {
			continue // a directory was named that git opened up
		}
		if e.ignored {
			return nil, nil, refuse(folder[e.path]+" is ignored by the repository's ignore rules",
				"see which with: git -C "+r.root+" check-ignore -v -- "+e.path+"; or record it with: git add -f")
		}
		if e.untracked {
			fresh = append(fresh, e.path)
		}
		all = append(all, e.path)
	}
	return fresh, all, nil
}

// unhide makes git look at notes that it was told to take for unchanged, since
// this program has just changed them.
func (h *History) unhide(ctx context.Context, r *repo, names []string) error {
	out, err := h.gitRead(ctx, r, nil, append([]string{"ls-files", "-z", "-v", "--"}, names...)...)
	if err != nil {
		return err
	}
	var hidden []string
	for l := range strings.SplitSeq(string(out), "\x00") {
		if len(l) > 2 && (l[0] == 'S' || l[0] >= 'a' && l[0] <= 'z') && !fileGone(r.file(l[2:])) {
			hidden = append(hidden, l[2:])
		}
	}
	if len(hidden) == 0 {
		return nil
	}
	return h.patiently(ctx, r, nil, nil, append([]string{"update-index", "--no-assume-unchanged", "--no-skip-worktree", "--"}, hidden...)...)
}

// gitIdent makes git use our clock, and Options.Author when git knows nobody.
func (h *History) gitIdent(ctx context.Context, r *repo) ([]string, error) {
	var env []string
	for _, role := range []string{"AUTHOR", "COMMITTER"} {
		if !h.hasDate(role) {
			now := h.clock()
			env = append(env, "GIT_"+role+"_DATE=@"+strconv.FormatInt(now.Unix(), 10)+" "+now.Format("-0700"))
		}
		if _, err := h.gitRead(ctx, r, nil, "var", "GIT_"+role+"_IDENT"); err != nil {
			p, err := h.askIdent()
			if err != nil {
				return nil, err
			}
			env = append(env, "GIT_"+role+"_NAME="+p.name, "GIT_"+role+"_EMAIL="+p.email)
		}
	}
	return env, nil
}

// patiently runs a git command that needs the index or a branch, and tries
// again while another holds its lock: git itself gives up at once.
func (h *History) patiently(ctx context.Context, r *repo, stdin []byte, env []string, args ...string) error {
	deadline := time.Now().Add(h.opt.Wait)
	for {
		_, err := h.git(ctx, r, stdin, env, args...)
		var ge *gitError
		if err == nil || !errors.As(err, &ge) {
			return err
		}
		lock, held := heldLock(ge.stderr)
		if !held {
			return err
		}
		if time.Now().After(deadline) {
			return &LockedError{Path: lock, Holder: "git or another program",
				Hint: "wait until git has finished; if none is running, remove it: rm " + lock}
		}
		time.Sleep(4 * pollLock)
	}
}

// heldLock finds the lock that git could not create in its words.
func heldLock(stderr string) (string, bool) {
	_, rest, ok := strings.Cut(stderr, "Unable to create '")
	if !ok {
		return "", false
	}
	p, rest, ok := strings.Cut(rest, "'")
	return p, ok && strings.HasSuffix(p, ".lock") && strings.HasPrefix(rest, ": File exists")
}

// gitRefused turns git's refusal into one that names the next step.
func gitRefused(r *repo, err error) error {
	var ge *gitError
	if !errors.As(err, &ge) {
		return err
	}
	hint := "mend what git names, then: oneonone save"
	if strings.Contains(ge.stderr, "dubious ownership") {
		hint = "if you trust it: git config --global --add safe.directory " + r.root + "; then: oneonone save"
	}
	words := strings.Join(strings.Fields(ge.stderr), " ")
	if words == "" {
		words = "a hook refused, or " + ge.err.Error()
	}
	return refuse("git refused in "+r.name()+": "+words, hint)
}

// madeByGit reads the commit that git just made.
func (h *History) madeByGit(ctx context.Context, r *repo, before string) (*Commit, error) {
	r.objects.close() // git may have packed meanwhile
	var made *Commit
	err := h.logByGit(ctx, r, logArgs{limit: 1}, func(c Commit) bool {
		made = &c
		return false
	})
	if err != nil {
		return nil, fmt.Errorf("reading the new commit: %w", err)
	}
	if made == nil || made.Hash == before {
		return nil, refuse("git made no commit in "+r.name(), "see: git -C "+r.root+" status")
	}
	return made, nil
}

// fileGone reports whether nothing stands at an absolute path.
func fileGone(p string) bool {
	_, err := os.Lstat(p)
	return err != nil
}
