package page

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

var fuzzDay = when.Date{Year: 2026, Month: 11, Day: 26}

// readEverything asks a note everything that can be asked.
func readEverything(g *Grammar, path string, src []byte) *Entry {
	e := g.ParseEntry(path, src)
	e.Actions()
	e.Topics()
	e.Goals()
	e.Sections()
	e.Tags()
	e.Explain()
	if r := e.outline(); r.doc != nil {
		r.nearBoxes()
	}
	top := g.ParseTopPage("people/alice/README.md", src)
	top.Goals()
	top.Hopper()
	return e
}

// checkSpans makes sure that what was read lies inside the note.
func checkSpans(t *testing.T, e *Entry) {
	// The quick walk for actions finds what the full one does.
	for _, p := range e.outline().problems {
		if strings.HasPrefix(p.What, readingFault) {
			t.Fatalf("%s\n%q", p.What, e.Src)
		}
	}
	quick, full := e.grammar.ParseEntry(e.Path, e.Src).Actions(), e.outline().actions
	if len(quick) != len(full) {
		t.Fatalf("%d actions when only actions are read, %d when everything is\n%q", len(quick), len(full), e.Src)
	}
	for i := range quick {
		if !reflect.DeepEqual(quick[i], full[i]) {
			t.Fatalf("read alone %+v, with the rest %+v\n%q", quick[i], full[i], e.Src)
		}
	}
	// So does the walk past actions that are remembered.
	known := e.grammar.ParseEntry(e.Path, e.Src)
	known.Remember(func(*Entry, func() []*Action) []*Action { return full })
	for _, of := range [][2]any{{known.Sections(), e.Sections()}, {known.Topics(), e.Topics()}, {known.Goals(), e.Goals()}, {known.Tags(), e.Tags()}, {known.Remarks(), e.Remarks()}} {
		if !reflect.DeepEqual(of[0], of[1]) {
			t.Fatalf("past remembered actions %+v, else %+v\n%q", of[0], of[1], e.Src)
		}
	}
	n := len(e.Src)
	within := func(what string, a, b int) {
		if a < 0 || b < a || b > n {
			t.Fatalf("%s has the span %d to %d of %d bytes\n%q", what, a, b, n, e.Src)
		}
	}
	for _, s := range e.Sections() {
		within("section "+s.Title, s.Start, s.End)
		for _, it := range s.Items {
			within("item "+it.Text, it.Start, it.End)
			within("words of "+it.Text, it.TextStart, it.TextEnd)
			if it.Start > 0 && e.Src[it.Start-1] != '\n' || it.End < n && e.Src[it.End-1] != '\n' {
				t.Fatalf("item %q is not of whole lines", e.Src[it.Start:it.End])
			}
		}
	}
	for _, a := range e.Actions() {
		within("action "+a.Text, a.Place.start, a.Place.end)
		if lines := bytes.Count(e.Src, []byte("\n")) + 1; a.Line < 1 || a.Line > lines {
			t.Fatalf("action %q on line %d of %d", a.Text, a.Line, lines)
		}
	}
}

// checkMarking closes and opens every open action of a note: the result must
// be the same file, and each edit may change only the lines the action has.
// An edit that is refused changes nothing and is no fault.
func checkMarking(t *testing.T, g *Grammar, e *Entry) (edits, refused int) {
	for i, a := range e.Actions() {
		if i == 5 {
			break // the others are alike, and each edit reads the note again
		}
		for _, to := range []clause.State{clause.Done, clause.Dropped} {
			if a.State != clause.Open {
				continue
			}
			closed, err := marked(g, e.Src, a, to, fuzzDay)
			if err != nil {
				if testing.Verbose() {
					t.Log(err)
				}
				refused++
				continue
			}
			edits++
			onlyLines(t, e, a, closed)
			b := g.ParseEntry(e.Path, closed).Actions()[a.index]
			opened, err := marked(g, closed, b, clause.Open, fuzzDay)
			if err != nil {
				t.Fatalf("%s cannot be opened again: %v\nbefore %q\nclosed %q", to, err, e.Src, closed)
			}
			if !bytes.Equal(opened, e.Src) {
				t.Fatalf("%s and opened is not the same\nbefore %q\nclosed %q\nopened %q", to, e.Src, closed, opened)
			}
		}
		if same, err := marked(g, e.Src, a, a.State, fuzzDay); err == nil && !bytes.Equal(same, e.Src) {
			t.Fatalf("marking as it is changed %q into %q", e.Src, same)
		}
		if out, err := withDue(g, e.Src, a, fuzzDay.AddDays(20)); err == nil {
			edits++
			onlyLines(t, e, a, out)
		} else {
			if testing.Verbose() {
				t.Log(err)
			}
			refused++
		}
		if out, err := withOwner(g, e.Src, a, "bob"); err == nil {
			edits++
			onlyLines(t, e, a, out)
		} else {
			if testing.Verbose() {
				t.Log(err)
			}
			refused++
		}
	}
	return edits, refused
}

