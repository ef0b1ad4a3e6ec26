package gitstore

import (
	"bytes"
	"context"
	"crypto/rand"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Beside makes a commit that is on no branch: the files of rev, with those that
// over names replaced or left out. parent may be "".
func (r *Repo) Beside(ctx context.Context, rev string, over map[string]Entry, parent, words string) (string, error) {
	env, err := r.gitIdent(ctx)
	if err != nil {
		return "", err
	}
	lock, err := r.Lock(ctx)
	if err != nil {
		return "", err
	}
	defer lock.Close()
	index := filepath.Join(r.GitDir, ownIndexMark+rand.Text()+"-beside")
	defer os.Remove(index)
	var lines bytes.Buffer
	for _, inside := range slices.Sorted(maps.Keys(over)) {
		e := over[inside]
		if e.Mode == "" {
			e = Entry{"0", strings.Repeat("0", len(rev))}
		}
		lines.WriteString(e.Mode + " " + e.ID + "\t" + inside + "\x00")
	}
	tree := ""
	for _, step := range []struct {
		stdin []byte
		args  []string
	}{
		{nil, []string{"read-tree", "--no-sparse-checkout", rev}},
		{lines.Bytes(), []string{"update-index", "-z", "--index-info"}},
		{nil, append(durably(), "write-tree")},
	} {
		out, err := r.run(ctx, step.stdin, []string{"GIT_INDEX_FILE=" + index}, step.args...)
		if err != nil {
			return "", gitRefused(r, err)
		}
		tree = strings.TrimSpace(string(out))
	}
	args := append(durably(), "commit-tree", "--no-gpg-sign", "-F", "-")
	if parent != "" {
		args = append(args, "-p", parent)
	}
	out, err := r.run(ctx, []byte(words), env, append(args, tree)...)
	r.objects.close() // git may have written packs
	return strings.TrimSpace(string(out)), err
}

// Point makes refs name commits, all or none.
func (r *Repo) Point(ctx context.Context, refs map[string]string) error {
	var lines strings.Builder
	for _, ref := range slices.Sorted(maps.Keys(refs)) {
		lines.WriteString("update " + ref + " " + refs[ref] + "\n")
	}
	_, err := r.run(ctx, []byte(lines.String()), nil, append(durably(), "update-ref", "--stdin")...)
	return err
}

// Holds reports whether a commit is the same as another or comes after it.
func (r *Repo) Holds(ctx context.Context, commit, earlier string) bool {
	if commit == "" || earlier == "" {
		return false
	}
	_, err := r.read(ctx, nil, "merge-base", "--is-ancestor", earlier, commit)
	return err == nil
}
