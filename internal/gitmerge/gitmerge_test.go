package gitmerge

import (
	"context"
	"fmt"
	"testing"

	"oneonone/internal/gitstore"
	"oneonone/internal/gittest"
	"oneonone/internal/treemerge"
)

// Three laptops that took in each other's work leave three commits that two of
// them grew from. A line of any of these that one side deleted is gone: a base
// without it would take it for a line that the other side has added.
func TestWhatSeveralBasesHave(t *testing.T) {
	f := gittest.New(t)
	f.Git("init", "-q")
	commit := func(text string, parents ...string) string {
		f.Write("a.md", text)
		f.Git("add", "a.md")
		args := []string{"commit-tree", f.Git("write-tree"), "-m", "notes"}
		for _, p := range parents {
			args = append(args, "-p", p)
		}
		return f.Git(args...)
	}
	start := commit("- start\n")
	var grown []string
	for n := range 3 {
		grown = append(grown, commit(fmt.Sprintf("- start\n- %d\n", n), start))
	}
	ours := commit("- start\n- 0\n- 1\n- 2\n", grown...)
	theirs := commit("- start\n", grown...)
	r, err := gitstore.New(f.Env).Open(f.Dir, "notes")
	f.Must(err)
	t.Cleanup(r.Close)
	three, _, err := Diverged(context.Background(), r, ours, theirs)
	f.Must(err)
	base, err := three.Read("a.md", three.Base["a.md"])
	f.Must(err)
	if string(base) != "- start\n- 0\n- 1\n- 2\n" {
		t.Errorf("the base has:\n%s", base)
	}
	merged, err := treemerge.Merge(*three)
	f.Must(err)
	if got := merged.Files["a.md"].File; got != three.Theirs["a.md"] {
		t.Errorf("a deleted line is there again:\n%s", merged.Files["a.md"].Data)
	}
}
