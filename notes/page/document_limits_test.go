package page

import (
	"runtime"
	"strings"
	"testing"

	"oneonone/notes/markdown"
)

// work is what reading a note asks of the memory, which a counter tells on every
// machine alike.
func work(g *Grammar, src string) (allocated uint64, e *Entry) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	e = g.ParseEntry("people/alice/2026-11-20.md", []byte(src))
	e.Actions()
	e.Topics()
	e.Tags()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, e
}

// TestNoInputTakesLong reads notes made to be slow, up to the size limit: a note
// twice as long is twice the work. Before there were bounds, the first took
// minutes.
func TestNoInputTakesLong(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	fill := func(s string) string { return strings.Repeat(s, (markdown.MaxBody-1000)/len(s)) }
	g := CorpusGrammar()
	for name, tt := range map[string]struct {
		src    string
		refuse bool
	}{
		"brackets":         {fill("[a]("), true},
		"emphasis":         {fill("*a **b "), true},
		"nested lists":     {strings.Repeat("- ", 5000) + "a", true},
		"nested by indent": {indented(200), true},
		"blank lines deep": {indented(28) + strings.Repeat("\n", 200<<10) + "x\n", true},
		"wide table":       {strings.Repeat("|a", 1000) + "\n" + strings.Repeat("|-", 1000) + "\n" + fill("x\n")[:100<<10], true},
		"quoted table":     {"> " + strings.Repeat("|a", 500) + "\n> " + strings.Repeat("|-", 500) + "\n" + strings.Repeat(">x\n", 9000), true},
		"long table":       {"|a|b|\n|-|-|\n" + strings.Repeat("|c|d|\n", 20_000), false},
		"too large":        {fill("a b ") + fill("c d "), true},
		"one box":          {"- [ ] " + fill("word "), false},
		"parentheses":      {"- [ ] " + fill("(due "), false},
		"no spaces":        {"- [ ] " + fill("a:a"), false},
		"dashes":           {"- [ ] " + fill(" - Alice"), false},
		"signs":            {"- [ ] " + fill("📅 2026-11-11 "), false},
		"headings":         {fill("# todo\n- a\n"), false},
		"tags":             {fill("#a "), false},
	} {
		whole, e := work(g, tt.src)
		if !tt.refuse {
			if half, _ := work(g, tt.src[:len(tt.src)/2]); whole > 3*half {
				t.Errorf("%s: half of it asks for %d bytes of memory, the whole for %d", name, half, whole)
			}
		}
		if refused := len(e.Problems) > 0; refused != tt.refuse {
			t.Errorf("%s: reported %v, want %v", name, e.Problems, tt.refuse)
		}
	}
}

func indented(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// What people write stays far from the bounds.
func TestLimitsLeaveRoom(t *testing.T) {
	var b strings.Builder
	for range 400 {
		b.WriteString("## [Topic](https://example.com/a_b)\n- **Alice:** said `this` and *that*, see [x](y) and [z](w)\n  - [ ] do it\n\n    more\n")
	}
	b.WriteString(strings.Repeat("A long pasted line (with **bits**), ", 1000))
	if why := markdown.TooMuch([]byte(b.String())); why != "" {
		t.Errorf("a long note of %d bytes: %s", b.Len(), why)
	}
}
