package main

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// otherSystems are files that no test on this one compiles.
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

// runRandom draws n mutations, and says which the tests do not notice.
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
	r := rand.New(rand.NewPCG(seed, 0))
	r.Shuffle(len(sites), func(i, j int) { sites[i], sites[j] = sites[j], sites[i] })
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
	// By file and place, so that a seed draws the same ones every time.
	slices.SortFunc(all, func(a, b site) int {
		if c := strings.Compare(a.file, b.file); c != 0 {
			return c
		}
		if a.from != b.from {
			return a.from - b.from
		}
		return strings.Compare(a.what, b.what)
	})
	return all, nil
}

// sitesOf finds every place of a file where an operator applies: a condition is
// negated, a call that stands alone is dropped, a comparison includes its
// limit or no longer does, a number is one more. A number is left alone where
// Go's own customs say that nobody reads it: what is returned beside an error or
// beside false, the room that a slice has to grow, and -1, which stands
// for nothing or for no limit as any number below zero does.
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
