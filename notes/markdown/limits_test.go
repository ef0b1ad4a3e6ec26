package markdown

import (
	"strings"
	"testing"
)

func TestNesting(t *testing.T) {
	for line, want := range map[string]int{
		"":                0,
		"words":           0,
		"    words\n":     0,
		"- one":           1,
		"-one":            0,
		"> > - one\n":     3,
		"12. one\n":       1,
		"12) one\r\n":     1,
		"1.":              1,
		"12":              0, // ends where a mark could follow
		"> 2026":          1,
		"12 people\n":     0,
		"12.5 people\n":   0,
		"\t\t- one\n":     4,
		"      - [ ] one": 3,
		"- - - ":          3,
	} {
		if got := Nesting([]byte(line)); got != want {
			t.Errorf("%q opens %d, want %d", line, got, want)
		}
	}
}

// Each limit lets just what it says pass.
func TestTooMuch(t *testing.T) {
	of := strings.Repeat
	row := of("|", 1024) + "\n"
	for _, tt := range []struct{ name, most, more, why string }{
		{"bytes", of("a\n", MaxBody/2), "a", "the note is larger than 256 KiB"},
		{"levels", of(">", MaxNesting), ">", "lists or quotes are nested too deeply"},
		{"levels of an item", of("> ", MaxNesting-1) + "10. a\n" + of(">", MaxNesting), "- ", "lists or quotes are nested too deeply"},
		{"indentation", of("\t", MaxNesting/2) + "- a\n" + of("\t", MaxNesting/2), "  - a", "lists or quotes are nested too deeply"},
		{"lines times levels", of(">", 16) + "a\n" + of("a\n", 1<<16-1), "a\n", "too many lines are nested too deeply"},
		{"marks times bytes", of("[", 12800) + of("a", 16384-12800), "a", "brackets or emphasis are too tangled"},
		{"of two paragraphs", of("[", 12800) + of("a", 16384-12800-1) + "\n\n", "[", "brackets or emphasis are too tangled"},
		{"cells left out", row + of("a\n", 64), "a" + row[1:] + row[:1023] + "\n", "rows of tables leave out too many cells"},
	} {
		if why := TooMuch([]byte(tt.most)); why != "" {
			t.Errorf("%s: %s", tt.name, why)
		}
		if why := TooMuch([]byte(tt.most + tt.more)); why != tt.why {
			t.Errorf("%s, one more: %q, want %q", tt.name, why, tt.why)
		}
	}
}
