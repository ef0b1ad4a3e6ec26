// Package sliptest makes the slips that people make when they write in a hurry
// or paste, and holds what the program makes of texts with slips in them: nobody
// has judged those, so they are compared with what was made of them before, as
// sums in a file of the test's data.
package sliptest

import (
	"hash/fnv"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// Rand draws the same for the same name.
func Rand(name string) *rand.Rand {
	seed := fnv.New64a()
	seed.Write([]byte(name))
	return rand.New(rand.NewPCG(seed.Sum64(), 0))
}

// Slip is the line with a slip in it. It may be several lines then, or none.
func Slip(r *rand.Rand, line []byte) []byte {
	text := strings.TrimRight(string(line), "\r\n")
	end := string(line[len(text):])
	words := strings.SplitAfter(text, " ")
	k := r.IntN(len(words))
	at := 0 // somewhere between two letters
	for n := r.IntN(utf8.RuneCountInString(text) + 1); n > 0; n-- {
		at += size(text[at:])
	}
	join := func(words ...[]string) string { return strings.Join(slices.Concat(words...), "") }
	one := func(of ...string) string { return of[r.IntN(len(of))] }
	switch r.IntN(14) {
	case 0:
		text = join(words[:k])
	case 1:
		text = join(words[k:])
	case 2:
		text = join(words[:k], words[k+1:])
	case 3:
		text = join(words[:k+1], words[k:])
	case 4:
		text = text[:at]
	case 5:
		text = text[:at] + text[at+size(text[at:]):]
	case 6:
		text = text[size(text):]
	case 7:
		text = text[:at] + one(strings.Split(" :-*_~()[]#@.,;0129x", "")...) + text[at:]
	case 8:
		text = one("  ", "\t", "    ", "> ", "- ", "- [ ] ", "- [x] ", "1. ", "# ", "## ", "**", "| ") + text
	case 9:
		text += one("  ", ".", ":", " (", ")", "**", "~~", " |", "\\", " by friday", " (due 2026-12-04)", " 12/11")
	case 10:
		text = strings.ToUpper(text)
	case 11:
		end += end
	case 12:
		end = " "
	case 13:
		text, end = "", ""
	}
	return []byte(text + end)
}

// size is that of the text's first letter, in bytes.
func size(text string) int {
	_, n := utf8.DecodeRuneInString(text)
	return n
}

// Draws is how many of n texts a test draws: all of them, and the quick tests a
// twentieth.
func Draws(n int) int {
	if testing.Short() {
		return max(1, n/20)
	}
	return n
}

// Hold compares sums with those that the file holds, the quick tests with as many
// of its lines, and writes them there where tests are run with UPDATE=1.
func Hold(t *testing.T, file, sums string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" && !testing.Short() {
		if err := os.WriteFile(file, []byte(sums), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		lines := strings.SplitAfter(string(want), "\n")
		want = []byte(strings.Join(lines[:min(strings.Count(sums, "\n"), len(lines))], ""))
	}
	if d := cmp.Diff(string(want), sums); d != "" {
		t.Errorf("%s: what is made of texts with slips is another (-v prints it, for a diff; UPDATE=1 keeps it) (-want +got):\n%s", file, d)
	}
}
