package remote

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"oneonone/internal/gitstore"
	"oneonone/internal/text"
)

// Remote is another repository that one here is synced with.
type Remote struct {
	Name string // origin
	URL  string
	// Branch is the branch here, Theirs the one it follows there, Tracking the ref
	// that remembers that one here: refs/remotes/origin/main.
	Branch, Theirs, Tracking string

	repo     *gitstore.Repo
	all, own gitstore.Config // as they were when it was looked up
}

// Options say how to talk to a remote.
type Options struct {
	// Ask lets git ask for a password: somebody is at the terminal.
	Ask bool
	// Limit is how long it may take; 0 means no limit except the one on silence.
	Limit time.Duration
	// Git says how long to wait for another git's locks.
	Git *gitstore.Git
	// Vouched skips the repository's pre-push hook: what is pushed was already at
	// the remote.
	Vouched bool
	// Anyway accepts a history that was rewritten at the remote, and forgets the old
	// one.
	Anyway bool
}

// ErrQuicker says that somebody else pushed first.
var ErrQuicker = errors.New("somebody else pushed first")

// OfflineError says that the remote cannot be reached.
type OfflineError struct {
	Name  string
	Words string // git's words
}

func (e *OfflineError) Error() string { return "cannot reach " + e.Name + ": " + e.Words }

// Error is what keeps a repository and its remote from syncing, and what to do about it.
type Error struct {
	Reason, Next string
}

func (e *Error) Error() string { return e.Reason }

// Hint is what to do about it.
func (e *Error) Hint() string { return e.Next }

// Of finds the remote that a repository's branch follows: the branch's own, else
// origin, else the only one; nil when it has none.
func Of(ctx context.Context, r *gitstore.Repo) (*Remote, error) {
	cfg, own, err := settings(ctx, r)
	if err != nil {
		return nil, err
	}
	names := names(cfg)
	if len(names) == 0 {
		return nil, nil
	}
	branch, _, err := r.Head(ctx)
	if err != nil {
		return nil, err
	}
	short := strings.TrimPrefix(branch, "refs/heads/")
	name, set := cfg.Get("branch." + short + ".remote")
	theirs, _ := cfg.Get("branch." + short + ".merge")
	switch {
	case set && slices.Contains(names, name):
	case slices.Contains(names, "origin"):
		name, theirs = "origin", ""
	case len(names) == 1:
		name, theirs = names[0], ""
	default:
		return nil, &Error{"it has several remotes, and its branch follows none of them: " + strings.Join(names, ", "),
			"say which: git -C " + r.Root + " config branch." + short + ".remote " + names[0]}
	}
	if theirs == "" {
		theirs = branch
	}
	url, _ := cfg.Get("remote." + name + ".url")
	if !strings.HasPrefix(theirs, "refs/heads/") || strings.HasPrefix(name, "-") || strings.ContainsAny(name, "/.: ") {
		return nil, &Error{"its branch follows " + theirs + " of " + name + ", which is not a branch of a remote", "see: git -C " + r.Root + " config --list"}
	}
	return &Remote{Name: name, URL: url, Branch: branch, Theirs: theirs,
		Tracking: "refs/remotes/" + name + "/" + strings.TrimPrefix(theirs, "refs/heads/"), repo: r, all: cfg, own: own}, nil
}

