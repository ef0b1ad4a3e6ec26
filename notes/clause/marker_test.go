package clause

import (
	"strings"
	"testing"
)

// A remark may stand between a marker and its colon, unless it is long.
func TestMarkerAside(t *testing.T) {
	g := NewLexicon(NewNames(NameSet{}, nil), nil)
	for length, want := range map[int]bool{2: true, maxAside - 4: true, maxAside - 3: false} {
		text := "AI, " + strings.Repeat("x", length) + ": send the slides"
		if _, ok := g.ReadMarker(text, Voice{}); ok != want {
			t.Errorf("%q is marked: %v, want %v", text, ok, want)
		}
	}
}
