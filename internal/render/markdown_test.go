package render

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// laidOut is src on a screen without colour.
func laidOut(t testing.TB, src string, width int) string {
	t.Helper()
	o, buf := screen(width)
	o.Color = false
	if err := Markdown(o, []byte(src)); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"entry", "# Alice\n\n## Notes\n- CI; **Alice to ask**\n- next\n\n## Goals\n", "# Alice\n\n## Notes\n• CI; **Alice to ask**\n• next\n\n## Goals\n"},
		{"boxes", "- [ ] open\n- [x] done\n* [-] dropped\n- [] none\n- [x](url)\n- [ ]\n1. [X] **bold**\n", "☐ open\n☑ done\n\n☒ dropped\n\n• [] none\n• x (url)\n☐\n\n1. ☑ **bold**\n"},
		{"nesting", "- a\n  - b\n    1. c\n       d\n- - e\n", "• a\n  • b\n    1. c d\n• • e\n"},
		{"hanging", "- one two three four five six\n  - seven eight nine\n", "• one two three four\n  five six\n  • seven eight nine\n"},
		{"loose", "- a\n\n- b\n\n  c\n", "• a\n\n• b\n\n  c\n"},
		{"empty item", "- a\n-\n- b\n", "• a\n•\n• b\n"},
		{"quote", "> a\n> - b\n>\n> c\n", "│ a\n│\n│ • b\n│\n│ c\n"},
		{"inline", "*a* __b__ ~~c~~ `d e` <b>f</b> \\*g &amp; h", "*a* **b** ~~c~~ `d e`\n<b>f</b> *g & h\n"},
		{"links", "[a](u \"t\") <http://b.c> ![i](p)", "a (u \"t\") http://b.c i\n(p)\n"},
		{"reference", "[a][r]\n\n[r]: u\n[s]: v\n", "a (u)\n\n[r]: u\n[s]: v\n"},
		{"code", "```go\nx\ty  <z>\n```\n\n    indented\n", "    go\n    x    y  <z>\n\n    indented\n"},
		{"comment", "a\n\n<!-- ask:\nwhy -->\nb <!-- c -->\n", "a\n\n<!-- ask:\nwhy -->\n\nb <!-- c -->\n"},
		{"rule", "a\n\n***\n", "a\n\n────────────────────────\n"},
		{"breaks", "a  \nb\\\nc\nd\n", "a\nb\nc d\n"},
		{"table", "|a|b|\n|:-|-:|\n|long|1|\n|x|22|\n", "a      b\n────────\nlong   1\nx     22\n"},
		{"wide table", "|a|b|\n|-|-|\n|one two three|four five six|\n", "a            b\n────────────────────────\none two      four five\nthree        six\n"},
		{"table with a lost cell", "|a|\n|-|\n|b|c|\n", "|a|\n|-|\n|b|c|\n"},
		{"wide characters", "李雷和韩梅梅在一起讨论支付系统", "李雷和韩梅梅在一起讨论支\n付系统\n"},
		{"long word", "https://example.com/a/b/c/d", "https://example.com/a/b/\nc/d\n"},
		{"escape", "a\x1b[2J &#27;[2J\u202e", "a␛[2J ␛[2J�\n"},
		{"CRLF", "- a\r\n- b\r\n", "• a\n• b\n"},
		{"setext", "Title\n===\ntext\n", "# Title\n\ntext\n"},
		{"nothing", "", ""},
	} {
		if got := laidOut(t, c.in, 24); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestMarkdownStyles(t *testing.T) {
	o, buf := screen(30)
	src := "# T\n- [x] **b ~~c~~**, `d`\n<!-- e -->\n"
	if err := Markdown(o, []byte(src)); err != nil {
		t.Fatal(err)
	}
	want := "\x1b[1;4mT\x1b[m\n\n\x1b[32m☑\x1b[m \x1b[1mb\x1b[m \x1b[1;9mc\x1b[m, \x1b[36md\x1b[m\n\n\x1b[2m<!-- e -->\x1b[m\n"
	if got := buf.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestMarkdownInAPipe(t *testing.T) {
	o, buf := pipe()
	src := "# A\r\n*b*\x1b\xff"
	if err := Markdown(o, []byte(src)); err != nil || buf.String() != src {
		t.Errorf("got %q, %v", buf, err)
	}
}

func TestMarkdownSetsReadableLines(t *testing.T) {
	text := strings.Repeat("word ", 100)
	for _, width := range []int{0, 140, 300} {
		for line := range strings.Lines(laidOut(t, text, width)) {
			if w := ansi.StringWidth(strings.TrimSuffix(line, "\n")); w > readable {
				t.Fatalf("at %d: a line of %d columns", width, w)
			}
		}
	}
}

// Sources that cost goldmark seconds are shown as they are, and of no other does
// twice as much ask for more than twice the memory, or so.
func TestMarkdownTooHard(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	for name, of := range map[string]func(n int) string{
		"quotes":   func(n int) string { return strings.Repeat(">", 3*n) },
		"lists":    func(n int) string { return strings.Repeat("- ", 3*n) },
		"brackets": func(n int) string { return strings.Repeat("[a](", 50*n) },
		"long":     func(n int) string { return strings.Repeat("*a **b ", 60*n) },
		"word":     func(n int) string { return strings.Repeat("a", 200*n) },
		"stars":    func(n int) string { return strings.Repeat("*a **b ", 35*n) },
		"ticks":    func(n int) string { return strings.Repeat("`a ``b ", 35*n) },
		"angles":   func(n int) string { return strings.Repeat("<a ", 80*n) },
		"entities": func(n int) string { return strings.Repeat("&", 200*n) },
		"cells":    func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|b", 100*n) },
		"rows":     func(n int) string { return "a|b\n-|-\n" + strings.Repeat("c|d\n", 50*n) },
		"wide table": func(n int) string {
			return strings.Repeat("|a", n) + "\n" + strings.Repeat("|-", n) + "\n" + strings.Repeat("c\n", n)
		},
		"items":       func(n int) string { return strings.Repeat("- a\n", 60*n) },
		"blank, deep": func(n int) string { return strings.Repeat("- ", 28) + "a\n" + strings.Repeat("\n", 200*n) },
	} {
		half, _ := memory(t, of(500)+"deep\n")
		whole, got := memory(t, of(1000)+"deep\n")
		if whole > 3*half {
			t.Errorf("%s: half of it asks for %d MB of memory, the whole for %d", name, half>>20, whole>>20)
		}
		if !strings.Contains(strings.ReplaceAll(got, "\n", ""), "deep") {
			t.Errorf("%s: text is lost", name)
		}
	}
}

// memory is how much laying a note out asks for, which a busy machine does not
// change.
func memory(t *testing.T, src string) (allocated uint64, laid string) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	laid = laidOut(t, src, 80)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, laid
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"# A\n\n- [ ] **b** (since 2026-11-13)\n  1. c\n", "> - > a\n>\n", "|a|b|\n|-|:-:|\n|c `|` d|e\\|f|\n", "[a][b]\n\n[b]: <c> 'd'\n[b]: dup\n",
		"```x\n\ty\n", "a<!-- b\nc -->d\n\n<div>\ne", "\x1b[31m\u009b\xff\r\n", "a\u0301 👩‍💻 李雷、 \u202e", "- a\n\n\tb\n-\n", "***a* b**~~c~~~d~", "x\n-\n[y](z 'w')![v](u)",
		"<?php a ?>\n<!X b>\n<![CDATA[c]]>", "1) a\n2) b\n+ c", "&Aacute;&#x41;\\", "- - - - - - - - - - - a",
	} {
		f.Add(s, 40)
	}
	f.Fuzz(func(t *testing.T, src string, width int) {
		if len(src) > 4000 {
			return
		}
		width = 20 + (width&0x7fffffff)%120
		o, buf := screen(width)
		if err := Markdown(o, []byte(src)); err != nil {
			t.Fatal(err)
		}
		out := buf.String()
		for line := range strings.Lines(out) {
			line = strings.TrimSuffix(line, "\n")
			if w := ansi.StringWidth(line); w > width {
				t.Fatalf("%q is %d columns wide, limit %d", line, w, width)
			}
		}
		plain := ansi.Strip(out)
		if Clean(plain) != plain {
			t.Fatalf("%q is not clean", plain)
		}
		if strings.ContainsAny(src, "&\\") || strings.Contains(src, "][") {
			return // entities and escapes are resolved, a reference's label stands at its definition
		}
		have := letters(plain)
		for r, n := range letters(src) {
			if have[r] < n {
				t.Fatalf("%d of %d %q are shown of %q:\n%s", have[r], n, r, src, plain)
			}
		}
	})
}

// letters counts the letters in s but for x, which boxes are ticked with.
func letters(s string) map[rune]int {
	count := map[rune]int{}
	for _, r := range s {
		if unicode.IsLetter(r) && r != 'x' && r != 'X' {
			count[r]++
		}
	}
	return count
}

func BenchmarkMarkdown(b *testing.B) {
	src := []byte(strings.Repeat("## Topics\n- [ ] **send the plan** to *everybody* who asked\n  - nested `code`\n\n", 25))
	var buf bytes.Buffer
	o := Output{W: &buf, TTY: true, Width: 80, Color: true}
	for b.Loop() {
		buf.Reset()
		if err := Markdown(o, src); err != nil {
			b.Fatal(err)
		}
	}
}
