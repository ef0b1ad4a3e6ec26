package render

import (
	"bytes"
	"slices"
	"strings"

	"oneonone/internal/columns"
)

// TableColumn is a column of a Table.
type TableColumn struct {
	Name  string // the header; "" for none
	Right bool   // aligned right, as numbers are
	Fixed bool   // not cut while another column can be: handles and dates
}

// Cell is one field of a record.
type Cell struct {
	Text  string
	Style Style
	Short string // shown instead on a terminal without room for every cell's Text
	Weeks []Week // drawn as a Strip instead of Text; as many of the newest as there is room for
}

// Text is a plain cell.
func Text(s string) Cell { return Cell{Text: s} }

// Table is a listing. It is written whole, because columns are as wide as
// their widest cell.
type Table struct {
	Columns []TableColumn
	rows    [][]Cell
	// headings are the headings before records, by the record's index.
	headings map[int]string
}

// Add appends a record; cells it lacks are empty.
func (t *Table) Add(cells ...Cell) { t.rows = append(t.rows, cells) }

// Write writes the table: on a terminal aligned under a header and never
// wider than o.Width, elsewhere one record a line, tab-separated, without
// header. No records give no output.
func (t *Table) Write(o Output) error {
	if len(t.rows) == 0 {
		return nil
	}
	var buf bytes.Buffer
	if o.TTY {
		t.aligned(&buf, o)
	} else {
		t.separated(&buf, o)
	}
	_, err := o.W.Write(buf.Bytes())
	return err
}

var (
	fieldBreaks = strings.NewReplacer("\r\n", " ", "\t", " ", "\n", " ", "\r", " ")
	lineBreaks  = strings.NewReplacer("\t", " ", "\n", " ")
)

func (t *Table) separated(buf *bytes.Buffer, o Output) {
	for _, row := range t.rows {
		for i := range t.Columns {
			if i > 0 {
				buf.WriteByte('\t')
			}
			c := cell(row, i)
			buf.WriteString(o.paint(c.Style, Clean(fieldBreaks.Replace(c.Text))))
		}
		buf.WriteByte('\n')
	}
}

// gap is the space between two columns.
const gap = 2

// leastWeeks is how many weeks of a strip are shown, however little room there is.
const leastWeeks = 8

// fitted returns the cells in the fullest form that fits: whole, else short, else
// with fewer weeks.
func (t *Table) fitted(o Output) [][]Cell {
	rows := t.cells(o, false, 0)
	if o.Width == 0 || t.total(rows) <= o.Width {
		return rows
	}
	rows = t.cells(o, true, 0)
	if over := t.total(rows) - o.Width; over > 0 {
		return t.cells(o, true, over)
	}
	return rows
}

// cells returns the cells as a terminal gets them: their Short text if short is
// set, strips without their oldest fewer weeks.
func (t *Table) cells(o Output, short bool, fewer int) [][]Cell {
	rows := make([][]Cell, len(t.rows))
	for n, row := range t.rows {
		rows[n] = make([]Cell, len(t.Columns))
		for i := range t.Columns {
			c := cell(row, i)
			switch {
			case c.Weeks != nil:
				left := min(len(c.Weeks), max(leastWeeks, len(c.Weeks)-fewer))
				rows[n][i] = Cell{Text: string(o.Strip(c.Weeks[len(c.Weeks)-left:]))}
				continue
			case short && c.Short != "":
				c.Text = c.Short
			}
			rows[n][i] = Cell{Text: lineBreaks.Replace(Clean(c.Text)), Style: c.Style}
		}
	}
	return rows
}

func (t *Table) aligned(buf *bytes.Buffer, o Output) {
	rows := t.fitted(o)
	widths := t.widths(rows, o.Width)
	if slices.ContainsFunc(t.Columns, func(c TableColumn) bool { return c.Name != "" }) {
		header := make([]Cell, len(t.Columns))
		for i, c := range t.Columns {
			header[i] = Cell{Text: strings.ToUpper(c.Name), Style: Muted}
		}
		t.line(buf, o, header, widths)
	}
	for i, row := range rows {
		if heading := t.headings[i]; heading != "" {
			if i > 0 {
				buf.WriteByte('\n')
			}
			text := lineBreaks.Replace(Clean(heading))
			if o.Width > 0 {
				text = columns.Cut(text, o.Width, "…")
			}
			buf.WriteString(o.paint(Bold, text))
			buf.WriteByte('\n')
		}
		t.line(buf, o, row, widths)
	}
}

func (t *Table) line(buf *bytes.Buffer, o Output, row []Cell, widths []int) {
	pad := 0 // spaces owed before the next text, so that no line ends in spaces
	for i, c := range row {
		if widths[i] == 0 {
			continue
		}
		text := columns.Cut(c.Text, widths[i], "…")
		space := widths[i] - columns.Width(text)
		if t.Columns[i].Right {
			pad, space = pad+space, 0
		}
		if text != "" {
			buf.WriteString(strings.Repeat(" ", pad))
			buf.WriteString(o.paint(c.Style, text))
			pad = 0
		}
		pad += space + gap
	}
	buf.WriteByte('\n')
}

// natural are the widths of the columns' widest cells and their sum with the
// gaps. A column without any text gets no room, and neither does its header.
func (t *Table) natural(rows [][]Cell) (widths []int, total int) {
	widths, total = make([]int, len(t.Columns)), -gap
	for i, column := range t.Columns {
		for _, row := range rows {
			widths[i] = max(widths[i], columns.Width(row[i].Text))
		}
		if widths[i] > 0 {
			widths[i] = max(widths[i], columns.Width(column.Name))
			total += widths[i] + gap
		}
	}
	return widths, total
}

func (t *Table) total(rows [][]Cell) int {
	_, total := t.natural(rows)
	return total
}

// widths are the natural widths, reduced to fit into limit: the widest is cut
// first, Fixed ones last.
func (t *Table) widths(rows [][]Cell, limit int) []int {
	widths, total := t.natural(rows)
	for limit > 0 && total > limit {
		i := t.widest(widths)
		if i < 0 {
			break
		}
		widths[i]--
		total--
		if widths[i] == 0 {
			total -= gap
		}
	}
	return widths
}

// least is the width below which a column that is not Fixed is only cut when
// the Fixed ones have been.
const least = 12

// most is the width above which a Fixed column is cut like any other: a very long
// handle must not crowd out the text.
const most = 16

// widest is the column to cut next, or -1 when nothing is left.
func (t *Table) widest(widths []int) int {
	best, bestRank := -1, 0
	for i, w := range widths {
		rank := w
		if w > least && (!t.Columns[i].Fixed || w > most) {
			rank += 1 << 20
		}
		if w > 0 && rank > bestRank {
			best, bestRank = i, rank
		}
	}
	return best
}

func cell(row []Cell, i int) Cell {
	if i < len(row) {
		return row[i]
	}
	return Cell{}
}
