package sealed

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
)

const (
	// Ref keeps the commits that came or went through a chain.
	Ref = "refs/oneonone/chain"
	// stateFile, in the git directory, is the last link that was read or added.
	stateFile = "oneonone.sealed"
	title     = "the sealed store"
)

// Chain is the other side of a repository whose commits are sent sealed.
type Chain struct {
	Address string
	repo    *gitstore.Repo
	keys    Keys
	store   store
}

// Of returns the chain that a repository is sealed into; nil for none.
func Of(ctx context.Context, r *gitstore.Repo, keys Keys) (*Chain, error) {
	cfg, err := r.Config(ctx)
	if err != nil {
		return nil, err
	}
	if address, _ := cfg.Get(remote.SealedSetting); address != "" {
		return at(cfg, r, address, keys)
	}
	return nil, nil
}

// At returns the chain at an address, where there may be none yet.
func At(ctx context.Context, r *gitstore.Repo, address string, keys Keys) (*Chain, error) {
	cfg, err := r.Config(ctx)
	if err != nil {
		return nil, err
	}
	return at(cfg, r, address, keys)
}

func at(cfg gitstore.Config, r *gitstore.Repo, address string, keys Keys) (*Chain, error) {
	if len(remote.URLs(cfg)) > 0 {
		return nil, &remote.Error{Reason: "it has a remote, which reads what is to be sealed",
			Next: "choose one of the two: " + r.CommandLine("remote", "remove", "NAME") + "; or: oneonone sync --seal --stop"}
	}
	return &Chain{Address: address, repo: r, keys: keys, store: storeAt(r, address)}, nil
}

// Title is what messages call the chain.
func (c *Chain) Title() string { return title }

// Known is the commit that the link last read or added leads to.
func (c *Chain) Known(ctx context.Context) (string, error) { return c.repo.RefAt(ctx, Ref) }

// Apart counts the commits of head that the chain lacks, and those of its tip
// that head lacks.
func (c *Chain) Apart(ctx context.Context, head, tip string) (ahead, behind int, err error) {
	return remote.Apart(ctx, c.repo, head, tip)
}

// Rewritten is nil: a chain drops nothing.
func (c *Chain) Rewritten(context.Context, string, string) error { return nil }

// Follow does nothing: no branch follows a chain.
func (c *Chain) Follow(context.Context) error { return nil }

// Fetch reads the new links, and brings their commits, but none before all of
// them are proven.
func (c *Chain) Fetch(ctx context.Context, o remote.Options) (tip string, err error) {
	was, err := c.last(ctx)
	if err != nil {
		return "", err
	}
	files, err := c.files(ctx, o)
	if err != nil {
		return "", err
	}
	if len(files) == 0 && was == nil { // never begun
		return "", &remote.Error{Reason: "no sealed notes at " + remote.Shown(c.Address), Next: "begin one: " + c.again()}
	}
	ids, err := c.keys.identities()
	if err != nil {
		return "", err
	}
	now, packs, err := c.readOn(ctx, was, files, ids)
	if err != nil || len(packs) == 0 {
		return now.tip(), err
	}
	if err := c.bring(ctx, packs, now.tip(), was.tip()); err != nil {
		return "", err
	}
	return now.tip(), c.keep(ctx, now)
}

// Leaving is head: everything is sent.
func (c *Chain) Leaving(_ context.Context, head, _ string) (string, error) { return head, nil }

// Push adds a link with the commits that the chain lacks.
func (c *Chain) Push(ctx context.Context, o remote.Options, commit string) error {
	was, err := c.last(ctx)
	if err != nil {
		return err
	}
	if was == nil {
		return &remote.Error{Reason: "the chain was never read", Next: "run again: oneonone sync"}
	}
	pack, err := c.pack(ctx, commit, was.Tip)
	if err != nil {
		return err
	}
	return c.add(ctx, o, was.next(commit), bundle(commit, was.Tip, pack))
}

// add seals a link, puts it into the store, and remembers it as read.
func (c *Chain) add(ctx context.Context, o remote.Options, l *link, bundle []byte) error {
	sealed, err := l.seal(bundle)
	if err != nil {
		return err
	}
	if err := c.store.add(ctx, o, l.name(), sealed); err != nil {
		return err
	}
	l.sum = sumOf(sealed)
	return c.keep(context.WithoutCancel(ctx), l)
}

