package markdown

import "testing"

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
