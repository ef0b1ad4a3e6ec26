package importer

import (
	"slices"

	"oneonone/internal/when"
)

// habit is how many dates it takes for a shape that occurs only outside other
// entries to count as a way of writing entries.
const habit = 3

// adopt adds dates that recur in another shape where the pattern has no entries.
// Dates of that shape inside other entries stay content.
func (p *importPattern) adopt(chunks []importChunk, marks []importMark) bool {
	last := -1
	for i, c := range chunks {
		if c.mark != nil {
			last = i
		}
	}
	for i, c := range chunks {
		if c.mark != nil && i != last {
			continue
		}
		found := map[markKin][]int{}
		need := 0
		for j := range marks {
			m := &marks[j]
			if need == 0 && m.at >= c.spans[0].start {
				need = habit
				if c.mark == nil && isPeriod(m.text) {
					need = 1 // below "# 2023", a date is an entry
				}
			}
			if c.spans[0].start < m.at && m.at < c.spans[0].end && !p.begins(m) && m.mayDate() && m.date.first() && m.shape != markItem && (m.shape != markPlain || m.date.whole()) && outside(m.date.date, i, last, chunks) {
				found[m.kin()] = append(found[m.kin()], m.at)
			}
		}
		for _, at := range found {
			if len(at) >= need {
				for _, a := range at {
					p.adopted[a] = true
				}
			}
		}
	}
	return len(p.adopted) > 0
}

// outside reports whether a date in the last entry continues the sequence of
// entries, and is not just a day around that entry's own.
func outside(d when.Date, i, last int, chunks []importChunk) bool {
	if i != last {
		return true
	}
	var others []when.Date
	for _, c := range chunks {
		if c.mark != nil && !c.mark.date.date.IsZero() {
			others = append(others, c.mark.date.date)
		}
	}
	if len(others) < 2 {
		return false
	}
	return d.Before(slices.MinFunc(others, when.Date.Compare)) || d.After(slices.MaxFunc(others, when.Date.Compare))
}

// adoptBold takes lines with just a bold date for entries if they recur among
// entries of another shape: for a while, days were marked like that. Only a day
// between those of the entries around it counts; a later or earlier one is
// mentioned, as a deadline would be.
func (p *importPattern) adoptBold(marks []importMark) bool {
	entries, down := p.entryDays(marks)
	if len(entries) < 2 {
		return false
	}
	var found []int
	next := 0 // the first entry after the mark
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

// entryDays returns the marks that begin entries, and whether the newest is first.
func (p *importPattern) entryDays(marks []importMark) (entries []*importMark, down bool) {
	entries = p.entries(marks)
	return entries, runsDown(entries)
}

// inRow reports whether a day fits in before entries[next]. The day of the
// entry before it only repeats that one's date.
func inRow(d when.Date, entries []*importMark, next int, down bool) bool {
	if next > 0 && !follows(d, entries[next-1].date.date, down) {
		return false
	}
	return next == len(entries) || !follows(d, entries[next].date.date, down)
}

// adoptHeadings takes headings of other levels that begin with a full date for
// entries if at least two fit into the sequence of entries: people change the
// level of their headings. Each adopted one counts for those after it.
func (p *importPattern) adoptHeadings(marks []importMark) bool {
	var row []*importMark // entries, and headings that may be entries
	for i := range marks {
		if m := &marks[i]; p.begins(m) && m.date.known() || m.shape == markHeading && m.date.first() && !m.date.impossible {
			row = append(row, m)
		}
	}
	down := runsDown(row)
	var found []int
	last := when.Date{}
	for i, m := range row {
		if p.begins(m) {
			last = m.date.date
			continue
		}
		next := i + 1
		for next < len(row) && !p.begins(row[next]) {
			next++
		}
		day := m.date.date
		if !last.IsZero() && !follows(day, last, down) || next < len(row) && !follows(row[next].date.date, day, down) {
			continue
		}
		found, last = append(found, m.at), day
	}
	if len(found) < 2 {
		return false
	}
	for _, at := range found {
		p.adopted[at] = true
	}
	return true
}

// follows reports whether a day follows another, in a document that runs down or
// up.
func follows(d, before when.Date, down bool) bool { return d != before && d.After(before) != down }
