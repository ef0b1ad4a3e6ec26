package noting

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// FuzzInbox takes the lines of an inbox in any order while a program appends to
// it: every line is taken or still there, none twice, and no byte of another
// line changes.
func FuzzInbox(f *testing.F) {
	f.Add("alice: one\r\ntwo\r\n", "three", uint8(1))
	f.Add("\ufeffone\n\n  \ntwo", "\nthree\r\n", uint8(0))
	f.Add("same\nsame\n", "same", uint8(7))
	f.Add("- [ ] box\n# head\n\x1b[31mred\x00\n", "", uint8(3))
	f.Fuzz(func(t *testing.T, was, appended string, order uint8) {
		src := []byte(was)
		waiting := waitingIn(src)
		src = append(src, appended...)
		before := rawLines(src)
		for len(waiting) > 0 {
			i := int(order) % len(waiting)
			line := waiting[i]
			waiting = slices.Delete(waiting, i, i+1)
			rest, ok := without(src, line.raw)
			if !ok {
				if strings.HasSuffix(was, "\n") || line.raw != lastOf(was) {
					t.Fatalf("%q is not in %q", line.raw, src)
				}
				continue // it was still being written, and stays
			}
			if len(rest) >= len(src) {
				t.Fatalf("%q: nothing was taken out of %q", line.raw, src)
			}
			src = rest
			at := slices.Index(before, line.raw)
			before = slices.Delete(before, at, at+1)
		}
		after := rawLines(src)
		if last := len(before) - 1; last >= 0 && before[last] == "" {
			before = before[:last]
		}
		if last := len(after) - 1; last >= 0 && after[last] == "" {
			after = after[:last]
		}
		if !slices.Equal(before, after) {
			t.Fatalf("left are %q, of what should be %q", after, before)
		}
	})
}

// rawLines are all lines, empty ones too.
func rawLines(src []byte) []string {
	var all []string
	for line := range bytes.Lines(src) {
		all = append(all, bare(line, len(all) == 0))
	}
	return all
}

func lastOf(s string) string {
	all := rawLines([]byte(s))
	return all[len(all)-1]
}
