package sealed

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
)

// gitStore is a branch of a git remote, each of whose commits adds one file. It
// is fetched into a repository inside the git directory of the sealed one, which
// stays there.
type gitStore struct {
	url, inside string
	repo        *gitstore.Repo
	remote      *remote.Remote
	tip         string // of the branch, as it was listed
}

const (
	cacheDir   = "oneonone.store" // in the git directory
	cacheName  = "store"          // the name of the remote there
	storeRef   = "refs/heads/main"
	nextRef    = "refs/oneonone/next"
	storeMaker = "sealed <sealed@localhost>"
)

// open prepares the repository that the branch is fetched into.
func (g *gitStore) open(ctx context.Context, o remote.Options) error {
	if g.remote != nil {
		return nil
	}
	dir := filepath.Join(g.inside, cacheDir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	r, err := o.Git.Open(dir, title)
	if err != nil {
		return err
	}
	if r == nil {
		if err := o.Git.Init(dir); err != nil {
			return err
		}
		if r, err = o.Git.Open(dir, title); err != nil {
			return err
		}
	}
	branch, _, err := r.Head(ctx)
	if err != nil {
		return err
	}
	branch = "branch." + strings.TrimPrefix(branch, "refs/heads/")
	cfg, err := r.Config(ctx)
	if err != nil {
		return err
	}
	if url, _ := cfg.Get("remote." + cacheName + ".url"); url != g.url {
		settings := map[string]string{"remote." + cacheName + ".url": g.url, branch + ".remote": cacheName, branch + ".merge": storeRef}
		if err := remote.Set(ctx, r, settings); err != nil {
			return err
		}
	}
	g.repo = r
	g.remote, err = remote.Of(ctx, r)
	return err
}

func (g *gitStore) list(ctx context.Context, o remote.Options) ([]file, error) {
	if err := g.open(ctx, o); err != nil {
		return nil, err
	}
	var err error
	if g.tip, err = g.remote.Fetch(ctx, o); err != nil || g.tip == "" {
		return nil, err
	}
	out, err := g.repo.Read(ctx, "ls-tree", "-r", "-l", "-z", "--full-tree", g.tip)
	if err != nil {
		return nil, err
	}
	var files []file
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		meta, name, _ := strings.Cut(line, "\t")
		f := file{name, -1}
		if w := strings.Fields(meta); len(w) == 4 && w[0] == "100644" {
			f.size, err = strconv.ParseInt(w[3], 10, 64)
		}
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

func (g *gitStore) read(ctx context.Context, files []file) ([][]byte, error) {
	var names bytes.Buffer
	for _, f := range files {
		names.WriteString(g.tip + ":" + f.name + "\n")
	}
	cmd, err := g.repo.Command(ctx, []string{"GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none"}, "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	cmd.Stdin = &names
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("reading the sealed store: %w", err)
	}
	var texts [][]byte
	for _, f := range files {
		_, rest, ok := bytes.Cut(out, []byte("\n"))
		if !ok || int64(len(rest)) < f.size+1 {
			return nil, fmt.Errorf("reading the sealed store: git does not give %s", f.name)
		}
		texts = append(texts, rest[:f.size])
		out = rest[f.size+1:]
	}
	return texts, nil
}

// add makes a commit whose message is just the file's name, and pushes it.
func (g *gitStore) add(ctx context.Context, o remote.Options, name string, b []byte) error {
	if err := g.open(ctx, o); err != nil {
		return err
	}
	var in bytes.Buffer
	fmt.Fprintf(&in, "commit %s\ncommitter %s %d +0000\ndata %d\n%s\n", nextRef, storeMaker, o.Git.Now().Unix(), len(name), name)
	if g.tip != "" {
		fmt.Fprintf(&in, "from %s\n", g.tip)
	}
	fmt.Fprintf(&in, "M 100644 inline %s\ndata %d\n", name, len(b))
	in.Write(b)
	in.WriteString("\n")
	cmd, err := g.repo.Command(ctx, nil, "-c", "core.hooksPath="+os.DevNull, "fast-import", "--quiet", "--force", "--date-format=raw")
	if err != nil {
		return err
	}
	cmd.Stdin = &in
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("writing %s: %w: %s", name, err, strings.TrimSpace(string(out)))
	}
	g.repo.Close()
	commit, err := g.repo.RefAt(ctx, nextRef)
	if err != nil {
		return err
	}
	if err = g.remote.Push(ctx, o, commit); err == nil {
		g.tip = commit
	}
	return err
}
