package merge

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// pairs is how many random merges the laws are tried on.
func pairs(few int) uint64 {
	if n, err := strconv.Atoi(os.Getenv("ONEONONE_PAIRS")); err == nil {
		return uint64(n)
	}
	if testing.Short() {
		return uint64(few / 40)
	}
	return uint64(few)
}

// firstPair is the seed of the first of them: from here or there in the first
// ten thousand, another each time.
func firstPair(t *testing.T) uint64 {
	if os.Getenv("ONEONONE_PAIRS") != "" || testing.Short() {
		return 0
	}
	seed, err := strconv.ParseUint(os.Getenv("ONEONONE_SEED"), 10, 64)
	if err != nil {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("ONEONONE_SEED=%d", seed)
	return seed % 7_000
}

// trial is one random merge.
type trial struct {
	base, ours, theirs, merged []byte
	clean                      bool // git merges it too, and it is git's
}

func newTrial(seed uint64) trial {
	w := newWriter(seed)
	note := w.note(6 + w.IntN(40))
	n := 1 + w.IntN(8)
	t := trial{base: written(note), ours: written(w.edit(note, n)), theirs: written(w.edit(note, n))}
	t.merged = Merge(Note, t.base, t.ours, t.theirs).Text
	_, t.clean = asGit(t.base, t.ours, t.theirs)
	return t
}

// laws hold for every merge; each says what breaks it.
var laws = map[string]func(trial) (broken string){
	"it does not matter which side is ours": func(t trial) string {
		if turned := Merge(Note, t.base, t.theirs, t.ours).Text; !bytes.Equal(t.merged, turned) {
			return string(turned)
		}
		return ""
	},
	"merging again changes nothing": func(t trial) string {
		for _, side := range [][]byte{t.ours, t.theirs} {
			again := Merge(Note, t.base, t.merged, side).Text
			_, clean := asGit(t.base, t.merged, side)
			switch {
			case bytes.Equal(again, t.merged):
			case (t.clean || clean) && slices.Equal(spoken(again), spoken(t.merged)):
				// git's own merge, made again, may count blank lines twice: TestGitMergesAgain
			case (reordered(t.base, t.ours) || reordered(t.base, t.theirs)) && slices.Equal(slices.Sorted(slices.Values(spoken(again))), slices.Sorted(slices.Values(spoken(t.merged)))):
				// lines that were moved may move again, and all are there
			default:
				return string(again)
			}
		}
		return ""
	},
	"what was typed is there": func(t trial) string {
		was, now := countOf(t.base, wordsOf), countOf(t.merged, wordsOf)
		for _, side := range [][]byte{t.ours, t.theirs} {
			for line, n := range countOf(side, wordsOf) {
				if n > was[line] && now[line] == 0 && !wordsThere(t.merged, line) {
					return line
				}
			}
		}
		return ""
	},
	"what both have is there": func(t trial) string {
		theirs, now := countOf(t.theirs, wordsOf), countOf(t.merged, wordsOf)
		for line := range countOf(t.ours, wordsOf) {
			if theirs[line] > 0 && now[line] == 0 {
				return line
			}
		}
		return ""
	},
	"nothing is doubled": func(t trial) string {
		if t.clean {
			return ""
		}
		o, a, b := countOf(t.base, strings.TrimSpace), countOf(t.ours, strings.TrimSpace), countOf(t.theirs, strings.TrimSpace)
		for line, n := range countOf(t.merged, strings.TrimSpace) {
			if n > 1 && n > o[line]+max(0, a[line]-o[line])+max(0, b[line]-o[line]) {
				return line
			}
		}
		return ""
	},
	"what one deleted and the other left alone stays deleted": func(t trial) string {
		if t.clean {
			return ""
		}
		a, b, now := countOf(t.ours, strings.TrimSpace), countOf(t.theirs, strings.TrimSpace), countOf(t.merged, strings.TrimSpace)
		for line, n := range countOf(t.base, strings.TrimSpace) {
			left := t.ours // alone by this side
			if a[line] < n {
				left = t.theirs
			}
			if (a[line] < n && b[line] == n || b[line] < n && a[line] == n) && now[line] > min(a[line], b[line]) && !moved(t.base, left, line) {
				return line
			}
		}
		return ""
	},
}

func TestLaws(t *testing.T) {
	const shards = 4
	first := firstPair(t)
	for shard := range uint64(shards) {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			conflicts := 0
			for seed := first + shard; seed < first+pairs(2_000); seed += shards {
				r := newTrial(seed)
				if !r.clean {
					conflicts++
				}
				for law, check := range laws {
					if broken := check(r); broken != "" {
						t.Fatalf("seed %d: %s: %q\n--- base\n%s--- ours\n%s--- theirs\n%s--- merged\n%s", seed, law, broken, r.base, r.ours, r.theirs, r.merged)
					}
				}
			}
			t.Logf("%d merges were conflicts for git", conflicts)
		})
	}
}

// countOf counts the lines of a text that are not blank.
func countOf(src []byte, of func(string) string) map[string]int {
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

// spoken are the lines that are not blank.
func spoken(src []byte) []string {
	return slices.DeleteFunc(strings.Split(string(src), "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// reordered reports whether lines that a side kept stand in another order.
func reordered(base, side []byte) bool {
	common := func(a, b []byte) []string {
		has := countOf(b, strings.TrimSpace)
		return slices.DeleteFunc(spoken(a), func(s string) bool { return has[strings.TrimSpace(s)] == 0 })
	}
	return !slices.Equal(common(base, side), common(side, base))
}

// moved reports whether a side has a line on another side of another line.
func moved(base, side []byte, line string) bool {
	at := func(src []byte) map[string]int {
		all := map[string]int{}
		for i, s := range spoken(src) {
			all[strings.TrimSpace(s)] = i
		}
		return all
	}
	was, is := at(base), at(side)
	for other, i := range was {
		if k, ok := is[other]; ok && (i < was[line]) != (k < is[line]) {
			return true
		}
	}
	return false
}

// wordsThere reports whether all words of a line are in the text, for a line
// whose owner and words came from two sides.
func wordsThere(m []byte, line string) bool {
	have := map[string]bool{}
	for w := range strings.FieldsSeq(strings.ToLower(string(m))) {
		have[strings.Trim(w, "*_~")] = true
	}
	return !slices.ContainsFunc(strings.Fields(line), func(w string) bool { return !have[w] })
}
