package markdown

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"oneonone/internal/sliptest"
)

// texts are the blocks of a document that have words.
func texts(of *Block) (all []*Block) {
	for c := of.First; c != nil; c = c.Next {
		if (c.Kind == Paragraph || c.Kind == Heading) && len(c.Lines) > 0 {
			all = append(all, c)
		}
		all = append(all, texts(c)...)
	}
	return all
}

// spelt is a text with the place and the style of each character.
func spelt(p *Prose) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d-%d", p.Start, p.End)
	for i, r := range string(p.Text) {
		fmt.Fprintf(&b, " %c %d-%d", r, p.From(i), p.To(i+utf8.RuneLen(r)-1))
		for st := Bold; st <= softBreak; st <<= 1 {
			if p.Styled(i, st) {
				fmt.Fprintf(&b, " style %d", st)
			}
		}
	}
	return b.String()
}

// checkProse compares the texts of a document with goldmark's.
func checkProse(t *testing.T, src []byte) {
	t.Helper()
	got, err := Parse(src, 0, false)
	if err != nil || !utf8.Valid(src) {
		return
	}
	want, err := parseFully(markdown(), src, 0, true)
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := texts(&got.Root), texts(&want.Root)
	if len(ours) != len(theirs) {
		t.Fatalf("%q: %d blocks with words, %d of goldmark", src, len(ours), len(theirs))
	}
	if err := got.Render(ours); err != nil {
		t.Fatal(err)
	}
	for i, b := range ours {
		s := slab{all: make([]Prose, 1)}
		s.prose(src, theirs[i])
		if a, b := spelt(b.Prose), spelt(theirs[i].Prose); a != b {
			t.Fatalf("%q:\n%s\ngoldmark:\n%s", src, a, b)
		}
	}
}

// anySigns are words and markup.
var anySigns = []string{"a", "B c", " ", " ", "**", "**", "**", "[", "]", "[ ]", "[x]", ".", ",", ":", "(", ")", "é", "→", "\u00a0", "\n", "\n  ", "。", "@", "!", "#", "-",
	"*", "_", "~~", "<b>", "&amp;", "\\", "`", "](b)", "][", "[a]", "\n", "  \n", "\t\n", "<!-- c -->", "<https://a.b/c>", "https://a.b/c ", "a@b.cd", "<a@b.cd>", "![", "](<b> \"c\")", "``"}

// Signs of all sorts in any order.
func TestAnyWordsAreReadAsGoldmarkReadsThem(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range sliptest.Draws(8000) {
		n := len(anySigns)
		if r.IntN(3) > 0 {
			n = 26 // what is plain
		}
		b := []byte("- ")
		for range 1 + r.IntN(12) {
			b = append(b, anySigns[r.IntN(n)]...)
		}
		if r.IntN(8) == 0 {
			b = append(b, "\n\n[a]: b\n"...)
		}
		checkProse(t, b)
	}
}

func FuzzPlainProse(f *testing.F) {
	f.Add([]byte("- [ ] **Alice: send it** (due 2026-11-27)\n"))
	f.Add([]byte("# a [b] **c**, d\n\n**é** **f.**\n"))
	f.Add([]byte("a\t\nb\n"))
	f.Fuzz(func(t *testing.T, src []byte) { checkProse(t, src) })
}
