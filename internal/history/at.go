package history

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"
)

// FileAt is a file as it was recorded at a time; the zero time is now, that is
// HEAD. When it was not there the error is fs.ErrNotExist. Former names of its
// directory are followed.
func (h *History) FileAt(ctx context.Context, p string, at time.Time) ([]byte, error) {
	files, err := h.TreeAt(ctx, p, at)
	if err != nil {
		return nil, err
	}
	b, ok := files[p]
	if !ok {
		return nil, fmt.Errorf("reading %s as of %s: %w", p, at.Format(time.DateTime), fs.ErrNotExist)
	}
	return b, nil
}

// TreeAt is every file at or below a path as recorded at a time, by its path in
// the notes folder. Files of a person who was renamed since come under the
// person's present name.
func (h *History) TreeAt(ctx context.Context, prefix string, at time.Time) (map[string][]byte, error) {
	repos, err := h.allRepos()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, r := range repos {
		insides, ok := r.pathspecs([]string{prefix}, repos)
		if !ok {
			continue
		}
		rev, err := h.commitAt(ctx, r, at)
		if err != nil {
			return nil, fmt.Errorf("reading %s as of %s: %w", prefix, at.Format(time.DateTime), err)
		}
		if rev == "" {
			continue
		}
		inside := ""
		if len(insides) > 0 {
			inside = insides[0]
		}
		if err := h.treeAt(ctx, r, rev, inside, files); err != nil {
			return nil, fmt.Errorf("reading %s as of %s: %w", prefix, at.Format(time.DateTime), err)
		}
	}
	return files, nil
}

// treeAt adds one repository's files below inside, also under former names.
func (h *History) treeAt(ctx context.Context, r *repo, rev, inside string, files map[string][]byte) error {
	was := inside
	names, err := h.listAt(ctx, r, rev, was)
	if err != nil {
		return err
	}
	if len(names) == 0 && inside != "" {
		if was, names, err = h.formerAt(ctx, r, rev, inside); err != nil {
			return err
		}
	}
	blobs, err := h.filesAt(ctx, r, rev, names)
	if err != nil {
		return err
	}
	for name, b := range blobs {
		if p, ok := r.outside(inside + name[len(was):]); ok {
			files[p] = b
		}
	}
	return nil
}

// formerAt looks for the name that a path, or the person's directory it lies
// in, had at a commit before it was renamed.
func (h *History) formerAt(ctx context.Context, r *repo, rev, inside string) (was string, names []string, err error) {
	dir, rest := inside, ""
	if i := strings.LastIndexByte(inside, '/'); i >= 0 && strings.HasSuffix(inside, ".md") {
		dir, rest = inside[:i], inside[i:]
	}
	a := logArgs{paths: []string{dir}}
	for range 20 {
		var last *Commit
		if err := h.log(ctx, r, a, func(c Commit) bool { last = &c; return true }); err != nil || last == nil {
			return inside, nil, err
		}
		from, err := h.renamedFrom(ctx, r, last, a.paths[0])
		if err != nil || from == "" {
			return inside, nil, err
		}
		was = from + rest
		if names, err = h.listAt(ctx, r, rev, was); err != nil || len(names) > 0 {
			return was, names, err
		}
		a.from, a.paths = last.Hash+"^", []string{from}
	}
	return inside, nil, nil
}

// commitAt is the newest commit of HEAD's history that is not younger than a
// time; "" when there was none yet.
func (h *History) commitAt(ctx context.Context, r *repo, at time.Time) (string, error) {
	head, err := h.headRev(ctx, r)
	if err != nil || head == "" || at.IsZero() {
		return head, err
	}
	out, err := h.gitRead(ctx, r, nil, "rev-list", "-1", "--before="+at.Format(time.RFC3339), head, "--")
	if !errors.Is(err, errNoGit) {
		return strings.TrimSpace(string(out)), err
	}
	found := ""
	err = r.walk(ctx, logArgs{until: at, limit: 1}, func(c Commit) bool {
		found = c.Hash
		return false
	})
	return found, err
}

