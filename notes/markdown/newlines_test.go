package markdown

import "testing"

func TestNewlineOf(t *testing.T) {
	for src, want := range map[string]string{
		"":           "\n",
		"one":        "\n",
		"\none\r\n":  "\n",
		"one\n":      "\n",
		"\r\none\n":  "\r\n",
		"one\r\ntwo": "\r\n",
		"one\rtwo\n": "\n",
	} {
		if got := NewlineOf([]byte(src)); got != want {
			t.Errorf("lines of %q end in %q, want %q", src, got, want)
		}
	}
}
