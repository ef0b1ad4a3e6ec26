package markdown

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"oneonone/internal/sliptest"
)

// dump is a tree with every place in it.
func dump(p parser.Parser, src []byte) string {
	var b bytes.Buffer
	depth := 0
	ast.Walk(p.Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			depth--
			return ast.WalkContinue, nil
		}
		fmt.Fprintf(&b, "%*s%s %d", 2*depth, "", n.Kind(), n.Pos())
		if n.Type() == ast.TypeBlock {
			for i := range n.Lines().Len() {
				fmt.Fprintf(&b, " %v", n.Lines().At(i))
			}
		}
		switch n := n.(type) {
		case *ast.Text:
			fmt.Fprintf(&b, " %v", n.Segment)
		case *extast.Table:
			fmt.Fprintf(&b, " %v", n.Alignments)
		case *extast.TableCell:
			fmt.Fprintf(&b, " %v", n.Alignment)
		}
		b.WriteByte('\n')
		depth++
		return ast.WalkContinue, nil
	})
	return b.String()
}

var (
	theirs = parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(extension.NewStrikethroughParser(), 500))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(extension.NewTableParagraphTransformer(), 200))...))
	ours = parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(StruckText, 500))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(Tables, 200))...))
)

func agree(t *testing.T, src []byte) {
	t.Helper()
	if got, want := dump(ours, src), dump(theirs, src); got != want {
		t.Fatalf("%q\n got\n%s\nwant\n%s", src, got, want)
	}
}

// Texts of nothing but what tables and struck text are told by.
func TestExtensionsAgree(t *testing.T) {
	tries, err := strconv.Atoi(os.Getenv("ONEONONE_PAIRS"))
	if err != nil {
		tries = sliptest.Draws(3000)
	}
	random := rand.New(rand.NewPCG(1, 2))
	signs := []string{"|", "|", "-", "-", "--", ":", " ", "\\", "`", "~", "~~", "a", "\n", "\n", "\n> ", "\n- ", "\t", "\v", "\r", "    ", "é", "|-|-|\n", "a|b\n"}
	for range tries {
		var src []byte
		for range 1 + random.IntN(24) {
			src = append(src, signs[random.IntN(len(signs))]...)
		}
		agree(t, src)
	}
}

// FuzzExtensions compares our readers of tables and of struck text with those
// of goldmark, which are linked into tests only.
func FuzzExtensions(f *testing.F) {
	for _, s := range []string{
		"| a | b |\n|---|:-:|\n| c | d | e |\n| f\n\nx", "text\na|b\n:-|-:\n`c\\|d`|~~e~~\n", "~a~ ~~b~~ ~~~c~~~ ~~d~", "> - a | b\n>   --|--\n>   c | d",
		"|a|\n||\n", "a\n-\v|-\n", "|\n|-|\n|", "\\|a|\n-|-\n", "\ta|b\n    -|-\n", ":\n:\n", "a\n:-:\nb\n--\n", "~~a *b~~ c*", "|a|b|\n|-|-|\n\n|-|-|",
	} {
		f.Add([]byte(s))
	}
	notes, err := filepath.Glob("../page/testdata/*/*.txtar")
	if err != nil || len(notes) == 0 {
		f.Fatalf("no notes to compare by: %v", err)
	}
	for _, path := range notes {
		src, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) <= 64<<10 {
			agree(t, src)
		}
	})
}
