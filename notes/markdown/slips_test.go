package markdown

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
)

// What is plain stays plain, and is read as quickly as before; and what is read of
// any other text stays as well.
func TestTextsAreReadAsTheyWere(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	front := strings.Split("date: 2026-11-20|mood: 4|name: Alice Martin|tags: [a, b]|status: skipped |# a comment|away:|  - x|colour: \"blue\"|é: 1|a: b: c|mood: 5|9: .5|k: -|zZ09: z9Z0|a9: ]|{}|{a: 1}|tags:|x.y-z: 1/2_3|"+strings.Repeat("k", 190)+": 12345678|"+strings.Repeat("k", 190)+": 123456789", "|")
	var sums string
	for part := range 40 {
		r, sum := sliptest.Rand(fmt.Sprint(part)), sha256.New()
		say := func(facts ...any) {
			fmt.Fprintln(sum, facts...)
			if testing.Verbose() {
				t.Log(fmt.Sprintln(facts...))
			}
		}
		for range 150 {
			var b strings.Builder
			write := func(from []string, most int) {
				for range 1 + r.IntN(most) {
					line := from[r.IntN(len(from))] + "\n"
					if r.IntN(6) == 0 {
						line = string(sliptest.Slip(r, []byte(line)))
					}
					b.WriteString(line)
				}
			}
			if r.IntN(4) == 0 {
				b.WriteString("---\n")
				write(front, 4)
				b.WriteString("---\n")
			}
			lines := anyLines
			if r.IntN(3) > 0 {
				lines = anyLines[:mostlyPlain]
			}
			write(lines, 9)
			for range r.IntN(3) {
				b.WriteString("- ")
				for range 1 + r.IntN(12) {
					b.WriteString(anySigns[r.IntN(len(anySigns))])
				}
				b.WriteByte('\n')
			}
			src := []byte(b.String())
			f := SplitFrontMatter("a.md", src)
			err := f.Parse()
			_, plain := plainFront(f.Src())
			say(b.String(), f.Start, f.End, f.Keys(), err, plain, f.Line("mood"), f.Line("tags"), TooMuch(src))
			set, err := f.SetAll(Pair{"mood", 3}, Pair{"status", "held"})
			say(string(set), err)
			d := &Document{Src: src, Root: Block{Start: f.End, End: len(src)}}
			say(d.readPlain())
			if d, err = Parse(src, f.End, true); err != nil {
				say(err)
				continue
			}
			blocks := texts(&d.Root)
			say(outlined(d), d.Render(blocks))
			for _, b := range blocks {
				plain, strong := slab{all: make([]Prose, 1)}, slab{all: make([]Prose, 1)}
				p := b.Prose
				say(plain.plain(d, b), strong.strong(d, b), spelt(p))
				box, skip, ok := p.Box()
				say(box, skip, ok, p.LineEnd(), p.Clauses(skip), p.BoldRuns(Span{0, len(p.Text)}))
			}
		}
		sums += fmt.Sprintf("part %d %.6x\n", part, sum.Sum(nil))
	}
	sliptest.Hold(t, "testdata/slips", sums)
}
