package gitstore

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
func (r *Repo) commitByGit(ctx context.Context, snaps []Snap, text Words, why string) (*Commit, error) {
	if !r.git.Installed() {
		return nil, Refuse("only git itself can commit in "+r.Name+", because "+why+", and git is not installed",
			"install git, then: oneonone save")
	}
	fresh, all, err := r.gitPaths(ctx, snaps)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	env, err := r.gitIdent(ctx)
	if err != nil {
		return nil, err
	}
	at, _ := r.read(ctx, nil, "rev-parse", "--verify", "--quiet", "HEAD")
	before := strings.TrimSpace(string(at))
	parent, _ := parseHash(before)
	words := text(hash{}.String(), parent.String())
	if len(fresh) > 0 {
		err := r.patiently(ctx, pathspec(fresh), env, "add", "--pathspec-from-file=-", "--pathspec-file-nul")
		if err != nil && strings.Contains(err.Error(), "sparse") {
			err = r.patiently(ctx, pathspec(fresh), env, "add", "--sparse", "--pathspec-from-file=-", "--pathspec-file-nul")
		}
		if err != nil {
			return nil, gitRefused(r, err)
		}
	}
	names, err := r.pathsFile(all)
	if err != nil {
		return nil, err
	}
	defer os.Remove(names)
	// The message says what stands in a note: it goes by standard input, as
	// everybody on the machine can list the arguments of a command.
	err = r.patiently(ctx, []byte(words), env, "commit", "-q", "--only", "--cleanup=whitespace", "-F", "-",
		"--pathspec-from-file="+names, "--pathspec-file-nul")
	if err != nil {
		// What we staged only to name it to git is unstaged again.
		if len(fresh) > 0 {
			r.patiently(ctx, pathspec(fresh), nil, "rm", "-q", "--cached", "--force", "--pathspec-from-file=-", "--pathspec-file-nul")
		}
		if strings.Contains(err.Error(), "nothing to commit") || strings.Contains(err.Error(), "nothing added to commit") {
			return nil, nil
		}
		return nil, gitRefused(r, err)
	}
	return r.madeByGit(ctx, before)
}

// pathsFile writes the names for git to a file of its own directory.
func (r *Repo) pathsFile(paths []string) (string, error) {
	f, err := os.CreateTemp(r.GitDir, "oneonone.paths-") // 0600
	if err != nil {
		return "", fmt.Errorf("naming files to git: %w", err)
	}
	_, err = f.Write(pathspec(paths))
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		os.Remove(f.Name())
		return "", fmt.Errorf("naming files to git: %w", err)
	}
	return f.Name(), nil
}

func pathspec(paths []string) []byte { return []byte(strings.Join(paths, "\x00")) }

// gitPaths are the files that differ from HEAD, and of those the ones that git
// does not know yet.
func (r *Repo) gitPaths(ctx context.Context, snaps []Snap) (fresh, all []string, err error) {
	names := make([]string, len(snaps))
	folder := map[string]string{}
	for i, s := range snaps {
		names[i] = s.inside
		folder[s.inside] = s.path
	}
	if err := r.unhide(ctx, names); err != nil {
		return nil, nil, gitRefused(r, err)
	}
	edits, err := r.Status(ctx, names)
	if err != nil {
		return nil, nil, gitRefused(r, err)
	}
	for _, e := range edits {
		if folder[e.Path] == "" {
			continue // a directory was named that git opened up
		}
		if e.Ignored {
			return nil, nil, r.refuseAsIgnored(folder[e.Path], e.Path)
		}
		if e.untracked {
			fresh = append(fresh, e.Path)
		}
		all = append(all, e.Path)
	}
	return fresh, all, nil
}

// unhide makes git look at files that it was told to take for unchanged, since
// this program has just changed them.
func (r *Repo) unhide(ctx context.Context, names []string) error {
	out, err := r.read(ctx, nil, append([]string{"ls-files", "-z", "-v", "--"}, names...)...)
	if err != nil {
		return err
	}
	var hidden []string
	for l := range strings.SplitSeq(string(out), "\x00") {
		if len(l) > 2 && (l[0] == 'S' || l[0] >= 'a' && l[0] <= 'z') && !fileGone(r.File(l[2:])) {
			hidden = append(hidden, l[2:])
		}
	}
	if len(hidden) == 0 {
		return nil
	}
	return r.patiently(ctx, nil, nil, append([]string{"update-index", "--no-assume-unchanged", "--no-skip-worktree", "--"}, hidden...)...)
}

// gitIdent makes git use our clock, and Git.Author when git knows nobody.
func (r *Repo) gitIdent(ctx context.Context) ([]string, error) {
	var env []string
	for _, role := range []string{"AUTHOR", "COMMITTER"} {
		if !r.hasDate(role) {
			now := r.clock()
			env = append(env, "GIT_"+role+"_DATE=@"+strconv.FormatInt(now.Unix(), 10)+" "+now.Format("-0700"))
		}
		if _, err := r.read(ctx, nil, "var", "GIT_"+role+"_IDENT"); err != nil {
			p, err := r.askIdent()
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
func (r *Repo) patiently(ctx context.Context, stdin []byte, env []string, args ...string) error {
	deadline := time.Now().Add(r.git.Wait)
	for {
		_, err := r.run(ctx, stdin, env, args...)
		var ge *gitError
		if err == nil || !errors.As(err, &ge) {
			return err
		}
		lock, held := heldLock(ge.stderr)
		if !held {
			return err
		}
		if time.Now().After(deadline) {
			return heldByGit(lock)
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
func gitRefused(r *Repo, err error) error {
	var ge *gitError
	if !errors.As(err, &ge) {
		return err
	}
	hint := "mend what git names, then: oneonone save"
	if strings.Contains(ge.stderr, "dubious ownership") {
		hint = "if you trust it: git config --global --add safe.directory " + r.Root + "; then: oneonone save"
	}
	words := strings.Join(strings.Fields(ge.stderr), " ")
	if words == "" {
		words = "a hook refused, or " + ge.err.Error()
	}
	return Refuse("git refused in "+r.Name+": "+words, hint)
}

// madeByGit reads the commit that git just made.
func (r *Repo) madeByGit(ctx context.Context, before string) (*Commit, error) {
	r.objects.close() // git may have packed meanwhile
	var made *Commit
	err := r.logByGit(ctx, LogQuery{Limit: 1}, func(c Commit) bool {
		made = &c
		return false
	})
	if err != nil {
		return nil, fmt.Errorf("reading the new commit: %w", err)
	}
	if made == nil || made.Hash == before {
		return nil, Refuse("git made no commit in "+r.Name, "see: git -C "+r.Root+" status")
	}
	return made, nil
}

// fileGone reports whether nothing stands at an absolute path.
func fileGone(p string) bool {
	_, err := os.Lstat(p)
	return err != nil
}
