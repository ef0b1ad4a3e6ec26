package page

import (
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/words"
)

// RuleTable is the rule of a row of a table of actions.
const RuleTable = "table"

// A table of actions has a column headed like a task and another headed like
// an owner, or with people in it: "| What | Who | By when |". Each row below is
// an action; further columns say when it is due and how it stands.
type table struct{ task, owner, due, status int }

// columnWords are the headings that columns of a table of actions may have.
var columnWords = map[string]func() map[string]bool{
	"task": words.Set("task"), "owner": words.Set("owner"), "due": words.Set("due"), "status": words.Set("status"),
	"finished": words.Set("finished"),
}

// tableCells lists the cells of a table that may be one of actions, to be
// rendered; a look at its head rules most others out.
func (r *reading) tableCells(b *markdown.Block, list []*markdown.Block) []*markdown.Block {
	head := b.First
	if head == nil || !r.entry {
		return list
	}
	tasks := columnWords["task"]()
	for c := head.First; c != nil; c = c.Next {
		if tasks[foldCell(r.rawCell(c))] {
			for row := head; row != nil; row = row.Next {
				for cell := row.First; cell != nil; cell = cell.Next {
					if len(cell.Lines) > 0 {
						list = append(list, cell)
					}
				}
			}
			return list
		}
	}
	return list
}

func (r *reading) rawCell(c *markdown.Block) string {
	if len(c.Lines) == 0 {
		return ""
	}
	seg := c.Lines[0]
	return string(r.doc.Src[seg.Start:seg.Stop])
}

// foldCell is the text of a head's cell as it is looked up.
func foldCell(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.Trim(s, "*_:：? \t")), " "))
}

// table reads the actions of a table.
func (r *reading) table(b *markdown.Block) {
	if !r.entry || b.First == nil {
		return
	}
	t, ok := r.columns(b)
	if !ok {
		return
	}
	for row := b.First.Next; row != nil; row = row.Next {
		r.row(t, cellsOf(row))
	}
}

// columns finds which column says what.
func (r *reading) columns(b *markdown.Block) (table, bool) {
	t := table{-1, -1, -1, -1}
	for i, c := range cellsOf(b.First) {
		head := foldCell(r.rawCell(c))
		for _, col := range []struct {
			kind string
			at   *int
		}{{"task", &t.task}, {"owner", &t.owner}, {"due", &t.due}, {"status", &t.status}} {
			if *col.at < 0 && columnWords[col.kind]()[head] {
				*col.at = i
				break
			}
		}
	}
	if t.task >= 0 && t.owner < 0 {
		t.owner = r.peopleColumn(b, t)
	}
	return t, t.task >= 0 && (t.owner >= 0 || r.scope().direct)
}

// peopleColumn is a column with nothing but people of the folder in it.
func (r *reading) peopleColumn(b *markdown.Block, t table) int {
	found := map[int]bool{}
	for row := b.First.Next; row != nil; row = row.Next {
		for i, c := range cellsOf(row) {
			text := cellText(c)
			_, named := r.g.OnlyNames(text, r.note.person)
			was, seen := found[i]
			if text != "" {
				found[i] = named && i != t.task && (was || !seen)
			}
		}
	}
	best := -1
	for i, people := range found {
		if people && (best < 0 || i < best) {
			best = i
		}
	}
	return best
}

// row makes an action of a row, unless its task is empty.
func (r *reading) row(t table, cells []*markdown.Block) {
	if t.task >= len(cells) || cellText(cells[t.task]) == "" {
		return
	}
	p := cells[t.task].Prose
	w := r.words(p, p.Trim(0, len(p.Text)))
	m, _ := r.g.ReadMarker(w.Text, r.voice(r.scope()))
	if clause.IsPlaceholder(m.Rest(w)) || w.Written().WordsEnd(w.Text) == 0 {
		r.refuse(w, "row", "a placeholder")
		return
	}
	sc := r.scope()
	if who := r.cell(t.owner, cells); who != "" {
		sc.owners = r.peopleIn(who)
	}
	a := r.add(w, m, sc, RuleTable, markdown.NoBox)
	if due := r.cell(t.due, cells); a.Due.IsZero() && due != "" {
		if d, err := when.ParseFrom(strings.Trim(due, " .*"), r.note.date, when.Future); err == nil {
			a.Due = d
		}
	}
	status := strings.ToLower(strings.Trim(r.cell(t.status, cells), " .*"))
	if a.State != clause.Dropped && columnWords["finished"]()[status] {
		a.State = clause.Done
		said := cells[t.status].Prose
		from, to := said.OuterTrimmed(r.doc.Src, said.Trim(0, len(said.Text)))
		a.Place.stateWord = sourceCut{from, to, cellState}
	}
}

// peopleIn are the people a cell names; words that name nobody are left out.
func (r *reading) peopleIn(who string) []string {
	if owners, ok := r.g.OnlyNames(who, r.note.person); ok {
		return owners
	}
	owners, _ := r.g.NameList(who, r.g.Voice(r.note.person))
	return owners
}

func (r *reading) cell(i int, cells []*markdown.Block) string {
	if i < 0 || i >= len(cells) {
		return ""
	}
	return cellText(cells[i])
}

func cellText(c *markdown.Block) string {
	if c.Prose == nil {
		return ""
	}
	return strings.TrimSpace(string(c.Prose.Text))
}

func cellsOf(row *markdown.Block) []*markdown.Block {
	var cells []*markdown.Block
	for c := row.First; c != nil; c = c.Next {
		cells = append(cells, c)
	}
	return cells
}
