package remote

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/text"
)

// Clone makes dir, which must not exist, a clone of the repository at an address.
// It is made under another name and renamed, so that a kill leaves a whole one or
// none. check may refuse what it brings before dir exists.
func Clone(ctx context.Context, git *gitstore.Git, url, dir string, o Options, check func(clone string) error) error {
	parent, name := filepath.Split(dir)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return err
	}
	beside := filepath.Join(parent, "."+name+".clone")
	if err := os.RemoveAll(beside); err != nil { // left by a killed run
		return err
	}
	defer os.RemoveAll(beside)
	if err := clone(ctx, git, url, beside, o); err != nil {
		return err
	}
	if err := check(beside); err != nil {
		return err
	}
	return os.Rename(beside, dir)
}

func clone(ctx context.Context, git *gitstore.Git, url, to string, o Options) error {
	cmd, err := git.Command(ctx, environment(o), "-c", "core.hooksPath="+os.DevNull,
		"clone", "--progress", "--no-recurse-submodules", "--", url, to)
	if err != nil {
		return err
	}
	_, said, err := talk(ctx, cmd, o)
	if err == nil {
		return anyBranch(ctx, git, to)
	}
	return cloneFailed(ctx, "cannot clone ", url, said, err)
}

func cloneFailed(ctx context.Context, what, url, said string, err error) error {
	words := strings.ReplaceAll(lastWords(said, err), url, Shown(url))
	switch full := full(said, Shown(url)); {
	case ctx.Err() != nil:
		return ctx.Err()
	case full != nil:
		return full
	case unreachable(said):
		return &OfflineError{Shown(url), words}
	}
	return &Error{what + Shown(url) + ": " + words, tryAlone(words, "git clone "+text.ShellWord(Shown(url)))}
}

// tryAlone says what to do about a git error we cannot explain: try it alone,
// unless the address could run a program.
func tryAlone(words, line string) string {
	if strings.Contains(words, "not allowed") {
		return "an address is a path or begins with file:, git:, http:, https: or ssh:"
	}
	return "try it with git alone: " + line
}

// anyBranch checks out the only branch of a clone whose remote's HEAD names a
// branch that does not exist.
func anyBranch(ctx context.Context, git *gitstore.Git, dir string) error {
	r, err := git.Open(dir, dir)
	if r == nil || err != nil {
		return err
	}
	defer r.Close()
	if _, commit, err := r.Head(ctx); err != nil || commit != "" {
		return err
	}
	out, err := r.Read(ctx, "for-each-ref", "--format=%(refname)", "refs/remotes/origin")
	branches := strings.Fields(string(out))
	if err != nil || len(branches) != 1 {
		return err
	}
	cmd, err := r.Command(ctx, nil, "checkout", "-q", strings.TrimPrefix(branches[0], "refs/remotes/origin/"))
	if err != nil {
		return err
	}
	return cmd.Run()
}

// HeadOf is the branch that HEAD names in the repository at an address, "main"
// for an empty one.
func HeadOf(ctx context.Context, git *gitstore.Git, url string, o Options) (branch string, tips []string, err error) {
	cmd, err := git.Command(ctx, environment(o), "ls-remote", "--symref", "--", url)
	if err != nil {
		return "", nil, err
	}
	out, said, err := talk(ctx, cmd, o)
	if err != nil {
		return "", nil, cloneFailed(ctx, "cannot reach ", url, said, err)
	}
	head, first := "", ""
	for line := range strings.Lines(out) {
		f := strings.Fields(line)
		if len(f) == 3 && f[0] == "ref:" && f[2] == "HEAD" {
			head = f[1]
		} else if len(f) == 2 && strings.HasPrefix(f[1], "refs/heads/") {
			if tips = append(tips, f[0]); first == "" || f[1] == head {
				first = f[1]
			}
		}
	}
	return strings.TrimPrefix(cmp.Or(first, "refs/heads/main"), "refs/heads/"), tips, nil
}
