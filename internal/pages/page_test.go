package pages_test

import (
	"strings"
	"testing"

	"oneonone/internal/pages"
)

// TestPagesHaveNoControlCharacters writes what somebody pasted from a terminal:
// a browser shows nothing of it, and a pager on the file would obey it.
func TestPagesHaveNoControlCharacters(t *testing.T) {
	var b strings.Builder
	if err := pages.Write(&b, "Alice\x1b]0;x\a", "<p>one\ttwo\r\nthree\x1b[31m\a\x7f\u009b</p>"); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\a\x7f\u009b") || !strings.Contains(b.String(), "<p>one\ttwo\r\nthree[31m</p>") {
		t.Errorf("written is %q", b.String())
	}
}
