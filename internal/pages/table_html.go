package pages

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// extended renders tables and struck text. goldmark's own renderers are in a
// package that compiles regular expressions at every start.
func extended(r renderer.NodeRendererFuncRegisterer) {
	r.Register(extast.KindStrikethrough, around("<del>", "</del>"))
	r.Register(extast.KindTable, around("<table>\n", "</tbody>\n</table>\n"))
	r.Register(extast.KindTableHeader, around("<thead>\n<tr>\n", "</tr>\n</thead>\n<tbody>\n"))
	r.Register(extast.KindTableRow, around("<tr>\n", "</tr>\n"))
	r.Register(extast.KindTableCell, cell)
}

func around(before, after string) renderer.NodeRendererFunc {
	return func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			w.WriteString(before)
		} else {
			w.WriteString(after)
		}
		return ast.WalkContinue, nil
	}
}

func cell(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	tag := "td"
	if n.Parent().Kind() == extast.KindTableHeader {
		tag = "th"
	}
	if !entering {
		w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	w.WriteString("<" + tag)
	if a := n.(*extast.TableCell).Alignment; a != extast.AlignNone {
		w.WriteString(` style="text-align: ` + a.String() + `"`)
	}
	w.WriteString(">")
	return ast.WalkContinue, nil
}
