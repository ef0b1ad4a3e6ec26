package render

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestDiffOfTooMuchSaysSo(t *testing.T) {
	var b bytes.Buffer
	huge := bytes.Repeat([]byte("a line\n"), maxCompared/7+1)
	if err := Diff(Output{W: &b}, "people/alice/2026-11-20.md", nil, huge); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(b.String(), "too large to compare: 0 KB before, 2048 KB after\n") || b.Len() > 400 {
		t.Errorf("%.500s", b.String())
	}
}

func TestDiffPlain(t *testing.T) {
	o, buf := pipe()
	old := []byte("# Alice\n\n- [ ] send the plan\n- b\n")
	new := []byte("# Alice\n\n- [x] send the plan (done 2026-11-20)\n- b")
	if err := Diff(o, "people/alice/2026-11-20.md", old, new); err != nil {
		t.Fatal(err)
	}
	want := `diff --git a/people/alice/2026-11-20.md b/people/alice/2026-11-20.md
--- a/people/alice/2026-11-20.md
+++ b/people/alice/2026-11-20.md
@@ -1,4 +1,4 @@
 # Alice
 
-- [ ] send the plan
-- b
+- [x] send the plan (done 2026-11-20)
+- b
\ No newline at end of file
`
	if got := buf.String(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	buf.Reset()
	if err := Diff(o, "x", old, old); err != nil || buf.Len() > 0 {
		t.Errorf("no difference gives %q, %v", buf, err)
	}
}

func TestDiffOfNewAndGoneFiles(t *testing.T) {
	for _, c := range []struct {
		old, new []byte
		want     string
	}{
		{nil, []byte("a\nb\n"), "new file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\n"},
		{[]byte("a\n"), nil, "deleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"},
		{nil, []byte{}, "new file mode 100644\n"},
		{[]byte{}, []byte("a\n"), "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n"},
	} {
		o, buf := pipe()
		if err := Diff(o, "x", c.old, c.new); err != nil || buf.String() != "diff --git a/x b/x\n"+c.want {
			t.Errorf("%q to %q: %v\n%s", c.old, c.new, err, buf)
		}
	}
}

func TestDiffColored(t *testing.T) {
	o, buf := screen(80)
	if err := Diff(o, "a.md", []byte("- [ ] send the plan\n"), []byte("- [x] send the plan\x1b\n")); err != nil {
		t.Fatal(err)
	}
	want := "\x1b[1mdiff --git a/a.md b/a.md\x1b[m\n\x1b[1m--- a/a.md\x1b[m\n\x1b[1m+++ b/a.md\x1b[m\n\x1b[36m@@ -1 +1 @@\x1b[m\n" +
		"\x1b[31m-\x1b[m\x1b[31m- [\x1b[m\x1b[31;7m \x1b[m\x1b[31m] send the plan\x1b[m\n" +
		"\x1b[32m+\x1b[m\x1b[32m- [\x1b[m\x1b[32;7mx\x1b[m\x1b[32m] send the plan\x1b[m\x1b[32;7m␛\x1b[m\n"
	if got := buf.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestDiffLeavesUnlikeLinesWhole(t *testing.T) {
	olds, news := changedWords("- Budget for next year\n", "- Alice is on leave until May\n")
	if len(olds) != 1 || len(news) != 1 || olds[0].changed || news[0].changed {
		t.Errorf("got %v, %v", olds, news)
	}
	olds, _ = changedWords("send the big plan to legal\n", "send the plan to legal\n")
	if len(olds) != 3 || olds[1].text != "big " && olds[1].text != " big" {
		t.Errorf("got %v", olds)
	}
}

func TestDiffPairsNewVersions(t *testing.T) {
	o, buf := screen(80)
	if err := Diff(o, "a", []byte("- [ ] send the plan\n"), []byte("new line here\n- [x] send the plan\n")); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(buf.String(), "\x1b[32;7mx\x1b[m") || strings.Contains(buf.String(), "7mnew") {
		t.Errorf("the second added line is the changed one: %q", buf)
	}
}

func TestDiffCRLFOnAScreen(t *testing.T) {
	o, buf := screen(80)
	o.Color = false
	if err := Diff(o, "a", []byte("a\r\nb\r\n"), []byte("a\r\nc\r\n")); err != nil || strings.Contains(buf.String(), "␍") {
		t.Errorf("CR is shown although every line has it: %q, %v", buf, err)
	}
	buf.Reset()
	if err := Diff(o, "a", []byte("a\nb\n"), []byte("a\r\nb\r\n")); err != nil || !strings.Contains(buf.String(), "+a␍\n") {
		t.Errorf("a new CR is not shown: %q, %v", buf, err)
	}
}

// Whatever two files look like, git must be able to apply the diff.
func TestDiffApplies(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	if _, err := exec.LookPath("git"); err != nil || runtime.GOOS == "windows" { // where the names below cannot be
		t.Skip("no git, or no such names")
	}
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a\n", "b\n", "\n", "c d\n", "é\n", "\r\n", "\xff\n", "- [ ] x\n", "-- \n", "@@\n", "tail"}
	random := func() []byte {
		b := []byte{}
		for range rng.IntN(12) {
			b = append(b, pieces[rng.IntN(len(pieces)-1)]...)
		}
		if rng.IntN(3) == 0 {
			b = append(b, "tail"...)
		}
		return b
	}
	names := []string{"a.md", "people/zoë ł/2026-11-20.md", `q"uo\te.md`, "tab\t.md"}
	for i := range 60 {
		name := names[i%len(names)]
		old, new := random(), random()
		switch rng.IntN(6) {
		case 0:
			old = nil
		case 1:
			new = nil
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		os.Remove(file)
		if old != nil {
			if err := os.WriteFile(file, old, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		o, patch := pipe()
		if err := Diff(o, name, old, new); err != nil {
			t.Fatal(err)
		}
		if patch.Len() == 0 {
			continue
		}
		cmd := exec.Command("git", "apply", "--whitespace=nowarn", "-")
		cmd.Dir, cmd.Stdin = dir, bytes.NewReader(patch.Bytes())
		cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir), "GIT_CONFIG_GLOBAL="+os.DevNull)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s\nold %q\nnew %q\n%s", err, out, old, new, patch)
		}
		got, err := os.ReadFile(file)
		if new == nil && !os.IsNotExist(err) || new != nil && !bytes.Equal(got, new) {
			t.Fatalf("applied: %q, %v; want %q\n%s", got, err, new, patch)
		}
	}
}

func FuzzChangedWords(f *testing.F) {
	f.Add("- [ ] send the plan", "- [x] send a plan (done)")
	f.Add("\xff a", "a \xfe")
	f.Fuzz(func(t *testing.T, old, new string) {
		olds, news := changedWords(old, new)
		join := func(spans []span, common bool) string {
			var b strings.Builder
			for _, s := range spans {
				if !common || !s.changed {
					b.WriteString(s.text)
				}
			}
			return b.String()
		}
		if join(olds, false) != old || join(news, false) != new {
			t.Fatalf("%q %q became %v %v", old, new, olds, news)
		}
	})
}
