package importer

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"oneonone/internal/text"
	"oneonone/notes/markdown"
)

// TestImportKeepsBytes has what an archive of text cannot show: line ends,
// the byte-order mark, trailing spaces and bytes that are no UTF-8.
func TestImportKeepsBytes(t *testing.T) {
	const first = "## 2024-03-05\r\nhard  \r\nbreak \xe9\t\r\n\r\n\u00a0\r\nlast"
	none := func(string) []byte { return nil }
	for _, c := range []struct {
		name, file, src, want string
	}{
		{"running doc", "doc.md", text.ByteOrderMark + first, "---\r\ndate: 2024-03-05\r\n---\r\n\r\n" + first},
		{"dated note", "2024-03-05.md", text.ByteOrderMark + "a\r\n\r\n", text.ByteOrderMark + "---\r\ndate: 2024-03-05\r\n---\r\n\r\na\r\n\r\n"},
		{"front matter", "2024-03-05.md", text.ByteOrderMark + "---\r\nx: 1\r\n---\r\na", text.ByteOrderMark + "---\r\nx: 1\r\n---\r\na"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan, err := PlanImport([]ImportFile{{c.file, []byte(c.src)}}, importTestOptions(""), none)
			if err != nil {
				t.Fatal(err)
			}
			if len(plan.Entries) != 1 {
				t.Fatalf("%d entries, want 1", len(plan.Entries))
			}
			if got := string(plan.Entries[0].Text); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestImportRefusesWhatIsNoText: a binary cut at something like a date would
// be kept as a broken note.
func TestImportRefusesWhatIsNoText(t *testing.T) {
	for src, want := range map[string]string{
		"PK\x03\x04rest":      "zip archive",
		"%PDF-1.7":            "is a PDF",
		"\xff\xfe#\x00":       "UTF-16",
		"## 2024-03-05\n\x00": "zero byte",
		"## 2024-03-05\n" + strings.Repeat("> ", 40) + "x": "nested",
	} {
		_, err := PlanImport([]ImportFile{{"doc.md", []byte(src)}}, importTestOptions(""), func(string) []byte { return nil })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", src[:8], err, want)
		}
	}
}

// TestImportTellsText: a picture named by its day was an entry once. Text
// pasted out of a chat has a control character now and then.
func TestImportTellsText(t *testing.T) {
	long := strings.Repeat("many words ", 20)
	for _, c := range []struct {
		name, src string
		text      bool
	}{
		{"2024-03-05.png", "\x89PNG\r\n\x1a\nIHDR", false},
		{"2024-03-05.md", "\x89PNG\r\n", false},
		{"2024-03-05.jpg", "\xff\xd8\xff\xe0", false},
		{"2024-03-05.bin", long + "\x01", false},
		{"2024-03-05", "a\x01\x02\x03", false},
		{"2024-03-05.md", long + "\xe9\x01", false},
		{"2024-03-05.org", long + "\xe9\t\f", true},
		{"2024-03-05.md", long + "caf\xe9", true},
		{"2024-03-05.txt", long + "\b", true},
		{"2024-03-05", "a", true},
	} {
		for _, folder := range []bool{false, true} {
			opt := importTestOptions("")
			opt.Folder = folder
			plan, err := PlanImport([]ImportFile{{c.name, []byte(c.src)}}, opt, func(string) []byte { return nil })
			switch {
			case c.text && (err != nil || len(plan.Entries) != 1):
				t.Errorf("%s %q, folder %v: %v, want an entry", c.name, c.src, folder, err)
			case !c.text && !folder && err == nil, !c.text && folder && (err != nil || len(plan.Problems) != 1):
				t.Errorf("%s %q, folder %v: %v, %+v", c.name, c.src, folder, err, plan)
			}
		}
	}
}

func TestImportsName(t *testing.T) {
	for name, want := range map[string]bool{
		"a.md": true, "a/b.MARKDOWN": true, "a.txt": true, "2024-03-05": true, "Alice 5.3.2024": true, "Alice vs. Bob": true,
		"a.png": false, "a.docx": false, "a.md.bak": false,
	} {
		if got := ImportsName(name); got != want {
			t.Errorf("ImportsName(%q) = %v", name, got)
		}
	}
}

// TestImportBoundsPages: what a stranger's page or outline could ask for
// without end is refused, with pandoc's line.
func TestImportBoundsPages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	for _, c := range []struct{ name, src, want string }{
		{"doc.html", "<h2>2024-03-05</h2>" + strings.Repeat("<b>x", 1000), "512 nodes"},
		{"doc.html", "<h2>2024-03-05</h2><p>" + strings.Repeat("<b>", 200) + "x", "nested too deep or too large"},
		{"doc.html", "<h2>2024-03-05</h2>" + strings.Repeat("<p>0123456789 0123456789 0123456789</p>", maxHTML/30), "larger than 4 MB"},
		{"doc.org", "* 2024-03-05\n" + strings.Repeat("#+BEGIN_QUOTE\n", 600) + "#+END_QUOTE\n", "512 nodes"},
		{"doc.org", "* 2024-03-05\n" + strings.Repeat(strings.Repeat("many words ", 10)+"\n", maxHTML/110), "larger than 4 MB"},
	} {
		_, err := PlanImport([]ImportFile{{c.name, []byte(c.src)}}, importTestOptions(""), func(string) []byte { return nil })
		var p *markdown.Problem
		if !errors.As(err, &p) || !strings.Contains(p.What, c.want) || !strings.Contains(p.Hint, "pandoc -f ") {
			t.Errorf("%s %q…: got %v, want %q", c.name, c.src[:30], err, c.want)
		}
	}
}

// TestImportIsLinear: goldmark's time grows with the square of brackets in a
// heading (200 KB took 20 s) and of definitions in a row (700 KB took 15 s). Of
// these there is enough here to run into the test's own time limit; of the rest,
// twice as much asks for twice the memory.
func TestImportIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	const end = "\n## 2024-03-12\nx\n"
	for name, of := range map[string]func(n int) string{
		"heading":     func(n int) string { return "## 2024-03-05 " + strings.Repeat("[a](", 500*n) },
		"definitions": func(n int) string { return "## 2024-03-05\n" + strings.Repeat("[a]: x\n", 90*n) },
		"brackets":    func(n int) string { return "## 2024-03-05\n" + strings.Repeat("[a](", 500*n) },
		"html":        func(n int) string { return strings.Repeat("<h2>2024-03-05</h2>\n", 3*n) },
		"items":       func(n int) string { return strings.Repeat("- 2024-03-05\n  - x\n", 3*n) },
		"dates":       func(n int) string { return strings.Repeat("## 2024-03-05\nx\n", 5*n) },
		"wide table": func(n int) string {
			return strings.Repeat("|a", n) + "\n" + strings.Repeat("|-", n) + "\n" + strings.Repeat("c\n", n)
		},
	} {
		if half, whole := importing(of(500)+end), importing(of(1000)+end); whole > 3*half {
			t.Errorf("%s: half of it asks for %d MB of memory, the whole for %d", name, half>>20, whole>>20)
		}
	}
}

// importing is how much planning an import asks of the memory.
func importing(src string) (allocated uint64) {
	opt := importTestOptions("")
	opt.Grammar = nil // reading the top page has bounds of its own
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _ = PlanImport([]ImportFile{{"doc.md", []byte(src)}}, opt, func(string) []byte { return nil })
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func BenchmarkPlanImport(b *testing.B) {
	var doc strings.Builder
	day := importTestOptions("").Today
	for range 156 {
		doc.WriteString("## " + day.String() + "\n\n### Topics\n" + strings.Repeat("- plan the migration of payments with the team next week\n  - **Alice to write it up** (due 2026-12-01)\n", 60) + "\n")
		day = day.AddDays(-7)
	}
	src := []byte(doc.String())
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := PlanImport([]ImportFile{{"doc.md", src}}, importTestOptions(""), func(string) []byte { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
