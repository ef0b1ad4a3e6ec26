package notes

import (
	"strings"
	"testing"
)

func TestFrontMatterSet(t *testing.T) {
	for _, tt := range []struct{ name, src, value, want string }{
		{"new key", "---\na: 1\n---\n\n# T\n", "4", "---\na: 1\nmood: 4\n---\n\n# T\n"},
		{"kept comment", "---\nmood: 3   # so so\nb: 2\n---\n", "4", "---\nmood: 4   # so so\nb: 2\n---\n"},
		{"no block", "# T\n", "4", "---\nmood: 4\n---\n\n# T\n"},
		{"no block, mark of a byte order", "\ufeff# T\r\n", "4", "\ufeff---\r\nmood: 4\r\n---\r\n\r\n# T\r\n"},
		{"windows", "---\r\nmood: 3\r\n---\r\n", "4", "---\r\nmood: 4\r\n---\r\n"},
		{"several lines", "---\nmood:\n  - a\n  - b\nz: 1\n---\n", "4", "---\nmood: 4\nz: 1\n---\n"},
		{"block text", "---\nmood: |\n  a\n  b\nz: 1\n---\n", "4", "---\nmood: 4\nz: 1\n---\n"},
		{"taken away", "---\na: 1\nmood: 3 # x\n---\n", "", "---\na: 1\n---\n"},
		{"not there to take away", "# T\n", "", "# T\n"},
		{"indented", "---\n  a: 1\n  mood: 3 # x\n---\n", "4", "---\n  a: 1\n  mood: 4 # x\n---\n"},
		{"indented, new", "---\n  a: 1\n---\n", "4", "---\n  a: 1\n  mood: 4\n---\n"},
		{"empty block", "---\n---\n# T\n", "4", "---\nmood: 4\n---\n# T\n"},
	} {
		f := splitFrontMatter("people/alice/2026-11-20.md", []byte(tt.src))
		got, err := f.Set("mood", tt.value)
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %q, want %q (%v)", tt.name, got, tt.want, err)
		}
	}
}

func TestFrontMatterFaults(t *testing.T) {
	for src, want := range map[string]string{
		"---\na: 1\nb: [\n---\n":                             "n.md:4: front matter: ",
		"---\n- a\n---\n":                                    "n.md:2: front matter: ",
		"---\na: 1\na: 2\n---\n":                             "n.md:3: front matter: the key a is there twice",
		"---\nx: " + strings.Repeat("y", 17<<10) + "\n---\n": "n.md:1: the front matter is larger than 16 KiB",
	} {
		f := splitFrontMatter("n.md", []byte(src))
		var v map[string]any
		if err := f.Decode(&v); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.30q: %v, want %s", src, err, want)
		}
		if got, err := f.Set("mood", "4"); err == nil {
			t.Errorf("%.30q was changed to %.60q", src, got)
		}
	}
}
