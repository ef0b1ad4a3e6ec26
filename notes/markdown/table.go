package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Tables reads the tables of GitHub's Markdown out of paragraphs. goldmark's own
// reader, from which it differs only in what `\|` means inside code, is in a
// package that compiles regular expressions at every start.
var Tables parser.ParagraphTransformer = tables{}

type tables struct{}

// Transform makes a table of a paragraph from the line above its rule of
// dashes on.
func (tables) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, src := p.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		rule := lines.At(i)
		columns := alignments(rule.Value(src))
		if columns == nil {
			continue
		}
		head := tableRow(lines.At(i-1), src, columns, true)
		if head.ChildCount() != len(columns) {
			return
		}
		table := extast.NewTable()
		table.Alignments = columns
		table.SetPos(p.Pos())
		table.AppendChild(table, extast.NewTableHeader(head))
		for j := i + 1; j < lines.Len(); j++ {
			table.AppendChild(table, tableRow(lines.At(j), src, columns, false))
		}
		p.Parent().InsertAfter(p.Parent(), p, table)
		lines.SetSliced(0, i-1)
		if i == 1 {
			p.Parent().RemoveChild(p.Parent(), p)
			return
		}
		last := lines.At(i - 2)
		last.Stop-- // a paragraph ends before its newline
		lines.Set(i-2, last)
		return
	}
}

// alignments returns the alignments in a rule of dashes, nil for any other line.
func alignments(rule []byte) []extast.Alignment {
	if indent, _ := util.IndentWidth(rule, 0); indent > 3 || len(bytes.Trim(rule, "-")) == 0 {
		return nil
	}
	cells := bytes.Split(rule, []byte("|"))
	if util.IsBlank(cells[0]) {
		cells = cells[1:]
	}
	if n := len(cells); n > 0 && util.IsBlank(cells[n-1]) {
		cells = cells[:n-1]
	}
	var all []extast.Alignment
	for _, cell := range cells {
		dashes, left := bytes.CutPrefix(bytes.Trim(cell, " \t\r\n\f"), []byte(":"))
		dashes, right := bytes.CutSuffix(dashes, []byte(":"))
		if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 {
			return nil
		}
		switch {
		case left && right:
			all = append(all, extast.AlignCenter)
		case left:
			all = append(all, extast.AlignLeft)
		case right:
			all = append(all, extast.AlignRight)
		default:
			all = append(all, extast.AlignNone)
		}
	}
	return all
}

// tableRow splits a line at its bars. Only in a head are cells beyond the columns
// kept, since they show that it is not a head.
func tableRow(line text.Segment, src []byte, columns []extast.Alignment, head bool) *extast.TableRow {
	row := extast.NewTableRow(columns)
	row.SetPos(line.Start)
	inner := line.TrimLeftSpace(src)
	inner = inner.TrimRightSpace(src)
	value := inner.Value(src)
	from, end := 0, len(value)
	if end > 0 && value[0] == '|' {
		from++
	}
	if end > 0 && value[end-1] == '|' {
		end--
	}
	n := 0
	for ; from < end && (head || n < len(columns)); n++ {
		to := from
		for to < end && (value[to] != '|' || to > 0 && value[to-1] == '\\') {
			to++
		}
		cell := extast.NewTableCell()
		cell.SetPos(line.Start + from - line.Padding)
		if n < len(columns) {
			cell.Alignment = columns[n]
		}
		words := text.NewSegment(inner.Start+from, inner.Start+to)
		words = words.TrimLeftSpace(src)
		cell.Lines().Append(words.TrimRightSpace(src))
		row.AppendChild(row, cell)
		from = to + 1
	}
	for ; n < len(columns); n++ {
		row.AppendChild(row, extast.NewTableCell())
	}
	return row
}
