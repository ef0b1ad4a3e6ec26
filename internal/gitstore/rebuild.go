package gitstore

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/gitformat"
	"oneonone/internal/text"
)

// Author returns the name and mail address of the author of a commit made now.
func (r *Repo) Author(ctx context.Context) (name, email string, err error) {
	cfg, err := r.Config(ctx)
	if err != nil {
		return "", "", err
	}
	p, err := r.ident(ctx, cfg, "AUTHOR")
	return p.name, p.email, err
}

// Who returns the author and committer of a commit made now, as git writes them.
func (r *Repo) Who(ctx context.Context, cfg Config) (author, committer string, err error) {
	who, err := r.people(ctx, cfg)
	return who.author.String(), who.committer.String(), err
}

// Index returns the index without the files that are gone, and with as's files at
// the blob IDs given there. It has entries and nothing else. staged are the IDs
// of all their blobs.
func (r *Repo) Index(gone func(inside string) bool, as map[string]string) (b []byte, staged []string, err error) {
	p := filepath.Join(r.GitDir, "index")
	ix, err := gitformat.ReadIndex(p)
	var odd gitformat.IndexError
	if errors.As(err, &odd) {
		return nil, nil, Refuse(string(odd), "have git write a plain one: rm "+text.ShellWord(p)+" && "+r.CommandLine("reset"))
	}
	if err != nil {
		return nil, nil, err
	}
	if !ix.Intact() {
		return nil, nil, Refuse("git's index of "+r.Name+" is damaged", "rebuild it: rm "+text.ShellWord(p)+" && "+r.CommandLine("reset"))
	}
	staged = slices.Collect(maps.Values(as))
	for _, e := range ix.Entries {
		if name := string(e.Name); as[name] == "" && !gone(name) && e.Mode() != 0o160000 {
			staged = append(staged, e.Hash().String())
		}
	}
	return ix.Splice(r.restaged(ix, gone, as), r.dirty), staged, nil
}

// restaged returns the entries that differ. They have no stat data, since the
// file on disk will be replaced, so that git looks at it.
func (r *Repo) restaged(ix *gitformat.Index, gone func(inside string) bool, as map[string]string) []gitformat.Staged {
	var paths []gitformat.Staged
	for _, e := range ix.Entries {
		if name := string(e.Name); gone(name) && (len(paths) == 0 || paths[len(paths)-1].Name != name) {
			paths = append(paths, gitformat.Staged{Name: strings.Clone(name)})
		}
	}
	for name, id := range as {
		mode := uint32(0o100644)
		if i, ok := ix.Find(name); ok {
			mode = ix.Entries[i].Mode()
		}
		h, _ := gitformat.ParseHash(id)
		paths = append(paths, gitformat.Staged{Name: name, Mode: mode, Hash: h})
	}
	return paths
}

// IsHash reports whether a word is the whole name of an object.
func IsHash(s string) bool {
	_, ok := gitformat.ParseHash(s)
	return ok
}