// names are the remotes of a repository.
func names(cfg gitstore.Config) []string {
	var names []string
	for k := range cfg {
		name, ok := strings.CutPrefix(k, "remote.")
		if name, isURL := strings.CutSuffix(name, ".url"); ok && isURL {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// URLs are the addresses of all remotes of a repository, by name.
func URLs(cfg gitstore.Config) map[string]string {
	urls := map[string]string{}
	for _, n := range names(cfg) {
		urls[n], _ = cfg.Get("remote." + n + ".url")
	}
	return urls
}

// Title is what messages call the remote.
func (m *Remote) Title() string { return m.Name }

// Known is the commit that the remote's branch was last known to be at.
func (m *Remote) Known(ctx context.Context) (string, error) { return m.repo.RefAt(ctx, m.Tracking) }

// Apart counts the commits that only head has, and those that only tip has.
func (m *Remote) Apart(ctx context.Context, head, tip string) (ahead, behind int, err error) {
	return Apart(ctx, m.repo, head, tip)
}

// Fetch fetches the commits of the remote's branch, and returns the newest; ""
// for an empty remote. The branch here stays as it is.
func (m *Remote) Fetch(ctx context.Context, o Options) (tip string, err error) {
	if err := m.safe(); err != nil {
		return "", err
	}
	if o.Anyway {
		if err := m.forget(ctx); err != nil {
			return "", err
		}
	} else if tip, ok := m.unmoved(ctx); ok {
		return tip, nil
	}
	was, err := m.repo.RefAt(ctx, m.Tracking)
	if err != nil {
		return "", err
	}
	// The refspec has no plus: a history rewritten there is refused, unless none of
	// the old one is part of ours.
	said, err := m.fetch(ctx, o, m.Theirs+":"+m.Tracking)
	if err != nil && strings.Contains(said, "(non-fast-forward)") {
		if err := m.neverHere(ctx); err != nil {
			return "", err
		}
		said, err = m.fetch(ctx, o, "+"+m.Theirs+":"+m.Tracking)
	}
	m.repo.Close()
	var locked *gitstore.LockedError
	switch {
	case err == nil:
		return m.newest(ctx, was)
	case errors.As(err, &locked):
		return "", err
	case strings.Contains(said, "couldn't find remote ref"):
		return "", m.without(ctx, o)
	}
	return "", m.failed(said, err)
}

// newest is the commit that was fetched. If it is another object, the tracking branch
// goes back to what it was.
func (m *Remote) newest(ctx context.Context, was string) (tip string, err error) {
	tip, err = m.repo.RefAt(ctx, m.Tracking)
	if err != nil || tip == was {
		return tip, err
	}
	if _, err := m.repo.Read(ctx, "cat-file", "-e", tip+"^{commit}"); err == nil {
		return tip, nil
	}
	back := m.forget
	if was != "" {
		back = func(ctx context.Context) error { return m.repo.Point(ctx, map[string]string{m.Tracking: was}) }
	}
	if err := back(ctx); err != nil {
		return "", err
	}
	return "", &Error{strings.TrimPrefix(m.Theirs, "refs/heads/") + " of " + m.Name + " is not a commit",
		"see what is there: git -C " + m.repo.Root + " ls-remote " + m.Name}
}

// fetch runs git fetch, and retries while another git, from another sync or a
// killed one, holds the same branch.
func (m *Remote) fetch(ctx context.Context, o Options, refs string) (said string, err error) {
	waiting, limit := ctx, o.Limit
	if limit > 0 {
		var cancel context.CancelFunc
		waiting, cancel = context.WithTimeoutCause(ctx, limit, errSlow)
		defer cancel()
	}
	for begin := time.Now(); ; {
		if limit > 0 {
			o.Limit = max(limit-time.Since(begin), time.Millisecond)
		}
		said, err = m.run(ctx, o, "-c", "core.hooksPath="+os.DevNull, "fetch", "--progress", "--no-tags", "--refmap=", "--no-recurse-submodules", "--no-auto-gc",
			"--", m.Name, refs)
		lock := m.heldLock(said)
		if err == nil || lock == "" {
			return said, err
		}
		if err := o.Git.Step("wait", lock); err != nil {
			return said, err
		}
		if err := o.Git.AwaitLock(waiting, lock, begin); err != nil {
			return said, err
		}
	}
}

// heldLock is the lock that was in git's way, going by what it said; "" for none.
func (m *Remote) heldLock(said string) string {
	if _, rest, ok := strings.Cut(said, "Unable to create '"); ok {
		if lock, _, ok := strings.Cut(rest, "': File exists"); ok {
			return lock
		}
	}
	if strings.Contains(said, "cannot lock ref") && (strings.Contains(said, "but expected") || strings.Contains(said, "reference already exists")) {
		return filepath.Join(m.repo.GitDir, filepath.FromSlash(m.Tracking)+".lock") // the branch moved meanwhile
	}
	return ""
}

// without is the error for a remote that lacks the branch, and says what it has; nil if
// it is empty.
func (m *Remote) without(ctx context.Context, o Options) error {
	cmd, err := m.command(ctx, o, "ls-remote", "--heads", "--", m.Name)
	if err != nil {
		return err
	}
	out, said, err := talk(ctx, cmd, o)
	if err != nil {
		return m.failed(said, err)
	}
	var heads []string
	for line := range strings.Lines(out) {
		if _, ref, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			heads = append(heads, strings.TrimPrefix(ref, "refs/heads/"))
		}
	}
	if len(heads) == 0 {
		return nil
	}
	return &Error{m.Name + " has no branch " + strings.TrimPrefix(m.Theirs, "refs/heads/") + "; it has " + strings.Join(heads[:min(len(heads), 5)], ", "),
		"follow that one: git -C " + m.repo.Root + " fetch && git -C " + m.repo.Root + " branch -u " + m.Name + "/" + heads[0]}
}

// Leaving is head: everything is sent.
func (m *Remote) Leaving(_ context.Context, head, _ string) (string, error) { return head, nil }

// Push sends a commit and its history. The error is ErrQuicker when the remote
// has newer commits.
func (m *Remote) Push(ctx context.Context, o Options, commit string) error {
	if err := m.safe(); err != nil {
		return err
	}
	said, err := m.run(ctx, o, "push", "--progress", "--no-signed", "--recurse-submodules=no", "--", m.Name, commit+":"+m.Theirs)
	switch {
	case err == nil:
		return nil
	case rejected(said):
		return ErrQuicker
	}
	return m.failed(said, err)
}

// rejected reports whether another push came first.
func rejected(said string) bool {
	for _, words := range []string{"(non-fast-forward)", "(fetch first)", "cannot lock ref", "failed to update ref", "incorrect old value", "(stale info)"} {
		if strings.Contains(said, words) {
			return true
		}
	}
	return false
}

// Follow makes the branch follow the remote's, if it follows none, so that plain
// git pull does the same.
func (m *Remote) Follow(ctx context.Context) error {
	short := strings.TrimPrefix(m.Branch, "refs/heads/")
	if _, set := m.all.Get("branch." + short + ".remote"); set {
		return nil
	}
	return Set(ctx, m.repo, map[string]string{"branch." + short + ".remote": m.Name, "branch." + short + ".merge": m.Theirs})
}

// Setting is a setting of the repository.
func (m *Remote) Setting(key string) string {
	v, _ := m.all.Get(key)
	return v
}

// failed turns git's failure into an error, telling a remote out of reach from one that refuses.
func (m *Remote) failed(said string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	words := strings.ReplaceAll(lastWords(said, err), m.URL, Shown(m.URL))
	switch full := full(said, m.Name); {
	case full != nil:
		return full
	case errors.Is(err, errSilent), errors.Is(err, errSlow), unreachable(said):
		return &OfflineError{m.Name, words}
	case absent(m.URL, m.repo.Root):
		return &OfflineError{m.Name, "there is nothing at " + Shown(m.URL)}
	}
	return &Error{fmt.Sprintf("%s (%s) refuses: %s", m.Name, Shown(m.URL), words), tryAlone(words, "git -C "+text.ShellWord(m.repo.Root)+" fetch "+m.Name)}
}
