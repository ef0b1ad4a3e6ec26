package importer

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

func TestNoteEnding(t *testing.T) {
	for name, want := range map[string]string{
		"alice.md": ".md", "Alice.HTML": ".html", "alice.markdowns": ".markdowns", "alice.longending": "",
		"Alice 5.3.2024": "", "Alice vs. Bob": "", "alice.": "", "alice": "",
	} {
		if got := noteEnding(name); got != want {
			t.Errorf("%q ends with %q, want %q", name, got, want)
		}
	}
}

// TestPlanImport runs the archives of testdata/import: documents below in/,
// the notes folder below have/, and what the plan is below want/.
func TestPlanImport(t *testing.T) {
	for _, name := range importArchives(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, files, have, opt := openArchive(t, name)
			plan, err := PlanImport(files, opt, func(p string) []byte { return have[p] })
			if err == nil {
				checkNothingLost(t, files, plan, have)
				checkTwice(t, files, opt, plan, have)
			}
			got := renderImport(ar, plan, err)
			want := string(txtar.Format(ar))
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

// importArchives are the names of those in testdata/import.
func importArchives(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/import/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	return names
}

// openArchive returns what an archive imports, the folder it meets, and the options.
func openArchive(t *testing.T, name string) (ar *txtar.Archive, files []ImportFile, have map[string][]byte, opt ImportOptions) {
	t.Helper()
	ar, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files, have = importArchive(ar)
	opt = importTestOptions(string(ar.Comment))
	opt.Folder = len(files) > 1
	return ar, files, have, opt
}

// checkTwice asserts that a second import finds all of it there.
func checkTwice(t *testing.T, files []ImportFile, opt ImportOptions, plan *ImportPlan, have map[string][]byte) {
	t.Helper()
	after := maps.Clone(have)
	for _, c := range plan.Changes() {
		after[c.Path] = c.New
	}
	again, err := PlanImport(files, opt, func(p string) []byte { return after[p] })
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range again.Changes() {
		t.Errorf("imported again, %s would be written:\n%s", c.Path, c.New)
	}
}

func importArchive(ar *txtar.Archive) (files []ImportFile, have map[string][]byte) {
	have = map[string][]byte{}
	for _, f := range ar.Files {
		if name, ok := strings.CutPrefix(f.Name, "in/"); ok {
			files = append(files, ImportFile{name, f.Data})
		}
		if name, ok := strings.CutPrefix(f.Name, "have/"); ok {
			have[name] = f.Data
		}
	}
	return files, have
}

func importTestOptions(comment string) ImportOptions {
	opt := ImportOptions{Person: "alice", Today: when.Date{Year: 2026, Month: 11, Day: 20}, Grammar: page.NewGrammar(clause.NewLexicon(clause.NewNames(clause.NameSet{Handle: clause.Me, Names: []string{"Sam Rivera"}}, []clause.NameSet{{Handle: "alice", Names: []string{"Alice Martin"}}, {Handle: "bob", Names: []string{"Bob Lee"}}}), nil), nil)}
	if strings.Contains(comment, "order: mdy") {
		opt.Order = when.MDY
	}
	if i := strings.Index(comment, "year: "); i >= 0 {
		_, _ = fmt.Sscanf(comment[i:], "year: %d", &opt.Year)
	}
	opt.Beside = strings.HasPrefix(comment, "beside")
	return opt
}

// renderImport writes the archive anew with what was planned.
func renderImport(ar *txtar.Archive, plan *ImportPlan, err error) string {
	out := &txtar.Archive{Comment: ar.Comment}
	for _, f := range ar.Files {
		if !strings.HasPrefix(f.Name, "want/") {
			out.Files = append(out.Files, f)
		}
	}
	var report strings.Builder
	if err != nil {
		fmt.Fprintf(&report, "error: %v\n", err)
		var refused *ImportRefusedError
		var problem *markdown.Problem
		switch {
		case errors.As(err, &refused):
			fmt.Fprintf(&report, "hint: %s\n", refused.Hint())
		case errors.As(err, &problem):
			fmt.Fprintf(&report, "hint: %s\n", problem.Hint)
		}
	} else {
		for _, c := range plan.Changes() {
			out.Files = append(out.Files, txtar.File{Name: "want/" + c.Path, Data: c.New})
		}
		say := func(what string, list []ImportedEntry) {
			for _, e := range list {
				fmt.Fprintf(&report, "%s %s from %s:%d, %d lines, %q\n", what, e.Path, e.File, e.Line, e.Lines, e.Title)
				if e.Inferred != "" {
					fmt.Fprintf(&report, "  inferred: %s\n", e.Inferred)
				}
			}
		}
		say("new", plan.Entries)
		say("skipped", plan.Skipped)
		say("conflict", plan.Conflicts)
		for _, u := range plan.Undated {
			fmt.Fprintf(&report, "top page from %s:%d, %d lines\n", u.File, u.Line, u.Lines)
		}
		for _, p := range plan.Problems {
			fmt.Fprintf(&report, "%s\n", p.Error())
			if p.Hint != "" {
				fmt.Fprintf(&report, "  hint: %s\n", p.Hint)
			}
		}
	}
	out.Files = append(out.Files, txtar.File{Name: "want/report", Data: []byte(report.String())})
	return string(txtar.Format(out))
}

// checkNothingLost asserts the promise of an import: every line that is not
// blank is in the plan as it was and as often as it was; only definitions,
// which several entries may need, may be there more often. What was skipped
// is in the folder already.
func checkNothingLost(t testing.TB, files []ImportFile, plan *ImportPlan, have map[string][]byte) {
	t.Helper()
	source, planned := map[string]int{}, map[string]int{}
	defs := false
	for _, f := range files {
		if formatOf(f.Name, f.Src) != "" {
			checkWordsKept(t, f, plan)
			return
		}
		if !slices.Contains(plan.LeftOut, f.Name) {
			defs = defs || strings.Contains(string(f.Src), "]:")
			countSourceLines(source, strings.TrimPrefix(string(f.Src), text.ByteOrderMark))
		}
	}
	for _, list := range [][]ImportedEntry{plan.Entries, plan.Skipped, plan.Conflicts} {
		for _, e := range list {
			text := strings.TrimPrefix(string(e.Text), text.ByteOrderMark)
			for _, nl := range []string{"\n", "\r\n"} {
				own := "---" + nl + "date: " + e.Date.String() + nl + "---" + nl + nl
				if rest, ok := strings.CutPrefix(text, own); ok && !slices.ContainsFunc(files, func(f ImportFile) bool { return string(f.Src) == text }) {
					text = rest
				}
			}
			countSourceLines(planned, text)
		}
	}
	if plan.Top != nil {
		added := strings.TrimPrefix(string(plan.Top.New), string(plan.Top.Old))
		for line := range strings.Lines(added) {
			if source[strings.TrimRight(line, "\r\n")] == 0 {
				line = strings.TrimPrefix(line, "> ")
			}
			countSourceLines(planned, line)
		}
	}
	page := "\n" + string(have[page.TopPagePath(plan.Person)]) + "\n"
	for line, n := range source {
		got := planned[line]
		if got == 0 && strings.Contains(page, "\n"+line+"\n") {
			continue // on the top page already
		}
		if got < n || got > n && !defs {
			t.Errorf("line %q is %d times in the plan, %d in the source", line, got, n)
		}
	}
}

// checkWordsKept asserts the same of a page or an outline, which are written
// anew: each word that a reader saw is in the plan, or something is named as
// left out.
func checkWordsKept(t testing.TB, f ImportFile, plan *ImportPlan) {
	t.Helper()
	planned, named := wordCount{}, false
	for _, c := range plan.Changes() {
		planned.add(string(c.New))
	}
	for _, p := range plan.Problems {
		named = named || strings.Contains(p.What, "left out")
	}
	text := orgText(f.Src)
	if formatOf(f.Name, f.Src) == "html" {
		doc, err := html.ParseWithOptions(bytes.NewReader(dropPictures(f.Src)), html.ParseOptionEnableScripting(false))
		if err != nil {
			t.Fatal(err)
		}
		dropUnseen(doc)
		text = pageText(doc)
	}
	if lost := lostLines(text, planned); len(lost) > 0 && !named {
		t.Errorf("words of lines %v of %s are neither in the plan nor named", lost, f.Name)
	}
}

func countSourceLines(count map[string]int, text string) {
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			count[strings.TrimRight(line, "\r\n")]++
		}
	}
}
