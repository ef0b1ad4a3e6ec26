package gitstore

import (
	"os"
	"slices"
	"testing"
)

// A lock that somebody left is told from one of ours, and none is made up.
func TestLeftLocks(t *testing.T) {
	f := newFixture(t)
	r := f.repo()
	if ours, theirs := r.LeftLocks(); len(ours)+len(theirs) > 0 {
		t.Errorf("at first: %q, %q", ours, theirs)
	}
	f.write(".git/refs/heads/main.lock", "")
	f.write(".git/oneonone.index", "")
	if err := os.Link(f.path(".git/oneonone.index"), f.path(".git/index.lock")); err != nil {
		t.Skip("no links: ", err)
	}
	ours, theirs := r.LeftLocks()
	if !slices.Equal(ours, []string{f.path(".git/oneonone.index")}) || !slices.Equal(theirs, []string{f.path(".git/refs/heads/main.lock")}) {
		t.Errorf("ours are %q, theirs %q", ours, theirs)
	}
}
