package gitstore

import (
	"context"
	"errors"
	"oneonone/internal/gitformat"
	"os/exec"
	"strings"
)

// Head is the branch that HEAD is on, such as refs/heads/main, and its commit,
// "" for none yet.
func (r *Repo) Head(ctx context.Context) (branch, commit string, err error) {
	if err := r.Blocked(); err != nil {
		return "", "", err
	}
	if !r.needsGitToRead() {
		at, err := r.head()
		if err != nil || at.commit.Zero() {
			return at.branch, "", err
		}
		return at.branch, at.commit.String(), nil
	}
	out, err := r.read(ctx, nil, "symbolic-ref", "HEAD")
	if err != nil {
		return "", "", err
	}
	commit, err = r.headRev(ctx)
	return strings.TrimSpace(string(out)), commit, err
}

// RefAt is the commit that a ref names, "" when there is no such ref.
func (r *Repo) RefAt(ctx context.Context, ref string) (string, error) {
	if !r.needsGitToRead() {
		h, err := r.ref(ref)
		if err != nil || h.Zero() {
			return "", err
		}
		return h.String(), nil
	}
	return r.revParse(ctx, ref)
}

// RefIn is the commit that a ref names in another git directory, if this
// repository has that commit. ok is also false where only git can tell.
func (r *Repo) RefIn(gitDir, ref string) (commit string, ok bool) {
	there := &Repo{Name: gitDir, Root: gitDir, GitDir: gitDir, commonDir: gitDir, git: r.git}
	if !isGitDir(there) || there.needsGitToRead() || r.needsGitToRead() {
		return "", false
	}
	h, err := there.ref(ref)
	if err != nil || h.Zero() || !r.objects.has(h) {
		return "", false
	}
	return h.String(), true
}

// Bases are the best common ancestors of two commits: none when their
// histories are unrelated, several after merges that crossed. More commits count
// as if merged with b.
func (r *Repo) Bases(ctx context.Context, a, b string, more ...string) ([]string, error) {
	out, err := r.read(ctx, nil, append([]string{"merge-base", "--all", a, b}, more...)...)
	var ge *gitError
	if errors.As(err, &ge) && strings.TrimSpace(ge.stderr) == "" {
		return nil, nil
	}
	return strings.Fields(string(out)), err
}

// Command is the user's git, outside any repository.
func (g *Git) Command(ctx context.Context, env []string, args ...string) (*exec.Cmd, error) {
	return (&Repo{git: g}).command(ctx, env, args...)
}

// Command is the user's git in the repository, for commands that talk to other
// repositories; see package remote.
func (r *Repo) Command(ctx context.Context, env []string, args ...string) (*exec.Cmd, error) {
	return r.command(ctx, env, args...)
}

// Read runs a git command that only reads, and returns what it prints.
func (r *Repo) Read(ctx context.Context, args ...string) ([]byte, error) {
	return r.read(ctx, nil, args...)
}

// Parents are the parents of a commit: two for a merge.
func (r *Repo) Parents(ctx context.Context, rev string) ([]string, error) {
	var parents []string
	if h, ok := gitformat.ParseHash(rev); ok && !r.needsGitToRead() {
		c, err := r.objects.commit(h)
		if err != nil {
			return nil, err
		}
		for _, p := range c.parents {
			parents = append(parents, p.String())
		}
		return parents, nil
	}
	out, err := r.read(ctx, nil, "rev-list", "--parents", "-n", "1", rev, "--")
	if f := strings.Fields(string(out)); len(f) > 1 {
		parents = f[1:]
	}
	return parents, err
}
