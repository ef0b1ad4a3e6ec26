package markdown

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
)

// outlined is a document with every place in it.
func outlined(d *Document) string {
	var b strings.Builder
	var blocks func(of *Block, depth int)
	blocks = func(of *Block, depth int) {
		for c := of.First; c != nil; c = c.Next {
			fmt.Fprintf(&b, "%*s%d %d %d-%d %v %v\n", 2*depth, "", c.Kind, c.Level, c.Start, c.End, c.Lines, c.Parent == of)
			blocks(c, depth+1)
		}
	}
	blocks(&d.Root, 0)
	return b.String()
}

// plainly reads a text by the plain shape and by goldmark; ok is false where it
// has another shape.
func plainly(src []byte, body int) (plain, full string, ok bool) {
	d := &Document{Src: src, Root: Block{Start: body, End: len(src)}}
	if !d.readPlain() {
		return "", "", false
	}
	d.close(&d.Root, len(src))
	want, err := parseFully(blocksOnly(), src, body, false)
	if err != nil {
		return "", err.Error(), true
	}
	want.close(&want.Root, len(src))
	return outlined(d), outlined(want), true
}

func checkPlain(t *testing.T, src []byte) bool {
	t.Helper()
	for _, body := range []int{0, min(len(src), 3)} {
		if plain, full, ok := plainly(src, body); ok && plain != full {
			t.Fatalf("%q from %d:\n%s\ngoldmark:\n%s", src, body, plain, full)
		} else if !ok {
			return false
		}
	}
	return true
}

// What is plain is read as goldmark reads it, and most notes are.
func TestPlainNotesAreReadAsGoldmarkReadsThem(t *testing.T) {
	files, _ := filepath.Glob("../page/testdata/*/*")
	plain := 0
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			continue
		}
		for note := range strings.SplitSeq(string(src), "\n-- ") {
			if checkPlain(t, []byte(note)) {
				plain++
			}
		}
	}
	if plain < 50 {
		t.Errorf("only %d plain notes", plain)
	}
}

// anyLines are lines of all sorts, the first [mostlyPlain] of the plain shape.
var anyLines = []string{"", "", " ", "# Title", "## Topics ", "#tag", "- a", "- [ ] b", "  - c", "  - **d** e", "    - f", "      - g",
	"* h", "  * i", "**k** l", "*m*", "n", "  o", "    p", "      q", " r", "<!-- v -->", "** j", "1. s", "2026 t", "12) u", "### a #", "#", "##x", "  <!-- w -->", "<!-- x", "-->",
	"---", "- - -", "***", "===", "--- | ---", "| a | b |", "a | b", ":--", "> y", "```", "`z`", "[a]: b", "[a]", "-", "- ", "-  a", "\t- a", "- a\\", "- a  ",
	"é", "→ b", "   - a", " - b", "-> c", "+ d", "_e_", ":f:", "~~g~~", "a\x00b", "- é:", "(h)", "&amp;", "\u00a0", "\u2028", "###### six", "####### seven", "- [ x ] h", "- [  ] i", "- [\u00a0] j", "- [x", "- [", "9. z", "0) Z", "1.", "&CounterClockwiseContourIntegral; a &no; &x",
	"| a \\| b | c", "|", "  | d", "- | -", "-|-|-", "~~~", "~~~~a~~ ~~~b~~~", "- **a** **b**", "a * b", "z Z 9 0", "<br>a", "a<b", "1) a", "- -", "> > 1. - q", "* * *"}

const mostlyPlain = 21

// Lines of all sorts in any order.
func TestAnyLinesAreReadAsGoldmarkReadsThem(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	plain, texts := 0, sliptest.Draws(8000)
	for range texts {
		var b strings.Builder
		for range 1 + r.IntN(8) {
			// Mostly plain lines, else hardly any text were plain.
			n := len(anyLines)
			if r.IntN(20) > 0 {
				n = mostlyPlain
			}
			b.WriteString(anyLines[r.IntN(n)])
			b.WriteByte('\n')
		}
		src := b.String()
		if r.IntN(4) == 0 {
			src = strings.TrimSuffix(src, "\n")
		}
		if checkPlain(t, []byte(src)) {
			plain++
		}
	}
	if plain < texts/10 {
		t.Errorf("only %d plain texts", plain)
	}
}

func FuzzPlainBlocks(f *testing.F) {
	f.Add([]byte("# Title\n\n## Topics\n- [ ] a\n  - b\n    c\n\nwords\nmore\n<!-- d -->\n"))
	f.Add([]byte("- a\n\n  b\n- c\n* d\n  - **e**\n"))
	f.Fuzz(func(t *testing.T, src []byte) { checkPlain(t, src) })
}
