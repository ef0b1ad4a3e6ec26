package org

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
)

// Each archive has outlines and, under the same names, pages: UPDATE=1 writes them.
func TestHTML(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no outlines: %v", err)
	}
	for _, name := range names {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(ar.Files); i += 2 {
			got := []byte(HTML(string(ar.Files[i].Data)))
			if os.Getenv("UPDATE") != "" {
				ar.Files[i+1].Data = got
			} else if !bytes.Equal(got, ar.Files[i+1].Data) {
				t.Errorf("%s, %s:\n%s", name, ar.Files[i].Name, cmp.Diff(string(ar.Files[i+1].Data), string(got)))
			}
		}
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(name, txtar.Format(ar), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// What opens and is never closed is looked for a bounded way: twice as much
// asks for twice the memory, and there is enough here to run into the test's
// own time limit.
func TestTimeGrowsWithLength(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	for _, part := range []string{"*a ", "*/", "[[a", "[fn:a:", "<2024-01-01 ", "https://", `\a`, "#+BEGIN_QUOTE\n", "#+BEGIN_SRC\n", ":PROPERTIES:\n", ": a\n", "|a\n", "- a\n", "* a\n"} {
		of := func(n int) (allocated uint64) {
			src := strings.Repeat(part, n)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			HTML(src)
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		if half, whole := of(5000), of(10000); whole > 3*half {
			t.Errorf("%q: half of it asks for %d KB of memory, the whole for %d", part, half>>10, whole>>10)
		}
	}
}

// FuzzHTML looks for what makes reading fail, and for markup of an outline that
// becomes markup of the page.
func FuzzHTML(f *testing.F) {
	f.Add("* TODO a :b:\n- [X] c :: d\n#+BEGIN_SRC\nx\n#+END_SRC\n|a|b|\n|-+-|\n")
	f.Add("<script>x</script> [[javascript:\"onclick='\"][<b>]] *<i>* \\lt")
	f.Fuzz(func(t *testing.T, src string) {
		page := HTML(src)
		known := " html head body div h1 h2 h3 h4 h5 h6 p ul ol li blockquote pre code table tbody tr td th span strong em u del a img br hr "
		for z := html.NewTokenizer(strings.NewReader(page)); z.Next() != html.ErrorToken; {
			if token := z.Token(); token.Type == html.StartTagToken && !strings.Contains(known, " "+token.Data+" ") {
				t.Errorf("%q makes the element %s", src, token.Data)
			}
		}
	})
}
