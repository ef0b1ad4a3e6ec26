package gitstore

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"oneonone/internal/text"
)

// Who are author and committer of a commit made now, as git writes them.
func (r *Repo) Who(ctx context.Context, cfg Config) (author, committer string, err error) {
	who, err := r.people(ctx, cfg)
	return who.author.String(), who.committer.String(), err
}

// Index gives the index without the files that are gone, and with others
// standing for the blobs named, by their IDs. Nothing but the entries is in it.
// staged are the blobs of all of them.
func (r *Repo) Index(gone func(inside string) bool, as map[string]string) (b []byte, staged []string, err error) {
	p := filepath.Join(r.GitDir, "index")
	ix, err := readIndex(p)
	var odd errIndex
	if errors.As(err, &odd) {
		return nil, nil, Refuse(string(odd), "have git write a plain one: rm "+text.ShellWord(p)+" && "+r.CommandLine("reset"))
	}
	if err != nil {
		return nil, nil, err
	}
	if !ix.intact() {
		return nil, nil, Refuse("git's index of "+r.Name+" is damaged", "rebuild it: rm "+text.ShellWord(p)+" && "+r.CommandLine("reset"))
	}
	paths := r.restaged(ix, gone, as)
	b = ix.splice(paths, r.dirty)
	if ix, err = parseIndex(b); err != nil {
		return nil, nil, err
	}
	for _, e := range ix.entries {
		if e.mode() != 0o160000 {
			staged = append(staged, e.hash().String())
		}
	}
	return b, staged, nil
}

// restaged are the entries that differ. What git knows of a file on disk is left
// out where the file will be another one, so that it looks at it.
func (r *Repo) restaged(ix *index, gone func(inside string) bool, as map[string]string) []staged {
	var paths []staged
	for _, e := range ix.entries {
		if name := string(e.name); gone(name) && (len(paths) == 0 || paths[len(paths)-1].name != name) {
			paths = append(paths, staged{name: strings.Clone(name)})
		}
	}
	for name, id := range as {
		mode := uint32(0o100644)
		if i, ok := ix.find(name); ok {
			mode = ix.entries[i].mode()
		}
		h, _ := parseHash(id)
		paths = append(paths, staged{name: name, mode: mode, hash: h})
	}
	return paths
}

// IsHash reports whether a word is the whole name of an object.
func IsHash(s string) bool {
	_, ok := parseHash(s)
	return ok
}
