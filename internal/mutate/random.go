package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// otherSystems are suffixes of files that tests on this system do not compile.
var otherSystems = []string{"_windows.go", "_darwin.go", "_other.go"}

// site is a place where one small thing can be changed.
type site struct {
	file     string
	from, to int // bytes of the file
	new      string
	line     int
	text     string // the line, trimmed
	what     string
}

func (s site) String() string { return fmt.Sprintf("%s:%d: %s: %s", s.file, s.line, s.what, s.text) }

// equivalent is a mutation that no test can catch.
type equivalent struct{ File, What, Text, Reason string }

func (e equivalent) is(s site) bool { return e.File == s.file && e.What == s.what && e.Text == s.text }

// runRandom draws n mutations, and lists those that no test notices.
func runRandom(ctx context.Context, n int, seed uint64, least float64) (bool, error) {
	rooms, err := listRooms(ctx)
	if err != nil {
		return false, err
	}
	sites, err := allSites(rooms.mutated())
	if err != nil {
		return false, err
	}
	var known []equivalent
	if err := readList(equivalentFile, &known); err != nil {
		return false, err
	}
	fmt.Printf("seed %d, %d places\n", seed, len(sites))
	draw(sites, seed)
	caught, tried := 0, 0
	for _, s := range sites {
		if tried == n {
			break
		}
		if slices.ContainsFunc(known, func(e equivalent) bool { return e.is(s) }) {
			fmt.Println("equivalent      ", s)
			continue
		}
		begin := time.Now()
		b, err := os.ReadFile(s.file)
		if err != nil {
			return false, err
		}
		mutated := slices.Concat(b[:s.from], []byte(s.new), b[s.to:])
		failed, err := tryOne(ctx, s.file, mutated, rooms.tests(path.Dir(s.file)))
		if errors.Is(err, errBuild) {
			continue
		}
		if err != nil {
			return false, err
		}
		tried++
		if failed != "" {
			caught++
		}
		report(failed, s.String(), begin)
	}
	fmt.Printf("%d of %d random mutations caught\n", caught, tried)
	return float64(caught) >= least*float64(tried), nil
}

func allSites(rooms rooms) ([]site, error) {
	var all []site
	for dir := range rooms {
		files, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			other := slices.ContainsFunc(otherSystems, func(end string) bool { return strings.HasSuffix(f, end) })
			if other || strings.HasSuffix(f, "_test.go") {
				continue
			}
			sites, err := sitesOf(f)
			if err != nil {
				return nil, err
			}
			all = append(all, sites...)
		}
	}
	return all, nil
}

// draw puts sites into an order that a seed makes of what each of them is, not of
// where it stands: what is written elsewhere leaves the draw as it was, and a
// survivor that a test was written for is tried again.
func draw(sites []site, seed uint64) {
	rank := make(map[site][sha256.Size]byte, len(sites))
	twins := map[site]int{}
	for _, s := range sites {
		twin := site{file: s.file, what: s.what, text: s.text}
		rank[s] = sha256.Sum256(fmt.Appendf(nil, "%d\x00%s\x00%s\x00%s\x00%d", seed, s.file, s.what, s.text, twins[twin]))
		twins[twin]++
	}
	slices.SortFunc(sites, func(a, b site) int {
		first, second := rank[a], rank[b]
		return bytes.Compare(first[:], second[:])
	})
}

// sitesOf finds every place of a file where an operator applies: negating a
// condition, dropping a call statement, including or excluding a comparison's
// limit, adding one to a number. A number is left alone where Go's own customs
// say that nobody reads it: what is returned beside an error or beside false, the
// capacity of a slice, and -1, which stands for nothing or for no limit as any
// number below zero does. So is one right of < or >=: x < 4 and x <= 3 are the
// same of whole numbers, and one more would be the swapped limit a second time.
func sitesOf(file string) ([]site, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, src, 0)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(string(src), "\n")
	var sites []site
	add := func(from, to token.Pos, what, new string) {
		p := fset.Position(from)
		sites = append(sites, site{file: filepath.ToSlash(file), from: p.Offset, to: fset.Position(to).Offset, new: new,
			line: p.Line, text: strings.TrimSpace(lines[p.Line-1]), what: what})
	}
	text := func(n ast.Node) string {
		return string(src[fset.Position(n.Pos()).Offset:fset.Position(n.End()).Offset])
	}
	unread := map[ast.Node]bool{}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			if last := len(n.Results) - 1; last > 0 && fails(n.Results[last]) {
				for _, r := range n.Results[:last] {
					unread[r] = true
				}
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "make" && len(n.Args) == 3 {
				ast.Inspect(n.Args[2], func(n ast.Node) bool { unread[n] = true; return true })
			}
		case *ast.UnaryExpr:
			if one, ok := n.X.(*ast.BasicLit); ok && n.Op == token.SUB && one.Value == "1" {
				unread[one] = true
			}
		case *ast.GenDecl:
			return n.Tok != token.IMPORT
		case *ast.IfStmt:
			add(n.Cond.Pos(), n.Cond.End(), "negate", "!("+text(n.Cond)+")")
		case *ast.ExprStmt:
			add(n.Pos(), n.End(), "drop", "")
		case *ast.BinaryExpr:
			if swap, ok := swapped[n.Op]; ok {
				add(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), "swap", swap)
				unread[n.Y] = unread[n.Y] || n.Op == token.LSS || n.Op == token.GEQ
			}
		case *ast.BasicLit:
			if v, err := strconv.Atoi(n.Value); err == nil && n.Kind == token.INT && !unread[n] {
				add(n.Pos(), n.End(), "one more", strconv.Itoa(v+1))
			}
		}
		return true
	})
	return sites, nil
}

// fails reports whether what is returned last says that nothing was found, or
// why: false, an error made there, or err, which is looked at before it is returned.
func fails(last ast.Expr) bool {
	switch e := last.(type) {
	case *ast.Ident:
		return e.Name == "false" || e.Name == "err"
	case *ast.CallExpr:
		f, ok := e.Fun.(*ast.SelectorExpr)
		return ok && slices.Contains([]string{"Errorf", "New"}, f.Sel.Name) && slices.Contains([]string{"fmt", "errors"}, fmt.Sprint(f.X))
	}
	return false
}

var swapped = map[token.Token]string{token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">"}