// readOn opens the links after the one that was read last, and proves each.
func (c *Chain) readOn(ctx context.Context, was *link, files []file, ids identities) (now *link, packs [][]byte, err error) {
	if was != nil && was.Number > len(files) {
		return was, nil, &remote.Error{Reason: fmt.Sprintf("the store has lost %s: it was put back to an earlier state", linkName(len(files)+1)),
			Next: c.takeAsItIs()}
	}
	from := max(was.number(), 1) // read that one again, to see that it is the same
	texts, err := c.store.read(ctx, files[from-1:])
	if err != nil {
		return was, nil, err
	}
	now = was
	for i, sealed := range texts {
		n := from + i
		if was != nil && n == was.Number {
			if sumOf(sealed) != was.sum {
				return was, nil, &remote.Error{Reason: linkName(n) + " is not the one that was read before: it was swapped or damaged", Next: c.takeAsItIs()}
			}
			continue
		}
		l, pack, err := open(sealed, n, ids)
		if err != nil {
			return was, nil, c.unopened(err, n, len(files))
		}
		if err := l.follows(now); err != nil {
			return was, nil, &remote.Error{Reason: err.Error(), Next: c.takeAsItIs()}
		}
		now, packs = l, append(packs, pack)
	}
	return now, packs, nil
}

// takeAsItIs says what to do about a chain that is not the one seen before.
func (c *Chain) takeAsItIs() string {
	return "bring the file back from a copy of the store; or accept what is there, and add what it lacks: " + c.again()
}

// again is the command that accepts the chain from its beginning.
func (c *Chain) again() string {
	return "oneonone sync --seal " + text.ShellWord(remote.Shown(c.Address))
}

// unopened says why a link could not be opened, and what to do.
func (c *Chain) unopened(err error, n, last int) error {
	var damaged *damagedError
	switch {
	case errors.Is(err, errNoKey):
		return &remote.Error{Reason: "no key in " + c.keys.Path + " opens " + linkName(n) + ": the key is the wrong one, or the chain is somebody else's",
			Next: "use the other laptop's key, or the recovery key: " + c.again() + " --key FILE"}
	case errors.As(err, &damaged) && n == last:
		return &remote.Error{Reason: err.Error(), Next: "if a sync was killed while writing it, delete the file and sync on the laptop that wrote it: nothing is lost there"}
	case errors.As(err, &damaged):
		return &remote.Error{Reason: err.Error(), Next: "bring the file back from a copy of the store; or start over in an empty place: oneonone sync --seal URL"}
	}
	return err
}

// files returns the links in the store, first to last.
func (c *Chain) files(ctx context.Context, o remote.Options) ([]file, error) {
	there, err := c.store.list(ctx, o)
	if err != nil {
		return nil, err
	}
	return inOrder(there, remote.Shown(c.Address))
}

// last is the link last read or added; nil for none.
func (c *Chain) last(ctx context.Context) (*link, error) {
	p := filepath.Join(c.repo.GitDir, stateFile)
	b, err := rootfs.ReadPath(p)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	sum, rest, _ := strings.Cut(string(b), "\n")
	l, _, err := parseLink([]byte(rest))
	if err != nil {
		return nil, &remote.Error{Reason: p + " is damaged: " + err.Error(), Next: "read the chain from its beginning: " + c.again()}
	}
	l.sum = sum
	if l.Tip != "" && !c.isKnown(ctx, l.Tip) {
		return nil, &remote.Error{Reason: "the history here was rewritten since the last sync, and the sealed store has the old one",
			Next: "start over in an empty place: oneonone sync --seal URL; then delete what is at " + remote.Shown(c.Address)}
	}
	return l, nil
}

// isKnown reports whether the ref still has a commit. The ref may be further on:
// a run may have ended before it recorded what it had read.
func (c *Chain) isKnown(ctx context.Context, commit string) bool {
	known, err := c.Known(ctx)
	if err == nil && known != commit {
		_, err = c.repo.Read(ctx, "merge-base", "--is-ancestor", commit, known)
	}
	return err == nil
}

// keep records a link as the last one read, after its commits.
func (c *Chain) keep(ctx context.Context, l *link) error {
	if l.Tip != "" {
		if _, err := c.git(ctx, nil, "update-ref", "--no-deref", Ref, l.Tip); err != nil {
			return err
		}
	}
	return c.repo.Keep(stateFile, append([]byte(l.sum+"\n"), l.text()...))
}

func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
