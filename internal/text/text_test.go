package text

import (
	"fmt"
	"strings"
	"testing"
)

func TestYAML(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{"Sam Rivera", "Sam Rivera"},
		{"2026-11-20", "2026-11-20"},
		{"14:00", `"14:00"`},
		{"two\nlines", `"two\nlines"`},
		{"true", `"true"`},
		{"", `""`},
		{"a: b # c", `'a: b # c'`},
		{30, "30"},
		{[]string{"AM", "x: y"}, "[AM, 'x: y']"},
		{[]string{"2026-11-06", "2026-11-13"}, "[2026-11-06, 2026-11-13]"},
		{map[string]any{"max": 5}, "{max: 5}"},
	} {
		if got, err := YAML(c.value); err != nil || got != c.want {
			t.Errorf("%#v is written %s, want %s (%v)", c.value, got, c.want, err)
		}
	}
}

func TestUnspaced(t *testing.T) {
	for r, want := range map[rune][2]bool{'a': {}, 'é': {}, '한': {}, 'ไ': {true, false}, '待': {true, true}, 'か': {true, true}} {
		if got := [2]bool{Unspaced(r), Ideographic(r)}; got != want {
			t.Errorf("%c: %v, want %v", r, got, want)
		}
	}
}

// A thousand bytes can say ten million values, and did until the memory was full.
func TestReadYAMLRefusesWhatMultiplies(t *testing.T) {
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'j'; c++ {
		before := "*" + string(c-1)
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.Repeat(before+", ", 8)+before)
	}
	for src, want := range map[string]string{
		bomb:                             "yaml: line 5: aliases (*) repeat too much",
		"a: &a [x, *a]\n":                "yaml: line 1: aliases (*) repeat too much",
		"a: &a {b: c}\nd: {<<: *a}\n":    "",
		"a: &a [x, y]\nb: *a\nc: [*a]\n": "",
		"a: [":                           "yaml: line 1: did not find expected node content",
		"":                               "",
	} {
		var v map[string]any
		err := ReadYAML([]byte(src), &v)
		if got := fmt.Sprint(err); got != want && (err != nil || want != "") {
			t.Errorf("%.40q: %v, want %q", src, err, want)
		}
	}
}
