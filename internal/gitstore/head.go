package gitstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/gitformat"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
)

// head is where a repository's HEAD is.
type head struct {
	branch string         // refs/heads/main; "" when detached
	commit gitformat.Hash // zero for a branch without a commit yet
}

// head reads HEAD and its branch, loose or packed. An empty or torn branch
// file is an error: taking it for a branch without commits would begin a new
// history and lose the old.
func (r *Repo) head() (head, error) {
	b, err := rootfs.ReadPath(filepath.Join(r.GitDir, "HEAD"))
	if err != nil {
		return head{}, fmt.Errorf("reading HEAD: %w", err)
	}
	s := strings.TrimSpace(string(b))
	branch, ok := strings.CutPrefix(s, "ref: ")
	if !ok {
		h, ok := gitformat.ParseHash(s)
		if !ok {
			return head{}, damagedRef("HEAD", r)
		}
		return head{commit: h}, nil
	}
	branch = strings.TrimSpace(branch)
	if !safeRef(branch) {
		return head{}, damagedRef("HEAD", r)
	}
	h, err := r.ref(branch)
	if err != nil {
		return head{}, err
	}
	if h.Zero() {
		// git removes the reflog with the branch, so one that outlived its
		// branch is a sign of damage.
		if st, err := os.Stat(filepath.Join(r.commonDir, "logs", branch)); err == nil && st.Size() > 0 && !st.IsDir() {
			return head{}, damagedRef(branch, r)
		}
	}
	return head{branch: branch, commit: h}, nil
}

// safeRef accepts branches only, and no name that leads elsewhere.
func safeRef(ref string) bool {
	return strings.HasPrefix(ref, "refs/heads/") && fs.ValidPath(ref) && !strings.HasSuffix(ref, ".lock")
}

func damagedRef(ref string, r *Repo) error {
	return Refuse("the branch file "+ref+" is empty or damaged",
		"find the last commit with: "+r.CommandLine("reflog")+"; then write it back with: "+r.CommandLine("update-ref", ref, "COMMIT"))
}

