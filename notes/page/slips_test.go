package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
	"oneonone/notes/clause"
)

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
	sliptest.Hold(t, "testdata/golden/slips", sums)
}

// slipped is a piece of a note with a slip in one of its lines, from 1.
type slipped struct {
	note []byte
	line int
}

// slipsOf gives each line with slips in it, always the same, among its neighbours
// and below its heading.
func slipsOf(name string, src []byte) []slipped {
	r := sliptest.Rand(name)
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
			all = append(all, slipped{bytes.Join(slices.Concat(before, [][]byte{sliptest.Slip(r, line)}, after), nil), len(before) + 1})
		}
	}
	return all
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

// Every limit on a length is where it was: words of each length that people
// write, and of those about the larger limits, wherever one is limited.
func TestLengthsAreReadAsTheyWere(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	var lengths []int
	for n := range 130 {
		lengths = append(lengths, n)
	}
	for _, n := range []int{1 << 10, 2 << 10} {
		for more := -6; more < 6; more++ {
			lengths = append(lengths, n+more)
		}
	}
	g := CorpusGrammar()
	var sums string
	for _, place := range []string{
		"- [ ] %s: send it", "- [ ] send it #%s", "**%s will send it**", "%s: we talked", "- [ ] send (%s) it", "- [ ] send it (due 2026-12-01, %s)", "- [ ] @%s send it", "TODO(%s): send it",
		"%s → send it", "- Q: %s?", "- [ ] %s", "- [ ] send it by friday %s", "- (Alice) %s", "AP %s: send it", "Action: %s", "- to %s: thanks", "- 2026-11-18 %s", "**%s**: send it", "## %s\n- a", "## Actions %s\n- a",
		"| Who | %s |\n|---|---|\n| Alice | it |", "| Who | What |\n|---|---|\n| %s | it |", "%s <!-- no promise -->", "[%s](b) - [ ] c", "- [%s] c", "- ~~%s~~ (dropped 2026-11-20)", "- [ ] ~~%s", "- a\n  - %s", "- [ ] send it (%s", "- [name=%s] send it",
	} {
		sum := sha256.New()
		for _, n := range lengths {
			for _, word := range []string{strings.Repeat("x", n), strings.Repeat("Al ", n/3) + "ex"[:n%3]} {
				says := readingOf(t, g, "people/alice/2026-11-20.md", []byte("# Alice\n\n"+strings.Replace(place, "%s", word, 1)+"\n"))
				sum.Write(says)
				if testing.Verbose() {
					t.Logf("%d %s\n%s", n, place, says)
				}
			}
		}
		sums += fmt.Sprintf("%q %.6x\n", place, sum.Sum(nil))
	}
	front := sha256.New()
	for more := -10; more < 10; more++ {
		front.Write(readingOf(t, g, "people/alice/2026-11-20.md", []byte("---\nreason: "+strings.Repeat("x", 16<<10+more)+"\nmood: 4\n---\n")))
	}
	sums += fmt.Sprintf("front matter %.6x\n", front.Sum(nil))
	sliptest.Hold(t, "testdata/golden/lengths", sums)
}
