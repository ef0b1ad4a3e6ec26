package merge

import (
	"crypto/sha256"
	"fmt"
	"testing"

	"oneonone/internal/sliptest"
)

// Two laptops merge the same texts, and need not have the same version of the
// program: a merge that came out otherwise than it did would part them.
func TestMergesComeOutAsTheyDid(t *testing.T) {
	var sums string
	for part := range uint64(sliptest.Draws(40)) {
		sum := sha256.New()
		r := sliptest.Rand(fmt.Sprint(part))
		for seed := part * 25; seed < (part+1)*25; seed++ {
			w := newWriter(seed)
			note := w.note(6 + w.IntN(30))
			slips := func(lines []string) []byte {
				for i := range lines {
					if lines[i] != "" && r.IntN(8) == 0 {
						lines[i] = string(sliptest.Slip(r, []byte(lines[i])))
					}
				}
				return written(lines)
			}
			base, ours, theirs := written(note), slips(w.edit(note, 5)), slips(w.edit(note, 5))
			for _, base := range [][]byte{base, nil} {
				merged := Merge(Note, base, ours, theirs)
				reversed, ok := Reverse(Note, base, ours, theirs)
				fmt.Fprintf(sum, "%s%v%v%v%s%t", merged.Text, merged.Decide, Undecided(merged.Text), ConflictLine(merged.Text), reversed, ok)
				if testing.Verbose() {
					t.Logf("part %d\n--- base\n%s--- ours\n%s--- theirs\n%s--- merged\n%s--- reversed %t\n%s", part, base, ours, theirs, merged.Text, ok, reversed)
				}
			}
		}
		sums += fmt.Sprintf("part %d %.6x\n", part, sum.Sum(nil))
	}
	sliptest.Hold(t, "testdata/slips", sums)
}
