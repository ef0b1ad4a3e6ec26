package merge

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Each file of testdata says in its first line what it shows. Without a base
// both sides were added.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			part := map[string][]byte{}
			for _, f := range ar.Files {
				part[f.Name] = f.Data
			}
			kind := Note
			if bytes.Contains(ar.Comment, []byte("kind: yaml")) {
				kind = YAML
			}
			got := Merge(kind, part["base"], part["ours"], part["theirs"])
			if os.Getenv("UPDATE") != "" {
				update(t, file, ar, got.Text)
			} else if d := cmp.Diff(string(part["merged"]), string(got.Text)); d != "" {
				t.Errorf("merged (-want +got):\n%s", d)
			}
			var want []int
			for f := range strings.FieldsSeq(string(part["decide"])) {
				n, _ := strconv.Atoi(f)
				want = append(want, n)
			}
			if !slices.Equal(got.Decide, want) {
				t.Errorf("lines to decide: %v, want %v", got.Decide, want)
			}
			if turned := Merge(kind, part["base"], part["theirs"], part["ours"]); !bytes.Equal(turned.Text, got.Text) {
				t.Errorf("the sides turned round give\n%s", turned.Text)
			}
			for _, side := range []string{"ours", "theirs"} {
				if again := Merge(kind, part["base"], got.Text, part[side]); !bytes.Equal(again.Text, got.Text) {
					t.Errorf("merged with %s again:\n%s", side, again.Text)
				}
			}
		})
	}
}

func update(t *testing.T, file string, ar *txtar.Archive, merged []byte) {
	for i := range ar.Files {
		if ar.Files[i].Name == "merged" {
			ar.Files[i].Data = merged
		}
	}
	if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
		t.Fatal(err)
	}
}
