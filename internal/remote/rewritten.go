package remote

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/rootfs"
	"oneonone/internal/text"
)

// ErrUnrelated is the error for a remote with an unrelated history, whether of
// other notes or of these before or after a fresh start.
var ErrUnrelated = &Error{"these notes and those of the remote have no common beginning: their histories are unrelated",
	"get what is there: oneonone init --from URL DIR; then copy over what is missing there"}

// rewritten is the error for a remote whose history was rewritten. Its hint puts
// what is here on top of what is there; a branch keeps the old state.
func (m *Remote) rewritten(ctx context.Context, head, tip string) error {
	if bases, err := m.repo.Bases(ctx, head, tip); err == nil && len(bases) == 0 {
		return ErrUnrelated
	}
	git := "git -C " + text.ShellWord(m.repo.Root)
	branch := strings.TrimPrefix(m.Theirs, "refs/heads/")
	return &RewrittenError{"the history of " + m.Name + " was rewritten: commits that were there are gone from " + branch,
		fmt.Sprintf("%s branch before-%.7s && %s pull --rebase --autostash %s %s && oneonone sync", git, head, git, m.Name, text.ShellWord(branch))}
}

// RewrittenError says that a remote has dropped commits that are still here.
type RewrittenError Error

func (e *RewrittenError) Error() string { return e.Reason }

// Hint is what to do about it.
func (e *RewrittenError) Hint() string { return e.Next }

// Unwrap makes it an Error, like any other reason not to sync with a remote.
func (e *RewrittenError) Unwrap() error { return (*Error)(e) }

// forget deletes the tracking ref and its reflog.
func (m *Remote) forget(ctx context.Context) error {
	cmd, err := m.repo.Command(ctx, nil, "update-ref", "-d", m.Tracking)
	if err == nil {
		err = cmd.Run()
	}
	m.repo.Close()
	return err
}

// neverHere returns an error if what was known of the remote is part of the
// branch here. What was only fetched, and refused, does not count.
func (m *Remote) neverHere(ctx context.Context) error {
	known, err := m.repo.RefAt(ctx, m.Tracking)
	if err != nil {
		return err
	}
	_, head, err := m.repo.Head(ctx)
	if err != nil || head == "" {
		return err
	}
	apart, _, err := Apart(ctx, m.repo, known, head)
	if err == nil && apart == 0 {
		err = m.rewritten(ctx, head, "FETCH_HEAD")
	}
	return err
}

// remembered is how many reflog entries are checked for what the remote once had.
const remembered = 100

// Rewritten returns an error if the remote dropped commits that it once had, by
// the tracking ref's reflog, and that are still here.
func (m *Remote) Rewritten(ctx context.Context, head, tip string) error {
	b, err := rootfs.ReadPath(filepath.Join(m.repo.GitDir, "logs", filepath.FromSlash(m.Tracking)))
	if err != nil {
		return nil // there is no reflog
	}
	var known []string
	for line := range strings.Lines(string(b)) {
		if f := strings.Fields(line); len(f) > 1 {
			known = append(known, f[1])
		}
	}
	known = known[max(0, len(known)-remembered):]
	var counts [2]string
	for i, without := range [][]string{{"^" + tip}, {"^" + tip, "^" + head}} {
		args := slices.Concat([]string{"rev-list", "--count", "--ignore-missing"}, known, without, []string{"--"})
		out, err := m.repo.Read(ctx, args...)
		if err != nil {
			return nil // pruned
		}
		counts[i] = string(out)
	}
	if counts[0] != counts[1] {
		return m.rewritten(ctx, head, tip)
	}
	return nil
}
