package gitrewrite

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/gitstore"
)

// refuse says why a repository cannot be rebuilt: its history is not all here, or
// not only here.
func refuse(ctx context.Context, r *gitstore.Repo) error {
	if err := r.Blocked(); err != nil {
		return err
	}
	if r.GitDir != filepath.Join(r.Root, ".git") {
		return gitstore.Refuse("the history of "+r.Name+" lies in "+r.GitDir+": it is a worktree or submodule of another repository",
			"erase in the folder that has it")
	}
	for _, f := range []struct{ name, why, next string }{
		{"commondir", "it is a worktree of another repository", "erase in the folder that has the history"},
		{"worktrees", "it has further worktrees", "remove them: " + r.CommandLine("worktree", "remove", "PATH") + ", then " + r.CommandLine("worktree", "prune")},
		{"modules", "it has submodules", "remove them first, with their directory in .git/modules"},
		{"lfs", "files of it lie in Git LFS, also on its server", "erase with git filter-repo and the server's own means"},
		{"annex", "files of it lie in git-annex", "erase with git-annex's own means"},
		{"shallow", "it is a shallow clone", "fetch the rest: " + r.CommandLine("fetch", "--unshallow")},
		{"objects/info/alternates", "it borrows objects of another repository", "make it whole: " + r.CommandLine("repack", "-a", "-d") + " && rm " + filepath.Join(r.GitDir, "objects/info/alternates")},
		{"info/grafts", "it has grafts", "remove them: rm " + filepath.Join(r.GitDir, "info/grafts")},
		{"reftable", "it keeps its branches in a reftable", r.CommandLine("refs", "migrate", "--ref-format=files")},
	} {
		if _, err := os.Lstat(filepath.Join(r.GitDir, filepath.FromSlash(f.name))); err == nil {
			return gitstore.Refuse(r.Name+" cannot be rewritten: "+f.why, f.next)
		}
	}
	cfg, err := r.Config(ctx)
	if err != nil {
		return err
	}
	for k := range cfg {
		v, _ := cfg.Get(k)
		switch {
		case k == "extensions.worktreeconfig", strings.HasPrefix(k, "extensions.") && (v == "sha1" || v == "files"):
		case strings.HasPrefix(k, "extensions."), strings.HasSuffix(k, ".promisor"):
			return gitstore.Refuse(r.Name+" cannot be rewritten: it has "+k, "clone it plainly, and erase there")
		}
	}
	return nil
}
