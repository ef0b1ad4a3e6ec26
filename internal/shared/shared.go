package shared

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/noterepo"
	"oneonone/internal/remote"
)

const (
	// ref names the last commit made for sending.
	ref = noterepo.DocRef
	// from names the newest commit here whose text was sent.
	from = "refs/oneonone/shared-from"
	// words is the message of every commit that is sent, so that no command's message is.
	words = "Sync\n"
)

// Connect makes a repository that of the shared doc at url: by default git pushes
// only the commits made for sending, and a hook refuses all others.
func Connect(ctx context.Context, r *gitstore.Repo, url, here, there string) error {
	const name = "origin"
	err := remote.Set(ctx, r, map[string]string{
		"remote." + name + ".url":    url,
		"remote." + name + ".fetch":  "+refs/heads/*:refs/remotes/" + name + "/*",
		"remote." + name + ".push":   ref + ":refs/heads/" + there,
		"branch." + here + ".remote": name,
		"branch." + here + ".merge":  "refs/heads/" + there,
	})
	if err != nil {
		return err
	}
	return keepHook(r)
}

// SetUp makes a clone in dir the repository of a shared doc.
func SetUp(ctx context.Context, git *gitstore.Git, dir, url string) error {
	r, err := git.Open(dir, dir)
	if err != nil {
		return err
	}
	defer r.Close()
	branch, _, err := r.Head(ctx)
	if err != nil {
		return err
	}
	branch = strings.TrimPrefix(branch, "refs/heads/")
	return Connect(ctx, r, url, branch, branch)
}

// Is reports whether a remote's push setting is that of a shared doc.
func Is(push string) bool { return strings.HasPrefix(push, ref+":") }

// File is one file as the remote has it and as it would be sent, nil for none.
type File struct {
	Inside   string
	Mode     string // "" when it is removed
	Old, New []byte
}

// Next is what a sync would send.
type Next struct {
	Files []File

	repo      *gitstore.Repo
	head, tip string
	over      map[string]gitstore.Entry
}

// plan compares the branch with the remote, "" for an empty one. Files for which
// hold is true stay as the remote has them.
func plan(ctx context.Context, r *gitstore.Repo, head, tip string, hold func(inside string) bool) (*Next, error) {
	diff, err := r.Differences(ctx, tip, head)
	if err != nil {
		return nil, err
	}
	n := &Next{repo: r, head: head, tip: tip, over: map[string]gitstore.Entry{}}
	var names []string
	for inside, e := range diff {
		if e[1].Mode != "" && hold(inside) {
			n.over[inside] = e[0]
			continue
		}
		names = append(names, inside)
	}
	slices.Sort(names)
	read := r.Blobs(ctx, names)
	for _, inside := range names {
		f := File{Inside: inside, Mode: diff[inside][1].Mode}
		for i, to := range []*[]byte{&f.Old, &f.New} {
			if e := diff[inside][i]; e.Mode != "" && e.Mode != gitlink {
				*to, err = read(inside, e.ID)
				if theirs := i == 0; err != nil && !(theirs && errors.Is(err, gitstore.ErrTooLarge)) {
					return nil, fmt.Errorf("%s: %w", inside, err)
				}
				if *to == nil {
					*to = []byte{}
				}
			}
		}
		n.Files = append(n.Files, f)
	}
	return n, nil
}

const gitlink = "160000"

// commit makes the commit to send, and records it before it is sent, so that
// after a kill the next sync recognises it.
func (n *Next) commit(ctx context.Context) (string, error) {
	commit, err := n.repo.Beside(ctx, n.head, n.over, n.tip, words)
	if err != nil {
		return "", err
	}
	return commit, n.repo.Point(ctx, map[string]string{ref: commit, from: n.head})
}

// OnRemote returns the texts that the remote has.
func (n *Next) OnRemote(ctx context.Context) ([][]byte, error) { return n.texts(ctx, n.tip) }

// Shown returns the texts that the user was shown before the doc was shared:
// those it began with.
func (n *Next) Shown(ctx context.Context) ([][]byte, error) {
	roots, err := n.roots(ctx)
	if err != nil {
		return nil, err
	}
	return n.texts(ctx, roots...)
}

// First reports whether the doc was made here and none of it has been sent.
func (n *Next) First(ctx context.Context) (bool, error) {
	sent, err := n.repo.RefAt(ctx, ref)
	if err != nil || n.repo.Holds(ctx, n.tip, sent) || n.repo.Holds(ctx, n.head, sent) {
		return false, err
	}
	roots, err := n.roots(ctx)
	return slices.ContainsFunc(roots, func(root string) bool { return !n.repo.Holds(ctx, n.tip, root) }), err
}

// roots returns the commits here that have no parents.
func (n *Next) roots(ctx context.Context) ([]string, error) {
	out, err := n.repo.Read(ctx, "rev-list", "--max-parents=0", n.head, "--")
	return strings.Fields(string(out)), err
}

func (n *Next) texts(ctx context.Context, revs ...string) ([][]byte, error) {
	var texts [][]byte
	for _, rev := range revs {
		if rev == "" {
			continue
		}
		names, err := n.repo.ListAt(ctx, rev, "")
		if err != nil {
			return nil, err
		}
		files, err := notesAt(ctx, n.repo, rev, names)
		if err != nil {
			return nil, err
		}
		texts = slices.AppendSeq(texts, maps.Values(files))
	}
	return texts, nil
}

// notesAt reads files of a commit, except those too large to be notes.
func notesAt(ctx context.Context, r *gitstore.Repo, rev string, names []string) (map[string][]byte, error) {
	all, err := r.FilesAt(ctx, rev, names)
	if !errors.Is(err, gitstore.ErrTooLarge) {
		return all, err
	}
	all = map[string][]byte{}
	for _, name := range names {
		one, err := r.FilesAt(ctx, rev, []string{name})
		if err != nil && !errors.Is(err, gitstore.ErrTooLarge) {
			return nil, err
		}
		maps.Copy(all, one)
	}
	return all, nil
}

// landed is a commit that was sent but not merged into the branch yet, because a
// run was killed in between; "" for none.
func landed(ctx context.Context, r *gitstore.Repo, head, tip string) (string, error) {
	commit, err := r.RefAt(ctx, ref)
	if err != nil || commit == "" || r.Holds(ctx, head, commit) || !r.Holds(ctx, tip, commit) {
		return "", err
	}
	return commit, nil
}

// waiting counts the commits here whose text has not been sent.
func waiting(ctx context.Context, r *gitstore.Repo, head string) int {
	args := []string{"rev-list", "--count", "--no-merges", "--first-parent", head}
	if sent, err := r.RefAt(ctx, from); err == nil && sent != "" {
		args = append(args, "^"+sent)
	}
	out, err := r.Read(ctx, append(args, "--")...)
	if err != nil {
		return 0
	}
	n, _ := strconv.Atoi(strings.TrimSpace(string(out)))
	return n
}

// Known returns the notes that the remote of a shared doc is known to have: what
// the other person can read without another sync.
func Known(ctx context.Context, r *gitstore.Repo) ([][]byte, error) {
	m, err := remote.Of(ctx, r)
	if err != nil {
		return nil, err
	}
	tip, err := m.Known(ctx)
	if err != nil {
		return nil, err
	}
	return (&Next{repo: r}).texts(ctx, tip)
}
