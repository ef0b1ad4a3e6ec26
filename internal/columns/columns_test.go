package columns

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestWrap(t *testing.T) {
	for _, tt := range []struct{ text, soft, hard string }{
		{"one two three four", "one two\nthree four", "one two\nthree four"},
		{"a one-to-one talk", "a one-to-\none talk", "a one-to-\none talk"},
		{"see https://example.org/a", "see\nhttps://example.org/a", "see\nhttps://ex\nample.org/\na"},
		{"日本語の一対一の会議", "日本語の一対一の会議", "日本語の一\n対一の会議"},
		{"a\nbc  d", "a\nbc  d", "a\nbc  d"},
		{"\x1b[1mbold and wide\x1b[0m", "\x1b[1mbold and\nwide\x1b[0m", "\x1b[1mbold and\nwide\x1b[0m"},
	} {
		if got := Wrap(tt.text, 10); got != tt.soft {
			t.Errorf("Wrap(%q)\n got %q\nwant %q", tt.text, got, tt.soft)
		}
		if got := WrapAll(tt.text, 10); got != tt.hard {
			t.Errorf("WrapAll(%q)\n got %q\nwant %q", tt.text, got, tt.hard)
		}
	}
}

// FuzzColumns measures with another library, and looks for lost text and wide lines.
func FuzzColumns(f *testing.F) {
	f.Add("a one-to-one talk 日本語 é 👩‍👩‍👧‍👦 \x1b[1mbold\x1b[0m", 10)
	f.Fuzz(func(t *testing.T, s string, width int) {
		s = strings.ToValidUTF8(s, "?")
		width = 2 + max(0, width)%100
		if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }) {
			return // cleaned away before it is measured
		}
		if got, want := Width(s), ansi.StringWidth(s); got != want {
			t.Errorf("%q is %d columns wide, not %d", s, got, want)
		}
		if cut := Cut(s, width, "…"); Width(cut) > width {
			t.Errorf("%q cut to %d columns is %q", s, width, cut)
		}
		head, n, tail := Split(s, width)
		if head+tail != s || n != Width(head) || n > width || head == "" && s != "" {
			t.Errorf("%q split at %d is %q, %d, %q", s, width, head, n, tail)
		}
		for _, text := range []string{Wrap(s, width), WrapAll(s, width)} {
			if without(text) != without(s) {
				t.Errorf("%q wrapped at %d is %q", s, width, text)
			}
		}
		for line := range strings.SplitSeq(WrapAll(s, width), "\n") {
			if Width(line) > width && strings.TrimLeft(line, " ") != "" {
				t.Errorf("%q wrapped at %d has the line %q", s, width, line)
			}
		}
	})
}

func without(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
