package lookup

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// What is ASCII folds as any other text does.
func TestFoldOfASCII(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 7))
	for range 20_000 {
		text := make([]byte, r.IntN(8))
		for i := range text {
			text[i] = byte(r.IntN(utf8.RuneSelf))
		}
		if got, ok := foldASCII(string(text)); !ok || got != foldRunes(string(text)) {
			t.Fatalf("%q folds to %q, want %q", text, got, foldRunes(string(text)))
		}
	}
	if got, ok := foldASCII("Zoë"); ok {
		t.Errorf("Zoë folds to %q", got)
	}
}