// ref reads one branch; zero when there is none.
func (r *Repo) ref(name string) (gitformat.Hash, error) {
	b, err := rootfs.ReadPath(filepath.Join(r.commonDir, filepath.FromSlash(name)))
	if err == nil {
		s := strings.TrimSpace(string(b))
		h, ok := gitformat.ParseHash(s)
		if !ok {
			return gitformat.Hash{}, damagedRef(name, r)
		}
		return h, nil
	}
	if st, statErr := os.Stat(filepath.Join(r.commonDir, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) && !gitformat.IsNotDir(err) && (statErr != nil || !st.IsDir()) {
		return gitformat.Hash{}, fmt.Errorf("reading %s: %w", name, err)
	}
	packed, err := rootfs.ReadPath(filepath.Join(r.commonDir, "packed-refs"))
	if errors.Is(err, fs.ErrNotExist) {
		return gitformat.Hash{}, nil
	}
	if err != nil {
		return gitformat.Hash{}, fmt.Errorf("reading packed-refs: %w", err)
	}
	i := bytes.Index(packed, []byte(" "+name+"\n"))
	if i < 0 {
		return gitformat.Hash{}, nil
	}
	h, ok := gitformat.ParseHash(string(packed[max(0, i-2*len(gitformat.Hash{})):i]))
	if !ok {
		return gitformat.Hash{}, damagedRef(name, r)
	}
	return h, nil
}

// treeOf is the tree of a commit; zero for no commit.
func (o *objects) treeOf(commit gitformat.Hash) (gitformat.Hash, error) {
	if commit.Zero() {
		return gitformat.Hash{}, nil
	}
	b, err := o.read("commit", commit)
	if err != nil {
		return gitformat.Hash{}, err
	}
	line, _, _ := strings.Cut(string(b), "\n")
	t, ok := gitformat.ParseHash(strings.TrimPrefix(line, "tree "))
	if !ok {
		return gitformat.Hash{}, fmt.Errorf("git commit %s is damaged", commit)
	}
	return t, nil
}

// busy lists the files that show git is in the middle of something, when a commit
// of ours would get the wrong parent or end somebody's merge. GIT stands for git
// in that repository, SETTLED for what comes before a commit.
var busy = []struct{ file, what, hint string }{
	{"MERGE_HEAD", "a merge", "finish it with: SETTLED && GIT commit --no-edit, or abandon it with: GIT merge --abort"},
	{"rebase-merge", "a rebase", "finish it with: SETTLED && GIT rebase --continue, or abandon it with: GIT rebase --abort"},
	{"rebase-apply", "a rebase", "finish it with: SETTLED && GIT rebase --continue, or abandon it with: GIT rebase --abort"},
	{"CHERRY_PICK_HEAD", "a cherry-pick", "finish it with: SETTLED && GIT cherry-pick --continue, or abandon it with: GIT cherry-pick --abort"},
	{"REVERT_HEAD", "a revert", "finish it with: SETTLED && GIT revert --continue, or abandon it with: GIT revert --abort"},
	{"sequencer", "a cherry-pick or revert", "finish it with: SETTLED && GIT cherry-pick --continue, or abandon it with: GIT cherry-pick --quit"},
	{"BISECT_LOG", "a bisect", "end it with: GIT bisect reset"},
}

// settled stages what was resolved by hand. Pasted too early, it does not stage
// conflict markers: it names them and stops.
const settled = `! GIT grep -n "^<<<<<<< " && GIT add -u`

// Blocked is the error while git is in the middle of something, and on a detached
// HEAD: a commit there belongs to no branch and is lost from sight at the next
// switch.
func (r *Repo) Blocked() error {
	for _, b := range busy {
		if _, err := os.Lstat(filepath.Join(r.GitDir, b.file)); err == nil {
			return Refuse(b.what+" is in progress in "+r.Name, strings.NewReplacer("SETTLED", strings.ReplaceAll(settled, "GIT", r.CommandLine()), "GIT", r.CommandLine()).Replace(b.hint)+"; then: oneonone save")
		}
	}
	b, err := rootfs.ReadPath(filepath.Join(r.GitDir, "HEAD"))
	if err == nil && !strings.HasPrefix(string(b), "ref: ") && len(bytes.TrimSpace(b)) > 0 {
		return Refuse("HEAD of "+r.Name+" is detached: on no branch",
			"return to a branch with: "+r.CommandLine("switch", "NAME")+" (or make one: "+r.CommandLine("switch", "-c", "NAME")+"); then: oneonone save")
	}
	return nil
}

// Check looks at branch, index and objects.
func (r *Repo) Check(ctx context.Context) error {
	if !r.needsGitToRead() {
		at, err := r.head()
		if err != nil {
			return err
		}
		ix, err := gitformat.ReadIndex(filepath.Join(r.GitDir, "index"))
		var odd gitformat.IndexError
		if errors.As(err, &odd) && strings.Contains(string(odd), "damaged") || err == nil && !ix.Intact() {
			return Refuse("git's index of "+r.Name+" is damaged", "rm "+text.ShellWord(filepath.Join(r.GitDir, "index"))+" && "+r.CommandLine("reset"))
		}
		if _, err := r.objects.treeOf(at.commit); err != nil {
			return Refuse("the last commit cannot be read: "+err.Error(), r.CommandLine("fsck")+"; then restore .git/objects from a copy")
		}
	}
	_, err := r.read(ctx, nil, "fsck", "--no-dangling", "--no-progress", "--connectivity-only")
	if err != nil && !errors.Is(err, ErrNoGit) {
		return Refuse("git fsck finds damage: "+strings.Join(strings.Fields(err.Error()), " "), r.CommandLine("fsck")+"; then restore what is missing from a copy")
	}
	return nil
}
