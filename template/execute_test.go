package template

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"gopkg.in/yaml.v3"
)

// goldenData is the data.yaml of a case, by the names templates use.
type goldenData struct {
	Template string `yaml:"template"`
	Data     Data   `yaml:"data"`
}

// A case is a data.yaml, the user's templates if any, and what comes out:
// want, with the cursor's line marked by a bar, or error.
func TestRender(t *testing.T) {
	cases, err := filepath.Glob("testdata/render/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, c := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(c), ".txtar"), func(t *testing.T) { renderCase(t, c) })
	}
}

func renderCase(t *testing.T, path string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var in goldenData
	folder := fstest.MapFS{}
	var want *txtar.File
	for i, f := range a.Files {
		switch f.Name {
		case "data.yaml":
			d := yaml.NewDecoder(bytes.NewReader(f.Data))
			d.KnownFields(true)
			if err := d.Decode(&in); err != nil {
				t.Fatal(err)
			}
		case "want", "error":
			want = &a.Files[i]
		default:
			folder[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	got := render(t, folder, in)
	if os.Getenv("UPDATE") != "" {
		files := a.Files
		if want != nil {
			files = files[:len(files)-1]
		}
		a.Files = append(files, got)
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want == nil {
		t.Fatal("nothing is wanted; run with UPDATE=1")
	}
	if diff := cmp.Diff(want.Name+"\n"+string(want.Data), got.Name+"\n"+string(got.Data)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func render(t *testing.T, folder fstest.MapFS, in goldenData) txtar.File {
	t.Helper()
	set, err := NewSet(folder)
	if err != nil {
		t.Fatal(err)
	}
	var out []byte
	switch in.Template {
	case TopPageName, InviteName:
		out, err = set.execute(in.Template, in.Data)
	default:
		out, err = set.Execute(in.Template, in.Data)
	}
	if err != nil {
		if out != nil {
			t.Errorf("there is a result beside the error: %q", out)
		}
		return txtar.File{Name: "error", Data: []byte(err.Error() + "\n")}
	}
	lines := strings.Split(string(out), "\n")
	n := CursorLine(out) - 1
	lines[n] = "|" + lines[n]
	return txtar.File{Name: "want", Data: []byte(strings.Join(lines, "\n"))}
}

// FORMAT.md shows this entry; it is the contract, so it is spelled out here
// and never written by UPDATE=1.
func TestLeanEntry(t *testing.T) {
	set, err := NewSet(nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := set.Execute("weekly", Data{
		Person:    Person{Handle: "alice", Name: "Alice Martin", Role: "report"},
		Date:      "2026-11-20",
		FollowUps: []string{"- [ ] **Alice: send the migration plan** (since 2026-11-13, due 2026-11-27)"},
		Topics:    []string{"- [ ] How promotion works here", "- [ ] Holidays"},
		Theirs:    1,
		Goals:     []string{"- Lead the payments migration"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `---
date: 2026-11-20
---

# Alice · Friday 20 November 2026

## Alice's topics
<!-- First of all: how are you, and what is on your mind? -->
- [ ] How promotion works here

## Topics
- [ ] Holidays

## Goals
- Lead the payments migration

## Last time
- [ ] **Alice: send the migration plan** (since 2026-11-13, due 2026-11-27)

## Notes

`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := CursorLine(got); n != strings.Count(want, "\n") {
		t.Errorf("the cursor is on line %d", n)
	}
}

// What a template makes of its worst input must be an error at once.
func TestBounds(t *testing.T) {
	big := make([]string, 1000)
	for i := range big {
		big[i] = "- " + strings.Repeat("x", 1000)
	}
	d := Data{Person: Person{Name: "Alice"}, Date: "2026-11-20", Topics: big}
	for name, c := range map[string]struct{ raw, want string }{
		"deep":      {strings.Repeat("{{if .Me}}", 3000) + strings.Repeat("{{end}}", 3000), "t.md:1: nested more than 8 deep"},
		"parens":    {"{{not " + strings.Repeat("(", 20000) + ".Me" + strings.Repeat(")", 20000) + "}}", "max expression depth exceeded"},
		"many":      {strings.Repeat("{{.Me}}\n", 5000), "t.md:201: the template is too long: it has more than 400 parts"},
		"output":    {"{{.Topics}}", "t.md: makes an entry of more than 256 KiB"},
		"amplified": {strings.Repeat("{{range .Topics}}{{.}}{{end}}", 100), "t.md: makes an entry of more than 256 KiB"},
		"counting":  {"{{range 1000000000}}{{end}}", "t.md:1: 1000000000 is more than 9999"},
		"file":      {strings.Repeat("x", maxFile+1), "t.md: longer than 64 KiB"},
		"latin":     {"caf\xe9", "t.md: not UTF-8 text"},
		"zero":      {"a\n\x000\x00", "t.md:2: a zero byte"},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := Execute("t.md", c.raw, d)
			if err == nil || !strings.Contains(err.Error(), c.want) || out != nil {
				t.Errorf("%d bytes, error %v, want %s", len(out), err, c.want)
			}
		})
	}
}
