package gitstore

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"oneonone/internal/gitformat"
	"strings"
	"time"
)

// CommitAt is the newest commit in HEAD's history as of a time; "" when there was
// none yet.
func (r *Repo) CommitAt(ctx context.Context, at time.Time) (string, error) {
	head, err := r.headRev(ctx)
	if err != nil || head == "" || at.IsZero() {
		return head, err
	}
	out, err := r.read(ctx, nil, "rev-list", "-1", "--before="+at.Format(time.RFC3339), head, "--")
	if !errors.Is(err, ErrNoGit) {
		return strings.TrimSpace(string(out)), err
	}
	found := ""
	err = r.walk(ctx, LogQuery{Until: at, Limit: 1}, func(c Commit) bool {
		found = c.Hash
		return false
	})
	return found, err
}

// headRev is the commit that HEAD names, "" for a branch without commits.
func (r *Repo) headRev(ctx context.Context) (string, error) {
	if !r.needsGitToRead() {
		at, err := r.head()
		if err != nil || at.commit.Zero() {
			return "", err
		}
		return at.commit.String(), nil
	}
	return r.revParse(ctx, "HEAD")
}

// revParse asks git which commit a name stands for, "" for none.
func (r *Repo) revParse(ctx context.Context, name string) (string, error) {
	out, err := r.read(ctx, nil, "rev-parse", "--verify", "--quiet", name)
	var ge *gitError
	if errors.As(err, &ge) && ge.stderr == "" {
		return "", nil
	}
	return strings.TrimSpace(string(out)), err
}

// readsDirectly reports whether git stores these files byte for byte as on disk,
// so that they can be read without git.
func (r *Repo) readsDirectly(ctx context.Context, insides []string) bool {
	if r.needsGitToRead() {
		return false
	}
	cfg, err := r.Config(ctx)
	if err != nil {
		return false
	}
	return settingsReason(Config{"core.autocrlf": cfg["core.autocrlf"]}, r) == "" && r.attributesReason(cfg, insides) == ""
}

// ListAt lists the files at or below a path in a commit.
func (r *Repo) ListAt(ctx context.Context, rev, inside string) ([]string, error) {
	if !r.needsGitToRead() {
		return r.listDirectly(rev, inside)
	}
	args := []string{"ls-tree", "-r", "-z", "--name-only", "--full-tree", rev}
	if inside != "" {
		args = append(args, "--", inside)
	}
	out, err := r.read(ctx, nil, args...)
	if err != nil {
		return nil, err
	}
	return splitNames(out), nil
}

func splitNames(out []byte) []string {
	s := strings.TrimSuffix(string(out), "\x00")
	if s == "" {
		return nil
	}
	return strings.Split(s, "\x00")
}

func (r *Repo) treeAt(rev string) (gitformat.Hash, error) {
	id, err := r.resolve(rev)
	if err != nil {
		return gitformat.Hash{}, err
	}
	return r.objects.treeOf(id)
}

func (r *Repo) listDirectly(rev, inside string) ([]string, error) {
	tree, err := r.treeAt(rev)
	if err != nil {
		return nil, err
	}
	e, ok, err := r.objects.lookup(tree, inside)
	if err != nil || !ok {
		return nil, err
	}
	if e.Mode != gitformat.ModeTree {
		return []string{inside}, nil
	}
	if inside != "" {
		inside += "/"
	}
	var names []string
	err = r.objects.diffTrees(inside, gitformat.Hash{}, e.Hash, func(p string, _, after gitformat.TreeEntry) {
		if after.Mode != gitformat.ModeLink {
			names = append(names, p)
		}
	})
	return names, err
}

