package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	// saidOf matches a line of a package comment: a file, and what is decided there.
	saidOf = regexp.MustCompile(`(?m)^\t(\w+\.go) +\S.*$`)
	// bySystem matches how the name of a file for some systems ends.
	bySystem = regexp.MustCompile(`_(unix|linux|darwin|windows|other)\.go$`)
)

// Somebody with a bug report, who has never seen the code, finds the file by what
// the package comments say is decided in each.
func TestPackageCommentsNameEveryFile(t *testing.T) {
	rooms := map[string][]string{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			rooms[filepath.Dir(path)] = append(rooms[filepath.Dir(path)], path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	listing := 0
	for dir, files := range rooms {
		there, unsaid, named := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, path := range files {
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			name := forAnySystem(filepath.Base(path))
			there[name] = true
			if f.Doc == nil && !(filepath.ToSlash(dir) == "../../cmd" && makesCommand(f)) {
				unsaid[name] = true
			}
			for _, line := range saidOf.FindAllStringSubmatch(f.Doc.Text(), -1) {
				named[forAnySystem(line[1])] = true
			}
		}
		if len(unsaid) < 2 && len(named) == 0 {
			continue // the package comment is about the one file there is
		}
		listing++
		for name := range named {
			if delete(unsaid, name); !there[name] {
				t.Errorf("%s: the package comment names %s, which is not there", dir, name)
			}
		}
		for name := range unsaid {
			t.Errorf("%s: the package comment does not say what is decided in %s", dir, name)
		}
	}
	if listing < 50 {
		t.Errorf("%d package comments name files", listing)
	}
}

// forAnySystem is the name that the files for several systems have in common.
func forAnySystem(name string) string { return bySystem.ReplaceAllString(name, ".go") }

// makesCommand reports whether a file of cmd is a command's: its name says which.
func makesCommand(f *ast.File) bool {
	return slices.ContainsFunc(f.Decls, func(d ast.Decl) bool {
		fn, ok := d.(*ast.FuncDecl)
		return ok && fn.Recv == nil && strings.HasPrefix(fn.Name.Name, "new")
	})
}
