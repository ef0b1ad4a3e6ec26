package importer

import "oneonone/internal/when"

// adoptBold takes lines that are nothing but a date in bold for entries where
// they recur among entries of another shape: for a while, days were marked so.
// Only a day between those of the entries around it counts; a later or an
// earlier one is talked about, as a deadline is.
func (p *importPattern) adoptBold(marks []importMark) bool {
	entries, down := p.entryDays(marks)
	if len(entries) < 2 {
		return false
	}
	var found []int
	next := 0 // the first entry behind the mark
	for i := range marks {
		m := &marks[i]
		if next < len(entries) && entries[next] == m {
			next++
			continue
		}
		if m.shape == markBold && m.alone && m.date.whole() && inRow(m.date.date, entries, next, down) {
			found = append(found, m.at)
		}
	}
	if len(found) < habit {
		return false
	}
	for _, at := range found {
		p.adopted[at] = true
	}
	return true
}

// entryDays are the marks that begin entries, and whether the newest is first.
func (p *importPattern) entryDays(marks []importMark) (entries []*importMark, down bool) {
	balance := 0
	for i := range marks {
		if m := &marks[i]; p.begins(m) && !m.date.date.IsZero() {
			if n := len(entries); n > 0 {
				balance += entries[n-1].date.date.Compare(m.date.date)
			}
			entries = append(entries, m)
		}
	}
	return entries, balance > 0
}

// inRow reports whether a day fits in before entries[next]. The day of the
// entry before it only repeats that one's date.
func inRow(d when.Date, entries []*importMark, next int, down bool) bool {
	after := func(a, b when.Date) bool { return a != b && a.After(b) != down }
	if next > 0 && !after(d, entries[next-1].date.date) {
		return false
	}
	return next == len(entries) || !after(d, entries[next].date.date)
}
