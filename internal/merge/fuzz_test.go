package merge

import (
	"bytes"
	"testing"
)

// FuzzMerge: any three texts merge, whichever side is ours, and what both have
// is there.
func FuzzMerge(f *testing.F) {
	for _, s := range [][3]string{
		{"", "# A\n", "# B\n"},
		{"---\na: 1\nb: [x]\n---\ntext\n", "---\na: 2\nb: [x, y]\n---\ntext\n", "---\na: 3\nb: [z]\n---\n- text\n"},
		{"a: x\u2028  y\u2029  z\nb: 2\n", "a: x\u2028  y\u2029  z\nb: 3\nc: 1\n", "a: x\u2028  y\u2029  z\nb: 4\nd: 1\n"},
		{"# x\r\r\rb: 2\nc: 1\n", "# x\r\r\rb: 2\nc: 2\n", "# x\r\r\rb: 2\nc: 3\n"},
		{"a: 1\u0085b: 2\u0085c: 3\nd: 4\n", "a: 1\u0085b: 2\u0085c: 3\nd: 5\n", "a: 1\u0085b: 2\u0085c: 3\nd: 6\n"},
		{"- [ ] one\n", "- [x] one\n- two\n", "- [ ] one (due 2026-11-20)\n\n```\n- two\n"},
	} {
		f.Add([]byte(s[0]), []byte(s[1]), []byte(s[2]))
	}
	f.Fuzz(func(t *testing.T, base, ours, theirs []byte) {
		for _, kind := range []Kind{Plain, Note, YAML} {
			merged := Merge(kind, base, ours, theirs)
			if turned := Merge(kind, base, theirs, ours); !bytes.Equal(merged.Text, turned.Text) {
				t.Fatalf("kind %d: merged\n%q\nturned\n%q", kind, merged.Text, turned.Text)
			}
			if bytes.Equal(base, ours) && !bytes.Equal(merged.Text, theirs) {
				t.Fatalf("kind %d: only theirs changed, and it became\n%q", kind, merged.Text)
			}
		}
	})
}
