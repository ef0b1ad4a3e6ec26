package history

import (
	"context"
	"maps"
	"slices"
	"strings"

	"oneonone/internal/noterepo"
	"oneonone/internal/remote"
	"oneonone/internal/text"
)

// Unshareable says why syncing a repository with a remote must be left to git.
func Unshareable(ctx context.Context, r *repo, repos []*repo) error {
	if r.Prefix != "" {
		return &remote.Error{Reason: "the notes lie inside a bigger repository, " + r.Root,
			Next: "sync that one with git: git -C " + r.Root + " pull && git -C " + r.Root + " push"}
	}
	if r.Rel == "" {
		return nil
	}
	cfg, err := r.Config(ctx)
	if err != nil {
		return err
	}
	ours := remote.Places(cfg, r.Root)
	if len(ours) == 0 {
		return nil
	}
	for _, other := range repos {
		if other == r || other.Private() {
			continue
		}
		cfg, err := other.Config(ctx)
		if err != nil {
			return err
		}
		theirs := slices.Concat(slices.Collect(maps.Values(remote.Places(cfg, other.Root)))...)
		for name, places := range ours {
			if slices.ContainsFunc(places, func(p string) bool { return slices.Contains(theirs, p) }) {
				return notTheirs(r, "its remote "+name+" also holds other notes", name)
			}
		}
	}
	return nil
}

// notTheirs refuses a remote where this repository's notes would end up beside
// those of another.
func notTheirs(r *repo, reason, name string) error {
	notes := "these notes"
	if r.Private() {
		notes = "private notes"
	}
	return &remote.Error{Reason: reason + ": " + notes + " would be seen with them",
		Next: "give " + notes + " a remote of their own: oneonone git -C " + text.ShellWord(r.Rel) + " remote set-url " + name + " URL"}
}

// SyncedWith is the address that a note is synced with, "" for none.
func (h *History) SyncedWith(ctx context.Context, p string) string {
	repos, err := h.repos.All()
	if err != nil {
		return ""
	}
	r := noterepo.Nearest(repos, p)
	if r == nil {
		return ""
	}
	if cfg, err := r.Config(ctx); err == nil && cfg[remote.SealedSetting] != nil {
		return remote.Shown(cfg[remote.SealedSetting][0])
	}
	m, err := remote.Of(ctx, r.Repo)
	if m == nil || err != nil || Unshareable(ctx, r, repos) != nil {
		return ""
	}
	return remote.Shown(m.URL)
}

// ofAnother refuses a remote that holds the history of another repository of the
// folder, whatever its address looks like.
func (h *History) ofAnother(ctx context.Context, s Shared, tip string) error {
	if s.r.Rel == "" {
		return nil
	}
	repos, err := h.repos.All()
	if err != nil {
		return err
	}
	out, err := s.r.Read(ctx, "rev-list", "--max-parents=0", tip, "--")
	if err != nil {
		return err
	}
	for root := range strings.FieldsSeq(string(out)) {
		for _, other := range repos {
			if other == s.r {
				continue
			}
			if _, err := other.Read(ctx, "cat-file", "-e", root+"^{commit}"); err == nil {
				return notTheirs(s.r, "its remote "+s.Other.Title()+" holds the history of other notes", s.Other.Title())
			}
		}
	}
	return nil
}
