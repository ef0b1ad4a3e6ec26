package render

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"oneonone/internal/columns"
)

// narrowest is the least width of a column of a Markdown table; with less room
// the table is shown as written.
const narrowest = 5

// table lays out a Markdown table: columns aligned as the table says, cells
// wrapped, the widest column narrowed until it fits.
func (m *page) table(n *east.Table) {
	m.cell = true
	defer func() { m.cell = false }()
	var rows [][][]unit
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if m.cellsLost(row, len(n.Alignments)) {
			m.tableAsWritten(n)
			return
		}
		style := Plain
		if row.Kind() == east.KindTableHeader {
			style = Bold
		}
		var cells [][]unit
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, m.units(cell, style))
		}
		rows = append(rows, cells)
	}
	widths := tableWidths(rows, len(n.Alignments), m.room())
	if widths == nil {
		m.tableAsWritten(n)
		return
	}
	for i, cells := range rows {
		m.tableRow(cells, widths, n.Alignments)
		if i == 0 {
			total := gap * (len(widths) - 1)
			for _, w := range widths {
				total += w
			}
			m.line(m.o.paint(Muted, strings.Repeat("─", total)))
		}
	}
}

// sourceLine is the line row is written on.
func (m *page) sourceLine(row ast.Node) []byte {
	line := m.src[row.Pos():]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	return line
}

// cellsLost reports whether a row may have more cells than the table has columns;
// GFM drops the extra ones.
func (m *page) cellsLost(row ast.Node, columns int) bool {
	line := bytes.TrimSpace(m.sourceLine(row))
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	return bytes.Count(line, []byte("|"))-bytes.Count(line, []byte(`\|`)) >= columns
}

// tableAsWritten shows the lines of the source.
func (m *page) tableAsWritten(n *east.Table) {
	start := n.FirstChild().Pos()
	lines := 1 // the line of dashes, which is not a row
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		lines++
	}
	src := m.src[start:]
	for line := range bytes.Lines(src) {
		if lines--; lines < 0 {
			break
		}
		m.raw(bytes.TrimRight(line, "\r\n"), Plain)
	}
}

// tableWidths are the columns' widths within room, or nil when they cannot all be
// at least narrowest.
func tableWidths(rows [][][]unit, columns, room int) []int {
	widths := make([]int, columns)
	for i := range widths {
		widths[i] = 1
	}
	for _, cells := range rows {
		for i, cell := range cells {
			w := 0
			for j, u := range cell {
				w += u.width
				if u.spaced && j > 0 {
					w++
				}
			}
			widths[i] = max(widths[i], min(w, room))
		}
	}
	total := gap * (columns - 1)
	for _, w := range widths {
		total += w
	}
	for ; total > room; total-- {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= narrowest {
			return nil
		}
		widths[widest]--
	}
	return widths
}

func (m *page) tableRow(cells [][]unit, widths []int, align []east.Alignment) {
	columns := make([][]string, len(widths))
	height := 1
	for i := range widths {
		if i < len(cells) {
			for _, line := range fill(cells[i], widths[i]) {
				columns[i] = append(columns[i], m.paintLine(line))
			}
		}
		height = max(height, len(columns[i]))
	}
	for k := range height {
		var b strings.Builder
		for i, w := range widths {
			if i > 0 {
				b.WriteString(strings.Repeat(" ", gap))
			}
			text := ""
			if k < len(columns[i]) {
				text = columns[i][k]
			}
			b.WriteString(aligned(text, w, align[i]))
		}
		m.line(b.String())
	}
}

// aligned pads text to width.
func aligned(text string, width int, to east.Alignment) string {
	space := max(0, width-columns.Width(text))
	left := 0
	switch to {
	case east.AlignRight:
		left = space
	case east.AlignCenter:
		left = space / 2
	}
	return strings.Repeat(" ", left) + text + strings.Repeat(" ", space-left)
}
