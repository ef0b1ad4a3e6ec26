package text

import (
	"bytes"
	"testing"
)

// Lower gives what bytes.ToLower gives, wherever eight bytes begin.
func TestLower(t *testing.T) {
	var all []byte
	for c := range 256 {
		all = append(all, byte(c))
	}
	all = append(all, "[`@{Zz Aa É E\u0301 ſ K İ STRASSE ΑΩ ALL OF IT IS ASCII"...)
	for from := range all {
		if got, want := Lower(nil, all[from:]), bytes.ToLower(all[from:]); !bytes.Equal(got, want) {
			t.Fatalf("from %d: %q, want %q", from, got, want)
		}
	}
}
