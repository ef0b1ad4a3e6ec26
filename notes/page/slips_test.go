package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"oneonone/notes/clause"
)

const slipsFile = "testdata/golden/slips"

// The notes of the corpus are read, and its promises marked, as they were when
// ReadingVersion was last raised: each of their lines with
// slips in it. The corpus says what is right; this holds that what people mistype,
// which nobody judged, does not come to mean something else unnoticed, and that
// no memory goes on showing what was read before. Where a sum changes for a
// reason, raise ReadingVersion and write the sums anew with UPDATE=1; what was
// read is printed with -v, for a diff.
func TestSlipsAreReadAsTheyWere(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	files, err := filepath.Glob("testdata/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	sums := fmt.Sprintf("version %d\n", ReadingVersion)
	g := CorpusGrammar()
	for _, file := range files {
		path, src := CorpusNote(t, file)
		name := filepath.Base(file)
		read, edited := sha256.New(), sha256.New()
		for _, s := range slipsOf(name, src) {
			says := readingOf(t, g, path, s.note)
			read.Write(says)
			if testing.Verbose() {
				t.Logf("%s\n%s\n%s", name, s.note, says)
			}
			edited.Write(editsOf(g, path, s))
		}
		sums += fmt.Sprintf("%s read %.6x edited %.6x\n", name, read.Sum(nil), edited.Sum(nil))
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(slipsFile, []byte(sums), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(slipsFile)
	if d := cmp.Diff(string(want), sums); d != "" {
		t.Errorf("%s (%v), is ReadingVersion raised? (-want +got):\n%s", slipsFile, err, d)
	}
}

// slipped is a piece of a note with a slip in one of its lines, from 1.
type slipped struct {
	note []byte
	line int
}

// slipsOf gives each line with slips in it, always the same, among its neighbours
// and below its heading.
func slipsOf(name string, src []byte) []slipped {
	seed := fnv.New64a()
	seed.Write([]byte(name))
	r := rand.New(rand.NewPCG(seed.Sum64(), 0))
	lines := bytes.SplitAfter(src, []byte("\n"))
	var all []slipped
	heading := 0
	for i, line := range lines {
		if bytes.HasPrefix(line, []byte("#")) {
			heading = i
		}
		from := max(heading, i-2)
		before := slices.Clone(lines[from:i])
		if from > heading {
			before = slices.Insert(before, 0, lines[heading])
		}
		after := lines[i+1 : min(i+3, len(lines))]
		for range 3 {
			all = append(all, slipped{bytes.Join(slices.Concat(before, [][]byte{slip(r, line)}, after), nil), len(before) + 1})
		}
	}
	return all
}

// slip changes a line as people do who are in a hurry, or paste.
func slip(r *rand.Rand, line []byte) []byte {
	text := strings.TrimRight(string(line), "\r\n")
	end := string(line[len(text):])
	words := strings.SplitAfter(text, " ")
	k := r.IntN(len(words))
	_, first := utf8.DecodeRuneInString(text)
	at := 0 // somewhere between two letters
	for n := r.IntN(utf8.RuneCountInString(text) + 1); n > 0; n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	_, next := utf8.DecodeRuneInString(text[at:])
	join := func(words ...[]string) string { return strings.Join(slices.Concat(words...), "") }
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
		text = text[:at] + text[at+next:]
	case 6:
		text = text[first:]
	case 7:
		text = text[:at] + string([]rune(" :-*_~()[]#@.,;0129x")[r.IntN(20)]) + text[at:]
	case 8:
		text = []string{"  ", "\t", "    ", "> ", "- ", "- [ ] ", "- [x] ", "1. ", "# ", "## ", "**", "| "}[r.IntN(12)] + text
	case 9:
		text += []string{"  ", ".", ":", " (", ")", "**", "~~", " |", "\\", " by friday", " (due 2026-12-04)", " 12/11"}[r.IntN(12)]
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

// readingOf is all that a note says, as an entry and as a top page.
func readingOf(t *testing.T, g *Grammar, path string, src []byte) []byte {
	e, top := g.ParseEntry(path, src), g.ParseTopPage("people/alice/README.md", src)
	near := func(string) []string { return nil }
	says, err := json.Marshal([]any{e.Title(), e.Meeting(), e.Agenda(), e.Sections(), e.Topics(), e.Goals(), e.Actions(), e.Explain(), e.Tags(),
		e.Remarks(), e.Dated(), e.Hints(), e.Unclosed(), e.NearMisses(near), e.Faults(), top.Goals(), top.Hopper(), top.Remarks()})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range e.Actions() {
		says = fmt.Appendf(says, "\n%+v %q", a.Place, a.Key)
	}
	return append(says, '\n')
}

// editsOf are the notes that come of marking the promises of the line with the slip.
func editsOf(g *Grammar, path string, s slipped) []byte {
	var all bytes.Buffer
	for _, a := range g.ParseEntry(path, s.note).Actions() {
		if a.Line != s.line {
			continue
		}
		to := clause.Done
		if a.State == clause.Done {
			to = clause.Open
		}
		for _, edit := range []func() ([]byte, error){
			func() ([]byte, error) { return marked(g, s.note, a, to, fuzzDay) },
			func() ([]byte, error) { return marked(g, s.note, a, clause.Dropped, fuzzDay) },
			func() ([]byte, error) { return withDue(g, s.note, a, fuzzDay.AddDays(20)) },
			func() ([]byte, error) { return withOwner(g, s.note, a, "bob") },
		} {
			now, err := edit()
			all.Write(now)
			if err != nil {
				all.WriteString(err.Error())
			}
		}
	}
	return all.Bytes()
}
