package lookup

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// Looked for at one go, words are found where each is by itself.
func FuzzNeedles(f *testing.F) {
	f.Add("a,ab,abc,b,é,,zz", "xabcab zé a")
	f.Add("migration,rate,at", "the migrations")
	f.Fuzz(func(t *testing.T, list, text string) {
		words := strings.Split(list, ",")
		if len(words) > 50 || len(text) > 1000 {
			t.Skip()
		}
		type place struct{ at, word int }
		var got, want []place
		NeedlesOf(words).Each([]byte(text), func(at, word int) bool {
			got = append(got, place{at, word})
			return true
		})
		for at := range len(text) {
			for i, w := range words {
				if w != "" && bytes.HasPrefix([]byte(text[at:]), []byte(w)) {
					want = append(want, place{at, i})
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q in %q: %v, want %v", words, text, got, want)
		}
	})
}
