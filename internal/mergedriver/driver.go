// Package mergedriver has the user's own git merge notes by what they mean, as a
// sync does: attributes name the driver, settings say which program it is.
package mergedriver

import (
	"context"
	"path/filepath"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/noterepo"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
)

// Attributes name the merge driver for the files of a notes folder. A file in a
// clone can only name it; what the name runs is in git's settings.
var Attributes = []string{"*.md merge=oneonone", "*.yaml merge=oneonone", "*.yml merge=oneonone"}

// AttributesFile tells git how to handle the files in its directory.
const AttributesFile = ".gitattributes"

const setting = "merge.oneonone.driver"

// Driver is this program, as git runs it for the notes of a folder.
type Driver struct {
	Dir     string // of the notes
	Program string // its absolute path, "" when it has none that lasts
}

// command is what git runs to merge a note: this program by its path, so that it
// need not be on git's, and git's merge by lines when it is gone.
func (d Driver) command() string {
	quoted := "'" + strings.ReplaceAll(d.Program, "'", `'\''`) + "'"
	return quoted + " merge-driver %O %A %B %P || git merge-file %A %O %B"
}

// Set makes git merge the notes of a repository with the driver. said looks up a
// setting of the repository for a caller that has read them already; it may be
// nil.
func (d Driver) Set(ctx context.Context, r *noterepo.Repo, said func(key string) string) error {
	if d.Program == "" {
		return nil
	}
	if err := d.name(r); err != nil {
		return err
	}
	if said != nil && said(setting) == d.command() {
		return nil
	}
	cfg, err := r.Config(ctx)
	if was, _ := cfg.Get(setting); err != nil || was == d.command() {
		return err
	}
	return remote.Set(ctx, r.Repo, map[string]string{
		"merge.oneonone.name": "notes, by what they mean", setting: d.command(),
	})
}

// name adds the driver to the repository's own attributes, unless its files name it already.
func (d Driver) name(r *noterepo.Repo) error {
	if d.named(r) {
		return nil
	}
	for _, rule := range Attributes {
		if r.Prefix != "" { // only the notes folder
			rule = r.Prefix + "**/" + rule
		}
		if err := r.Attribute(rule); err != nil {
			return err
		}
	}
	return nil
}

// named reports whether the repository's own files name the driver.
func (d Driver) named(r *noterepo.Repo) bool {
	for _, p := range []string{filepath.Join(d.Dir, AttributesFile), r.File(AttributesFile)} {
		b, err := rootfs.ReadUnlinked(p)
		if err == nil && strings.Contains(string(b), Attributes[0]) && (r.Rel == "" || p == r.File(AttributesFile)) {
			return true
		}
	}
	return false
}

// IsSet reports whether a repository's settings say how notes are merged.
func IsSet(cfg gitstore.Config) bool {
	_, set := cfg.Get(setting)
	return set
}
