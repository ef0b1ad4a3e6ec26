package sealed

import (
	"context"
	"slices"
	"strconv"

	"oneonone/internal/lazyregexp"

	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
	"oneonone/internal/text"
)

// store is a place where files are added and never changed.
type store interface {
	// list returns the files in the store.
	list(ctx context.Context, o remote.Options) ([]file, error)
	// read reads some of the listed files.
	read(ctx context.Context, files []file) ([][]byte, error)
	// add adds a file: remote.ErrQuicker if the name is taken.
	add(ctx context.Context, o remote.Options, name string, b []byte) error
}

// file is what a store has under a name.
type file struct {
	name string
	size int64 // -1 for anything but a regular file
}

// mostBytes bounds what is read from a store, which belongs to a stranger.
const mostBytes = 1 << 30

// storeAt is the store at an address: a plain directory, or a git remote.
func storeAt(r *gitstore.Repo, address string) store {
	if p, local := remote.LocalPath(address); local && !remote.IsRepository(p) {
		return &dirStore{dir: p}
	}
	return &gitStore{url: address, inside: r.GitDir}
}

var linkFile = lazyregexp.New(`^\d{4,9}\.age$`)

// inOrder sorts the files of a chain by number. Any other file, or a missing one,
// is an error.
func inOrder(files []file, address string) ([]file, error) {
	number := func(f file) int {
		n, _ := strconv.Atoi(f.name[:len(f.name)-len(".age")])
		return n
	}
	left := int64(mostBytes)
	for _, f := range files {
		if !linkFile().MatchString(f.name) || f.size < 0 || linkName(number(f)) != f.name {
			return nil, &remote.Error{Reason: address + " holds " + strconv.Quote(f.name) + ", which does not belong to a chain of sealed notes",
				Next: "choose an empty place; or, if it is a stray (the copy that a service makes of two versions), move it away and run: oneonone sync --seal " + text.ShellWord(address)}
		}
		if left -= f.size; left < 0 {
			return nil, &remote.Error{Reason: "the chain at " + address + " is longer than 1 GiB", Next: "start over in an empty place: oneonone sync --seal URL"}
		}
	}
	slices.SortFunc(files, func(a, b file) int { return number(a) - number(b) })
	for i, f := range files {
		if number(f) != i+1 {
			return nil, &remote.Error{Reason: linkName(i+1) + " is missing at " + address, Next: "bring the file back from a copy of the store; or start over in an empty place: oneonone sync --seal URL"}
		}
	}
	return files, nil
}