// headRev is the commit that HEAD names, "" for a branch without commits.
func (h *History) headRev(ctx context.Context, r *repo) (string, error) {
	if !r.needsGitToRead() {
		at, err := r.head()
		if err != nil || at.commit.zero() {
			return "", err
		}
		return at.commit.String(), nil
	}
	out, err := h.gitRead(ctx, r, nil, "rev-parse", "--verify", "--quiet", "HEAD")
	var ge *gitError
	if errors.As(err, &ge) && ge.stderr == "" {
		return "", nil
	}
	return strings.TrimSpace(string(out)), err
}

// readsDirectly reports whether git's bytes of these files are the disk's, so
// that they can be read without git.
func (h *History) readsDirectly(ctx context.Context, r *repo, insides []string) bool {
	if r.needsGitToRead() {
		return false
	}
	cfg, err := h.config(ctx, r)
	if err != nil {
		return false
	}
	paths := make([]string, len(insides))
	for i, p := range insides {
		paths[i], _ = r.outside(p)
	}
	return settingsReason(config{"core.autocrlf": cfg["core.autocrlf"]}, r) == "" && h.attributesReason(r, cfg, paths) == ""
}

// listAt lists the files at or below a path in a commit.
func (h *History) listAt(ctx context.Context, r *repo, rev, inside string) ([]string, error) {
	if !r.needsGitToRead() {
		return r.listDirectly(rev, inside)
	}
	args := []string{"ls-tree", "-r", "-z", "--name-only", "--full-tree", rev}
	if inside != "" {
		args = append(args, "--", inside)
	}
	out, err := h.gitRead(ctx, r, nil, args...)
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

func (r *repo) listDirectly(rev, inside string) ([]string, error) {
	id, err := r.resolve(rev)
	if err != nil {
		return nil, err
	}
	tree, err := r.objects.treeOf(id)
	if err != nil {
		return nil, err
	}
	e, ok, err := r.objects.lookup(tree, inside)
	if err != nil || !ok {
		return nil, err
	}
	if e.mode != modeTree {
		return []string{inside}, nil
	}
	if inside != "" {
		inside += "/"
	}
	var names []string
	err = r.objects.diffTrees(inside, hash{}, e.hash, func(p string, _, after treeEntry) {
		if after.mode != modeLink {
			names = append(names, p)
		}
	})
	return names, err
}

// filesAt reads files of a commit; those it has not are left out. rev may end
// in "^" for its first parent.
func (h *History) filesAt(ctx context.Context, r *repo, rev string, insides []string) (map[string][]byte, error) {
	files := make(map[string][]byte, len(insides))
	if len(insides) == 0 {
		return files, nil
	}
	if !h.readsDirectly(ctx, r, insides) {
		return files, h.filesByGit(ctx, r, rev, insides, files)
	}
	id, err := r.resolve(rev)
	if err != nil {
		return nil, err
	}
	tree, err := r.objects.treeOf(id)
	if err != nil {
		return nil, err
	}
	for _, p := range insides {
		e, ok, err := r.objects.lookup(tree, p)
		if err != nil {
			return nil, err
		}
		if !ok || e.mode == modeTree || e.mode == modeLink {
			continue
		}
		if files[p], err = r.objects.read("blob", e.hash); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// maxArgs is how many names a git command line is given.
const maxArgs = 1000

// filesByGit reads through git's filters, so that the bytes are those a
// checkout would write.
func (h *History) filesByGit(ctx context.Context, r *repo, rev string, insides []string, files map[string][]byte) error {
	args := append([]string{"ls-tree", "-z", "--full-tree", rev, "--"}, insides...)
	if len(insides) > maxArgs {
		args = []string{"ls-tree", "-r", "-z", "--full-tree", rev}
	}
	out, err := h.gitRead(ctx, r, nil, args...)
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
	// The size that git prints is the one before the filters, so a mark that no
	// note can hold tells where each begins.
	mark := rand.Text() + " "
	if out, err = h.gitRead(ctx, r, in.Bytes(), "cat-file", "--batch="+mark+"%(objectname)", "--filters"); err != nil {
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