// onlyLines makes sure that an edit left every line outside the action's
// words and metadata alone.
func onlyLines(t *testing.T, e *Entry, a *Action, out []byte) {
	t.Helper()
	from := markdown.StartOfLine(e.Src, min(a.Place.start, max(a.Place.words, 0)))
	if a.Place.box >= 0 {
		from = min(from, markdown.StartOfLine(e.Src, a.Place.box))
	}
	to := max(a.Place.Metadata.end, a.Place.end)
	for _, s := range append(a.Place.strikes, a.Place.signs...) {
		from, to = min(from, markdown.StartOfLine(e.Src, s.a)), max(to, s.b)
	}
	to = markdown.EndOfLine(e.Src, min(to, len(e.Src)))
	if !bytes.HasPrefix(out, e.Src[:from]) || !bytes.HasSuffix(out, e.Src[to:]) {
		t.Fatalf("an edit of %q changed other lines\nbefore %q\nafter  %q", a.Text, e.Src, out)
	}
}

// TestCorpusFidelity marks, dates and assigns every action of the
// corpus.
func TestCorpusFidelity(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	g := CorpusGrammar()
	edits, refused := 0, 0
	for _, file := range CorpusFiles(t) {
		n := readCorpus(t, file)
		e := g.ParseEntry(n.path, n.src)
		checkSpans(t, e)
		x, y := checkMarking(t, g, e)
		edits, refused = edits+x, refused+y
	}
	t.Logf("%d edits, %d refused", edits, refused)
	if refused*20 > edits {
		t.Errorf("%d of %d edits were refused", refused, edits)
	}
}

// CorpusFiles are the notes of the corpus.
func CorpusFiles(t testing.TB) []string {
	files, err := filepath.Glob("testdata/actions/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no corpus")
	}
	return files
}

// seeds are the corpus, the CommonMark specification's examples and files as
// editors and mishaps leave them.
func seeds(f *testing.F, add func(src []byte)) {
	for _, file := range CorpusFiles(f) {
		add(readCorpus(f, file).src)
	}
	data, err := os.ReadFile("testdata/commonmark.json")
	if err != nil {
		f.Fatal(err)
	}
	var spec []struct{ Markdown string }
	if err := json.Unmarshal(data, &spec); err != nil {
		f.Fatal(err)
	}
	for i, ex := range spec {
		if testing.Short() && i%20 > 0 {
			continue
		}
		add([]byte(ex.Markdown))
		add([]byte("## Next steps\n- [ ] " + strings.ReplaceAll(ex.Markdown, "\n", "\n  ")))
	}
	for _, s := range []string{
		"", "\n", "---", "---\n---", "\ufeff---\r\ndate: 2026-11-20\r\n---\r\n\r\n- [ ] Alice: send it\r\n",
		"- [ ] a\x00b\n- **\xff\xfe Alice to send it**", "- [ ] no newline at the end", "\r- [ ] bare\rcarriage\r",
		"- [ ] " + strings.Repeat("long ", 2000), "- **Alice to " + strings.Repeat("é", 3000) + "**\n",
		"- [ ] ~~a~~ ~~b~~ (done 2026-11-20)\n- [x] ~5 minutes ~~x~~", "- [ ] a (since 2026-11-13 , due 2026-11-14)",
		"- ~~**Alice: a**~~ ❌ (dropped 2026-11-20)\n", "- [ ]\n  [ ] a\n\t- [ ] b\n", "- [\u00a0] nbsp\n- [] none\n",
		"| a | b |\n|---|---|\n| **Alice to x** | [ ] |\n", "- [x]: /url\n- [x] a\n", "- **<b>Alice to go</b>**\n- <s>TODO: x</s>\n",
	} {
		add([]byte(s))
	}
}

// FuzzReading: over any bytes, reading neither panics nor takes long (the fuzzer
// ends what takes ten seconds), and what it finds lies inside the note.
func FuzzReading(f *testing.F) {
	seeds(f, func(src []byte) { f.Add(src) })
	g := CorpusGrammar()
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		e := readEverything(g, "people/alice/2026-11-20.md", src)
		checkSpans(t, e)
		if !bytes.Equal(before, src) {
			t.Fatal("reading wrote to the note")
		}
	})
}

// FuzzMarking: done then opened is the same file, dropped then opened too,
// and each edit changes only the lines it names.
func FuzzMarking(f *testing.F) {
	if testing.Short() {
		f.Skip("takes longer than the quick tests")
	}
	seeds(f, func(src []byte) { f.Add(src) })
	g := CorpusGrammar()
	f.Fuzz(func(t *testing.T, src []byte) {
		e := g.ParseEntry("people/alice/2026-11-20.md", src)
		checkSpans(t, e)
		checkMarking(t, g, e)
	})
}
