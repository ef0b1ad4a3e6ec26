package markdown

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"gopkg.in/yaml.v3"

	"oneonone/internal/text"
)

func checkFront(t *testing.T, raw []byte) bool {
	t.Helper()
	got, ok := plainFront(raw)
	if !ok {
		return false
	}
	var want yaml.Node
	if err := text.ReadYAML(raw, &want); err != nil || len(want.Content) != 1 {
		t.Fatalf("%q: %v", raw, err)
	}
	if !reflect.DeepEqual(got, *want.Content[0]) {
		t.Fatalf("%q: %+v, of yaml.v3 %+v", raw, got, *want.Content[0])
	}
	return true
}

// Words of all sorts as keys and as values.
func TestAnyFrontMatterIsReadAsYAMLReadsIt(t *testing.T) {
	words := []string{"date", "2026-11-20", "mood", "4", "status", "skipped", "in-person", "Alice Martin", "yes", "no", "on", "null", "true", "NaN", ".5", "1.5", "1e3",
		"0x1f", "0o7", "1_000", "12.", "inf", "a - b", "a  b", "x", "", " y", "z ", "- a", "é", "a: b", "[a]", "'a'", "a #b", "<<", "2026-11-20 10", "9999-99-99", "\t", "?", "a/b"}
	r := rand.New(rand.NewPCG(5, 6))
	plain := 0
	for range 4000 {
		var raw []byte
		for range 1 + r.IntN(3) {
			raw = append(raw, words[r.IntN(len(words))]+": "+words[r.IntN(len(words))]+"\n"...)
		}
		if r.IntN(6) == 0 {
			raw = raw[:len(raw)-1]
		}
		if checkFront(t, raw) {
			plain++
		}
	}
	if plain < 500 {
		t.Errorf("only %d are plain", plain)
	}
}

func FuzzPlainFront(f *testing.F) {
	f.Add([]byte("date: 2026-11-20\nmood: 4\n"))
	f.Fuzz(func(t *testing.T, raw []byte) { checkFront(t, raw) })
}
