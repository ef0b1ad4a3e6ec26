package merge

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A long text takes as long as its size asks for, whatever was done to it:
// with a pairing of every line with every other this test does not end.
func TestLargeTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var base []string
	for i := range 15_000 {
		base = append(base, fmt.Sprintf("- [ ] Alice to send number %d of the plan", i))
	}
	half := slices.DeleteFunc(slices.Clone(base), func(s string) bool { return strings.HasSuffix(s, "1 of the plan") })
	turned := slices.Clone(base)
	slices.Reverse(turned)
	var ticked, same []string
	for i, s := range base {
		ticked = append(ticked, strings.Replace(s, "[ ]", "[x]", 1))
		same = append(same, "- topic")
		if i%2 == 0 {
			same = append(same, "")
		}
	}
	for name, sides := range map[string][2][]string{
		"deleted and ticked": {half, ticked}, "turned round and ticked": {turned, ticked},
		"all the same": {same, same[1:]}, "nothing left": {base[:1], ticked},
	} {
		t.Run(name, func(t *testing.T) {
			if len(Merge(Note, written(base), written(sides[0]), written(sides[1])).Text) == 0 {
				t.Error("nothing is left")
			}
		})
	}
}
