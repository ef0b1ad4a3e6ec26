package history

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
)

// MergeAttributes name the driver for what lies in the folder. Naming is all
// that a file of a clone can do: what the name means stands in the settings.
var MergeAttributes = []string{"*.md merge=oneonone", "*.yaml merge=oneonone", "*.yml merge=oneonone"}

// AttributesFile tells git how the files beside it are handled.
const AttributesFile = ".gitattributes"

const driverSetting = "merge.oneonone.driver"

// driver is what git runs to merge a note: this program by its path, so that it
// need not be on git's own, and git's merge by lines when it is gone.
func (h *History) driver() string {
	quoted := "'" + strings.ReplaceAll(h.opt.Program, "'", `'\''`) + "'"
	return quoted + " merge-driver %O %A %B %P || git merge-file %A %O %B"
}

// SetDriver has git merge the notes of every repository as sync does.
func (h *History) SetDriver(ctx context.Context) error {
	repos, err := h.repos.All()
	if err != nil {
		return err
	}
	for _, r := range repos {
		if err := h.SetDriverIn(ctx, r); err != nil && !errors.Is(err, gitstore.ErrNoGit) {
			return err
		}
	}
	return nil
}

// SetDriverOf is SetDriver for a repository that is synced.
func (h *History) SetDriverOf(ctx context.Context, s Shared) error {
	if s.Err != nil || h.opt.Program == "" {
		return nil
	}
	if err := h.nameDriver(s.r); err != nil {
		return err
	}
	set, is := s.Other.(interface{ Setting(key string) string })
	if is && set.Setting(driverSetting) == h.driver() {
		return nil
	}
	return h.SetDriverIn(ctx, s.r)
}

// SetDriverIn has git merge the notes of one repository as sync does.
func (h *History) SetDriverIn(ctx context.Context, r *repo) error {
	if h.opt.Program == "" {
		return nil
	}
	if err := h.nameDriver(r); err != nil {
		return err
	}
	cfg, err := r.Config(ctx)
	if was, _ := cfg.Get(driverSetting); err != nil || was == h.driver() {
		return err
	}
	return remote.Set(ctx, r.Repo, map[string]string{
		"merge.oneonone.name": "notes, by what they mean", driverSetting: h.driver(),
	})
}

// nameDriver has the repository's own attributes name the driver, unless its
// files do.
func (h *History) nameDriver(r *repo) error {
	if h.named(r) {
		return nil
	}
	for _, rule := range MergeAttributes {
		if r.Prefix != "" { // nothing but the folder is meant
			rule = r.Prefix + "**/" + rule
		}
		if err := r.Attribute(rule); err != nil {
			return err
		}
	}
	return nil
}

// named reports whether the repository's own files name the driver.
func (h *History) named(r *repo) bool {
	for _, p := range []string{filepath.Join(h.opt.Dir, AttributesFile), r.File(AttributesFile)} {
		b, err := rootfs.ReadUnlinked(p)
		if err == nil && strings.Contains(string(b), MergeAttributes[0]) && (r.Rel == "" || p == r.File(AttributesFile)) {
			return true
		}
	}
	return false
}

// HasDriver reports whether a repository's settings say how notes are merged.
func HasDriver(cfg gitstore.Config) bool {
	_, set := cfg.Get(driverSetting)
	return set
}
