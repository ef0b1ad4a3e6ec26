package importer

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
)

// eachSeed goes through the files of the examples.
func eachSeed(f *testing.F, add func(txtar.File)) {
	names, err := filepath.Glob("testdata/import/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range ar.Files {
			add(file)
		}
	}
}

// FuzzPlanImport keeps the promise that no line of a document is lost or
// changed, and that a document imported twice is there already.
func FuzzPlanImport(f *testing.F) {
	eachSeed(f, func(file txtar.File) {
		if strings.HasPrefix(file.Name, "in/") {
			f.Add(file.Data)
			f.Add([]byte(text.ByteOrderMark + strings.ReplaceAll(string(file.Data), "\n", "\r\n")))
		}
	})
	// Lines that once went missing, and what once was imported twice.
	f.Add([]byte("0[^1]\r\n# FeB1 0001 \n[^1]:"))
	f.Add([]byte("\r00\n \n10FeB0001"))
	f.Fuzz(func(t *testing.T, src []byte) {
		files := []ImportFile{{Name: "doc.md", Src: src}}
		opt := ImportOptions{Person: "alice", Order: when.DMY, Today: when.Date{Year: 2026, Month: 11, Day: 20}}
		plan, err := PlanImport(files, opt, func(string) []byte { return nil })
		var problem *markdown.Problem
		var refused *ImportRefusedError
		switch {
		case errors.As(err, &problem), errors.As(err, &refused):
			return
		case err != nil:
			t.Fatal(err)
		}
		checkNothingLost(t, files, plan, nil)
		have := map[string][]byte{}
		for _, c := range plan.Changes() {
			if _, ok := have[c.Path]; ok || c.Old != nil {
				t.Fatalf("%s is written twice or over something", c.Path)
			}
			have[c.Path] = c.New
		}
		again, err := PlanImport(files, opt, func(p string) []byte { return have[p] })
		if err != nil {
			t.Fatal(err)
		}
		if n := len(again.Changes()); n > 0 || len(again.Conflicts) > 0 {
			t.Fatalf("imported again: %d changes, %d conflicts", n, len(again.Conflicts))
		}
	})
}

// FuzzImportPage keeps that promise for what is written anew: no word that a
// page or an outline shows is lost without being named, and nothing in one
// makes the import fail or hang.
func FuzzImportPage(f *testing.F) {
	eachSeed(f, func(file txtar.File) {
		if format := formatOf(file.Name, nil); format != "" {
			f.Add(file.Data, format == "org")
		}
	})
	f.Add([]byte("#+MACRO: a {{{a}}}\n* 2024-03-05\n{{{a}}}\n"), true)
	f.Add([]byte("<h1>2024-03-05</h1><table><tr><td colspan=99999999>a"), false)
	f.Fuzz(func(t *testing.T, src []byte, org bool) {
		file := ImportFile{Name: "doc.html", Src: src}
		if org {
			file.Name = "doc.org"
		}
		opt := ImportOptions{Person: "alice", Order: when.DMY, Year: 2024, Today: when.Date{Year: 2026, Month: 11, Day: 20}}
		plan, err := PlanImport([]ImportFile{file}, opt, func(string) []byte { return nil })
		var problem *markdown.Problem
		var refused *ImportRefusedError
		switch {
		case errors.As(err, &problem):
			if strings.Contains(problem.What, "would be lost") {
				t.Fatal(problem)
			}
			return
		case errors.As(err, &refused):
			return
		case err != nil:
			t.Fatal(err)
		}
		if utf8.Valid(src) {
			checkWordsKept(t, file, plan)
		}
	})
}
