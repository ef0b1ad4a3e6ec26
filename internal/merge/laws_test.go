package merge

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// pairs is how many random merges the laws are tried on.
func pairs(t *testing.T, few int) uint64 {
	if n, err := strconv.Atoi(os.Getenv("ONEONONE_PAIRS")); err == nil {
		return uint64(n)
	}
	if testing.Short() {
		return uint64(few / 10)
	}
	return uint64(few)
}

// triple is a note and two edits of it, from a seed.
func triple(seed uint64) (base, ours, theirs []byte) {
	w := newWriter(seed)
	note := w.note(6 + w.IntN(40))
	n := 1 + w.IntN(8)
	return written(note), written(w.edit(note, n)), written(w.edit(note, n))
}

// tally counts the lines of a text that are not blank.
func tally(src []byte, of func(string) string) map[string]int {
	n := map[string]int{}
	for line := range strings.Lines(string(src)) {
		if s := of(strings.TrimRight(line, "\r\n")); s != "" {
			n[s]++
		}
	}
	return n
}

// wordsOf is a line without bullet, box, metadata, emphasis and case; of a line
// that offers a choice it is the version.
func wordsOf(s string) string {
	if v, ok := Other(s); ok {
		s = v
	}
	if v, ok := otherKey(s); ok {
		s = v
	}
	return readLine(s, nil).bodies[0].plain()
}

func whole(s string) string { return strings.TrimSpace(s) }

func TestLaws(t *testing.T) {
	conflicts, choices := 0, 0
	broken := map[string]int{}
	for seed := range pairs(t, 10_000) {
		base, ours, theirs := triple(seed)
		got := Merge(Note, base, ours, theirs)
		m := got.Text
		_, clean := asGit(base, ours, theirs) // then it is git's, whatever git does
		if !clean {
			conflicts++
		}
		choices += len(got.Decide)
		fail := func(law string, args ...any) {
			t.Helper()
			broken[law]++
			if broken[law] > 1 {
				return
			}
			t.Errorf("seed %d: %s %q\n--- base\n%s--- ours\n%s--- theirs\n%s--- merged\n%s", seed, law, args, base, ours, theirs, m)
		}
		if turned := Merge(Note, base, theirs, ours).Text; !bytes.Equal(m, turned) {
			fail("the sides turned round give something else", string(turned))
		}
		for _, side := range [][]byte{ours, theirs, m} {
			again := Merge(Note, base, m, side).Text
			if clean && slices.Equal(spokenLines(again), spokenLines(m)) {
				continue // git's own merge, made again, may count blank lines twice
			}
			if (reordered(base, ours) || reordered(base, theirs)) && slices.Equal(slices.Sorted(slices.Values(spokenLines(again))), slices.Sorted(slices.Values(spokenLines(m)))) {
				continue // lines that were moved may be moved again, and all are there
			}
			if !bytes.Equal(again, m) {
				fail("merging again changes something", string(side), string(again))
			}
		}
		o, a, b, after := tally(base, wordsOf), tally(ours, wordsOf), tally(theirs, wordsOf), tally(m, wordsOf)
		for _, side := range []map[string]int{a, b} {
			for line, n := range side {
				if n > o[line] && after[line] < min(n-o[line], 1) && !wordsThere(m, line) {
					fail("a line that was typed is gone", line)
				}
			}
		}
		for line := range a {
			if b[line] > 0 && after[line] == 0 {
				fail("a line that both have is gone", line)
			}
		}
		o, a, b, after = tally(base, whole), tally(ours, whole), tally(theirs, whole), tally(m, whole)
		for line, n := range after {
			if clean {
				break
			}
			if most := o[line] + max(0, a[line]-o[line]) + max(0, b[line]-o[line]); n > most && n > 1 {
				fail("a line is doubled", line)
			}
		}
		for line, n := range o {
			if clean {
				break
			}
			if (a[line] < n && b[line] == n || b[line] < n && a[line] == n) && after[line] > min(a[line], b[line]) {
				fail("a deleted line came back", line)
			}
		}
		for line := range a {
			if strings.HasPrefix(line, "- [ ]") && b[line] > 0 && after[line] == 0 && tally(m, wordsOf)[wordsOf(line)] == 0 {
				fail("a promise that both have open is gone", line)
			}
		}
	}
	t.Log(broken)
	t.Logf("%d merges were conflicts for git, with %d lines to choose", conflicts, choices)
}

// spokenLines are the lines that are not blank.
func spokenLines(src []byte) []string {
	return slices.DeleteFunc(strings.Split(string(src), "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// reordered reports whether lines that a side kept stand in another order.
func reordered(base, side []byte) bool {
	common := func(a, b []byte) []string {
		has := tally(b, whole)
		return slices.DeleteFunc(spokenLines(a), func(s string) bool { return has[whole(s)] == 0 })
	}
	return !slices.Equal(common(base, side), common(side, base))
}

// wordsThere reports whether all words of a line are in the text, for a line
// whose owner and words came from two sides.
func wordsThere(m []byte, line string) bool {
	have := map[string]int{}
	for _, w := range strings.Fields(strings.ToLower(string(m))) {
		have[strings.Trim(w, "*_~")]++
	}
	for _, w := range strings.Fields(line) {
		if have[w] == 0 {
			return false
		}
	}
	return true
}
