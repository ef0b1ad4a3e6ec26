package merge

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	udiff "github.com/aymanbagabas/go-udiff"
)

// gitMerge is what git makes of the three; ok is false for a conflict.
func gitMerge(t *testing.T, dir string, base, ours, theirs []byte) (merged []byte, ok bool) {
	t.Helper()
	for name, src := range map[string][]byte{"base": base, "ours": ours, "theirs": theirs} {
		if err := os.WriteFile(filepath.Join(dir, name), src, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("git", "merge-file", "-p", "ours", "base", "theirs")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil && cmd.ProcessState.ExitCode() > 127 {
		t.Fatalf("git merge-file: %v", err)
	}
	return out, err == nil
}

// What git merges cleanly comes out byte for byte the same, and nothing else
// is called clean. A side that already has all of the other is left as it is:
// merging again has to change nothing, and git moves a blank line there in one
// merge of some thousands.
func TestCleanAsGit(t *testing.T) {
	dir, most, agreed, blank := t.TempDir(), pairs(500), 0, uint64(0)
	for seed := range most {
		w := newWriter(seed)
		note := w.note(10 + w.IntN(60))
		n := 1 + w.IntN(6)
		base, ours, theirs := written(note), written(w.edit(note, n)), written(w.edit(note, n))
		want, ok := gitMerge(t, dir, base, ours, theirs)
		got, clean := asGit(base, ours, theirs)
		if ok != clean {
			t.Fatalf("seed %d: clean for git: %v, here: %v", seed, ok, clean)
		}
		if ok {
			agreed++
			if whole := Merge(Note, base, ours, theirs).Text; readable(Note, want) && !bytes.Equal(whole, want) {
				blank++
				if blank*1000 <= most && slices.EqualFunc(bytes.Fields(whole), bytes.Fields(want), bytes.Equal) {
					continue
				}
				t.Errorf("seed %d:\n%s%s%s", seed, udiff.Unified("base", "ours", string(base), string(ours)), udiff.Unified("base", "theirs", string(base), string(theirs)), udiff.Unified("git", "merged", string(want), string(whole)))
			}
			if !bytes.Equal(got, want) {
				t.Fatalf("seed %d: got\n%s\ngit has\n%s", seed, got, want)
			}
		}
	}
	t.Logf("%d of %d merges were clean, %d with another blank line than git's", agreed, most, blank)
}

// No merge can be git's wherever git is clean, and change nothing when it is made
// again: git's own, made again, puts a blank line in twice. So the one that has all
// of the other stays as it is, and TestCleanAsGit allows for it.
func TestGitMergesAgain(t *testing.T) {
	dir := t.TempDir()
	base, ours, theirs := []byte("# Notes\n\n- a\n"), []byte("# Notes of Friday\n\n- a\n"), []byte("# Notes\n\n\n- a\n")
	merged, ok := gitMerge(t, dir, base, ours, theirs)
	again, ok2 := gitMerge(t, dir, base, merged, theirs)
	if !ok || !ok2 || bytes.Equal(again, merged) {
		t.Fatalf("git has %q, and then %q", merged, again)
	}
	if got := Merge(Note, base, ours, theirs).Text; !bytes.Equal(got, merged) {
		t.Errorf("got %q, git has %q", got, merged)
	}
	if got := Merge(Note, base, merged, theirs).Text; !bytes.Equal(got, merged) {
		t.Errorf("made again it is %q and was %q", got, merged)
	}
}

// Two small edits that touch, overlap or lie apart: every pair of them, alone
// and below a line that both have added.
func TestSmallEditsAsGit(t *testing.T) {
	dir, base := t.TempDir(), []string{"1\n", "2\n", "3\n"}
	edits := func(both, word string) (texts [][]byte) {
		for i := range len(base) + 1 {
			for n := range min(3, len(base)-i+1) { // so many lines go
				for _, instead := range [][]string{nil, {word}} {
					texts = append(texts, []byte(both+strings.Join(slices.Replace(slices.Clone(base), i, i+n, instead...), "")))
				}
			}
		}
		return texts
	}
	whole := []byte(strings.Join(base, ""))
	above := []string{"", "both\n"}
	if testing.Short() || os.Getenv("ONEONONE_PAIRS") == "" {
		above = above[:1] // make long has both
	}
	for _, both := range above {
		for i, ours := range edits(both, "ours\n") {
			for k, theirs := range edits(both, "theirs\n") {
				if testing.Short() && (i+k)%5 != 0 {
					continue
				}
				want, ok := gitMerge(t, dir, whole, ours, theirs)
				got, clean := asGit(whole, ours, theirs)
				if ok != clean || ok && !bytes.Equal(got, want) {
					t.Errorf("ours %q, theirs %q: git has %q, %v; here %q, %v", ours, theirs, want, ok, got, clean)
				}
			}
		}
	}
}
