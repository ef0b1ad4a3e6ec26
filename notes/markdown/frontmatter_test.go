package markdown

import (
	"bytes"
	"strings"
	"testing"
)

func TestFrontMatterSet(t *testing.T) {
	for _, tt := range []struct {
		name, src string
		value     any
		want      string
	}{
		{"new key", "---\na: 1\n---\n\n# T\n", 4, "---\na: 1\nmood: 4\n---\n\n# T\n"},
		{"kept comment", "---\nmood: 3   # so so\nb: 2\n---\n", 4, "---\nmood: 4   # so so\nb: 2\n---\n"},
		{"no block", "# T\n", 4, "---\nmood: 4\n---\n\n# T\n"},
		{"no block, mark of a byte order", "\ufeff# T\r\n", 4, "\ufeff---\r\nmood: 4\r\n---\r\n\r\n# T\r\n"},
		{"windows", "---\r\nmood: 3\r\n---\r\n", 4, "---\r\nmood: 4\r\n---\r\n"},
		{"several lines", "---\nmood:\n  - a\n  - b\nz: 1\n---\n", 4, "---\nmood: 4\nz: 1\n---\n"},
		{"block text", "---\nmood: |\n  a\n  b\nz: 1\n---\n", 4, "---\nmood: 4\nz: 1\n---\n"},
		{"taken away", "---\na: 1\nmood: 3 # x\n---\n", "", "---\na: 1\n---\n"},
		{"not there to take away", "# T\n", "", "# T\n"},
		{"indented", "---\n  a: 1\n  mood: 3 # x\n---\n", 4, "---\n  a: 1\n  mood: 4 # x\n---\n"},
		{"indented, new", "---\n  a: 1\n---\n", 4, "---\n  a: 1\n  mood: 4\n---\n"},
		{"text over lines", "---\nmood: so\n  so\n# why\nb: 2\n---\n", 4, "---\nmood: 4\n# why\nb: 2\n---\n"},
		{"quotes over lines", "---\nmood: \"so\n  so\" # why\nb: 2\n---\n", 4, "---\nmood: 4 # why\nb: 2\n---\n"},
		{"text over lines taken away", "---\nmood: so\n\n  so\n---\n# T\n", "", "---\n---\n# T\n"},
		{"braces over lines", "---\nmood: {\n  a: 1\n}\n\nb: 2\n---\n", 4, "---\nmood: 4\n\nb: 2\n---\n"},
		{"lines that only YAML has", "---\na: x\u2028 y\u2028 z\u2028 w\nmood: 3\n---\n\n# T\n", 4, "---\na: x\u2028 y\u2028 z\u2028 w\nmood: 4\n---\n\n# T\n"},
		{"a key on one of them", "---\n# x\rmood: 3\u0085b: 2\n---\n# T\n", 4, "---\n# x\rmood: 4\u0085b: 2\n---\n# T\n"},
		{"empty block", "---\n---\n# T\n", 4, "---\nmood: 4\n---\n# T\n"},
	} {
		f := SplitFrontMatter("people/alice/2026-11-20.md", []byte(tt.src))
		got, err := f.SetAll(Pair{"mood", tt.value})
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %q, want %q (%v)", tt.name, got, tt.want, err)
		}
	}
}

func TestFrontMatterFaults(t *testing.T) {
	for src, want := range map[string]string{
		"---\na: 1\nb: [\n---\n":                             "n.md:4: front matter: ",
		"---\n- a\n---\n":                                    "n.md:2: front matter: ",
		"---\na: 1\na: 2\n---\n":                             "n.md:3: front matter: duplicate key a",
		"---\na: x\u2028 y\na: 2\n---\n":                     "n.md:3: front matter: duplicate key a",
		"---\nx: " + strings.Repeat("y", 17<<10) + "\n---\n": "n.md:1: the front matter is larger than 16 KiB",
	} {
		f := SplitFrontMatter("n.md", []byte(src))
		var v map[string]any
		if err := f.Decode(&v); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.30q: %v, want %s", src, err, want)
		}
		if got, err := f.SetAll(Pair{"mood", "4"}); err == nil {
			t.Errorf("%.30q was changed to %.60q", src, got)
		}
	}
}

// FuzzFrontMatter: a key that was set reads back, and no byte outside the
// front matter changes.
func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"", "# A\n", "---\na: 1 # why\nb: [x]\n---\ntext", "---\r\nmood: 3\r\n---\r\n", "---\na: |\n  x\n  y\nmood: 2\n...\n", "\ufeff---\nmood: {a: 1,\n b: 2}\n---\n", "---\na: x\u2028 y\u0085 z\r w\nmood: so\n  so\n---\n\n# T\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		front := SplitFrontMatter("a.md", src)
		out, err := front.SetAll(Pair{"mood", 4})
		if err != nil {
			return
		}
		got := SplitFrontMatter("a.md", out)
		if v, ok := got.Get("mood"); !ok || v.Value != "4" {
			t.Fatalf("set in %q gives %q", src, out)
		}
		if !bytes.HasSuffix(out, src[front.End:]) {
			t.Fatalf("the text of %q became %q", src, out)
		}
		for i := 0; i+1 < len(front.node.Content); i += 2 {
			k := front.node.Content[i].Value
			if v, ok := got.Get(k); k != "mood" && (!ok || v.Value != front.node.Content[i+1].Value) {
				t.Fatalf("setting a key changed %q\nbefore %q\nafter %q", k, src, out)
			}
		}
	})
}
