package gitstore

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestWalkAgreesWithGitOnMerges(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	f := newFixture(t)
	f.git("switch", "-qc", "side")
	for i := range 3 {
		f.write("people/alice/README.md", fmt.Sprint("side", i))
		f.env = append(f.env, fmt.Sprintf("GIT_COMMITTER_DATE=2026-11-02T10:%02d:00Z", 2*i))
		f.git("commit", "-qam", fmt.Sprint("side ", i))
	}
	f.git("switch", "-q", "main")
	f.write("people/bob/README.md", "x")
	f.git("add", ".")
	f.git("commit", "-qm", "bob")
	f.git("merge", "-q", "--no-ff", "-m", "merged", "side")
	f.write("people/bob/README.md", "y")
	f.git("commit", "-qam", "bob again")
	r := f.repo()
	for _, paths := range [][]string{nil, {"people/alice"}, {"people/bob"}, {"people"}, {"people/alice/README.md", "other.txt"}} {
		var byGit, byWalk []string
		f.must(r.logByGit(context.Background(), LogQuery{Paths: paths}, func(c Commit) bool { byGit = append(byGit, fmt.Sprint(c)); return true }))
		f.must(r.walk(context.Background(), LogQuery{Paths: paths}, func(c Commit) bool { byWalk = append(byWalk, fmt.Sprint(c)); return true }))
		if !slices.Equal(byGit, byWalk) {
			t.Errorf("%v:\n git %s\nwalk %s", paths, strings.Join(byGit, "\n     "), strings.Join(byWalk, "\n     "))
		}
	}
}