// FilesAt reads files of a commit; those it lacks are left out. rev may end in
// "^" for its first parent.
func (r *Repo) FilesAt(ctx context.Context, rev string, insides []string) (map[string][]byte, error) {
	files := make(map[string][]byte, len(insides))
	if len(insides) == 0 {
		return files, nil
	}
	if !r.readsDirectly(ctx, insides) {
		return files, r.filesByGit(ctx, rev, insides, files)
	}
	tree, err := r.treeAt(rev)
	if err != nil {
		return nil, err
	}
	for _, p := range insides {
		e, ok, err := r.objects.lookup(tree, p)
		if err != nil {
			return nil, err
		}
		if !ok || e.Mode == gitformat.ModeTree || e.Mode == gitformat.ModeLink {
			continue
		}
		if files[p], err = r.objects.read("blob", e.Hash); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// maxArgs is how many names one git command line gets.
const maxArgs = 1000

// filesByGit reads through git's filters, so that the bytes are those a
// checkout would write.
func (r *Repo) filesByGit(ctx context.Context, rev string, insides []string, files map[string][]byte) error {
	args := append([]string{"ls-tree", "-z", "--full-tree", rev, "--"}, insides...)
	if len(insides) > maxArgs {
		args = []string{"ls-tree", "-r", "-z", "--full-tree", rev}
	}
	out, err := r.read(ctx, nil, args...)
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, p := range insides {
		wanted[p] = true
	}
	var in bytes.Buffer
	var found []string
	for _, line := range splitNames(out) {
		meta, p, _ := strings.Cut(line, "\t")
		f := strings.Fields(meta)
		if len(f) != 3 || f[1] != "blob" || !wanted[p] {
			continue
		}
		if strings.ContainsRune(p, '\n') {
			return fmt.Errorf("reading %q from git: a line break in its name", p)
		}
		found = append(found, p)
		in.WriteString(f[2] + " " + p + "\n")
	}
	if len(found) == 0 {
		return nil
	}
	// The size that git prints is the one before filters, so a random mark that no
	// file can contain shows where each begins.
	mark := rand.Text() + " "
	if out, err = r.read(ctx, in.Bytes(), "cat-file", "--batch="+mark+"%(objectname)", "--filters"); err != nil {
		return err
	}
	parts := bytes.Split(append([]byte{'\n'}, out...), []byte("\n"+mark))
	if len(parts) != len(found)+1 {
		return fmt.Errorf("reading notes from git: %d came of %d", len(parts)-1, len(found))
	}
	parts[len(found)] = bytes.TrimSuffix(parts[len(found)], []byte("\n"))
	for i, p := range found {
		_, files[p], _ = bytes.Cut(parts[i+1], []byte("\n"))
	}
	return nil
}

// ChangedBetween names the files that differ between two commits, either of
// which may be none.
func (r *Repo) ChangedBetween(ctx context.Context, old, now string, paths []string) (map[string]bool, error) {
	names := map[string]bool{}
	if old == now {
		return names, nil
	}
	if !r.needsGitToRead() {
		var trees [2]gitformat.Hash
		for i, rev := range []string{old, now} {
			if rev == "" {
				continue
			}
			var err error
			if trees[i], err = r.treeAt(rev); err != nil {
				return nil, err
			}
		}
		return names, r.objects.diffTrees("", trees[0], trees[1], func(p string, _, _ gitformat.TreeEntry) { names[p] = true })
	}
	if old == "" || now == "" {
		list, err := r.ListAt(ctx, old+now, "")
		for _, n := range list {
			names[n] = true
		}
		return names, err
	}
	out, err := r.read(ctx, nil, append([]string{"diff-tree", "-r", "-z", "--name-only", "--no-renames", old, now, "--"}, paths...)...)
	for _, n := range splitNames(out) {
		names[n] = true
	}
	return names, err
}

// FilesBefore is FilesAt for the first parent; before a first commit there are no files.
func (r *Repo) FilesBefore(ctx context.Context, commit string, insides []string) (map[string][]byte, error) {
	if r.readsDirectly(ctx, insides) {
		return r.FilesAt(ctx, commit+"^", insides)
	}
	_, err := r.read(ctx, nil, "rev-parse", "--verify", "--quiet", commit+"^")
	if err != nil {
		return map[string][]byte{}, nil
	}
	return r.FilesAt(ctx, commit+"^", insides)
}
