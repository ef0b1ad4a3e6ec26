package importer

import (
	"cmp"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/page"
)

// importPattern is the way one document marks its entries.
type importPattern struct {
	kins map[markKin]bool
	// adopted are single dates of other shapes, by the start of their line.
	adopted map[int]bool
	// leads are the words that recur before dates, as sameLead returns them.
	leads map[string]bool
	// calls are the first words of leads that recur most: "Meeting" in
	// "Meeting on", "Meeting with Dana on".
	calls map[string]bool
	// anyLead says that most dates have words before them, so that others may too.
	anyLead bool
}

// findPattern finds the headings or lines in which dates recur. A date in any
// other line is content: a deadline, a subheading, somebody's birthday. ok is
// false when the document has no dated line at all.
//
// The shallowest shape wins that has a date at least twice, more often than not,
// and not rarely compared with the others; else the most frequent.
func findPattern(marks []importMark) (p importPattern, ok bool) {
	total, dated := map[markKin]int{}, map[markKin]int{}
	for i := range marks {
		m := &marks[i]
		total[m.kin()]++
		if m.mayDate() && !(m.date.impossible && !ofMeeting(m.date.lead)) {
			dated[m.kin()]++
		}
	}
	dropItems(dated, marks)
	kins := make([]markKin, 0, len(dated))
	most := 0
	for k, n := range dated {
		kins = append(kins, k)
		most = max(most, n)
	}
	if len(kins) == 0 {
		return p, false
	}
	slices.SortFunc(kins, func(a, b markKin) int {
		return cmp.Or(cmp.Compare(a.level, b.level), cmp.Compare(a.shape, b.shape))
	})
	best := slices.IndexFunc(kins, func(k markKin) bool {
		// Few paragraphs with a digit are dates, so their share says nothing.
		often := k.shape != markHeading || 2*dated[k] >= total[k]
		return dated[k] >= 2 && often && 4*dated[k] >= most
	})
	if best < 0 {
		best = slices.IndexFunc(kins, func(k markKin) bool { return dated[k] == most })
	}
	p = importPattern{kins: map[markKin]bool{kins[best]: true}, leads: map[string]bool{}, calls: map[string]bool{}, adopted: map[int]bool{}}
	p.learnLeads(marks)
	return p, true
}

// dropItems leaves out list items if dates recur in other shapes, because a list
// of days is then content. In an outline, dates recur and something is nested
// below one of them.
func dropItems(dated map[markKin]int, marks []importMark) {
	items := markKin{markItem, itemLevel}
	for k, n := range dated {
		if k != items && n >= 2 {
			delete(dated, items)
			return
		}
	}
	if !slices.ContainsFunc(marks, func(m importMark) bool { return m.shape == markItem && m.nested && m.mayDate() }) || dated[items] < 2 {
		delete(dated, items)
	}
}

// mayDate reports whether a line could mark an entry: a heading with a date, a
// bold line that begins with one, a plain line that is just a date or has one set
// off from what follows, an item that is a date or has notes nested under it.
func (m *importMark) mayDate() bool {
	d := &m.date
	switch {
	case m.shape == markHeading:
		return d.impossible || !d.date.IsZero()
	case d.impossible:
		return m.shape != markItem && len(m.text) <= maxBareDate && d.lead == ""
	case d.date.IsZero():
		return false
	case m.shape == markLabel:
		return d.lead == ""
	case !ofMeeting(d.lead):
		return m.shape == markPlain && !m.inside && namesMeeting(d.lead) && timesOnly().MatchString(strings.TrimPrefix(d.rest, d.lead))
	case m.shape == markItem:
		return d.known() && (d.bare() || m.nested)
	case d.lead != "":
		return timesOnly().MatchString(strings.TrimPrefix(d.rest, d.lead)) && (m.shape == markBold || !m.inside)
	}
	return d.bare() || !m.inside && (m.shape == markBold || d.setOff || ofMeeting(d.rest))
}

// maxBareDate is as long, in bytes, as a date alone gets, "Donnerstag, den 12. September 2024".
const maxBareDate = 40

// learnLeads counts the words before the dates of the pattern.
func (p *importPattern) learnLeads(marks []importMark) {
	count, calls := map[string]int{}, map[string]int{}
	led, all := 0, 0
	for i := range marks {
		m := &marks[i]
		if !p.kins[m.kin()] || m.date.date.IsZero() {
			continue
		}
		all++
		if m.date.lead != "" {
			led++
			count[sameLead(m.date.lead)]++
			calls[firstWord(m.date.lead)]++
		}
	}
	for lead, n := range count {
		p.leads[lead] = n >= 2
	}
	for word, n := range calls {
		p.calls[word] = n >= habit && meetingWords[word]
	}
	p.anyLead = 2*led > all
}

// begins reports whether a mark begins an entry by the document's pattern.
func (p *importPattern) begins(m *importMark) bool {
	if p.adopted[m.at] {
		return true
	}
	if !m.mayDate() {
		return false
	}
	if !p.kins[m.kin()] {
		// A line with only a date counts whether bold or not.
		return m.level == page.LabelLevel && m.date.whole() && !m.date.impossible && (p.kins[markKin{markBold, page.LabelLevel}] || p.kins[markKin{markPlain, page.LabelLevel}])
	}
	lead := m.date.lead
	switch {
	case lead == "" || p.leads[sameLead(lead)] || m.shape != markPlain && ofMeeting(lead):
		return true
	case m.date.impossible:
		return false // Ticket 2024-99-01
	}
	return (p.anyLead || p.calls[firstWord(lead)]) && !endsInPreposition(lead)
}

// entries returns the marks that begin entries.
func (p *importPattern) entries(marks []importMark) []*importMark {
	var found []*importMark
	for i := range marks {
		if m := &marks[i]; p.begins(m) && !m.date.date.IsZero() {
			found = append(found, m)
		}
	}
	return found
}

// endsInPreposition reports whether the words before a date only mention it:
// "Plan for 2025-01-01".
func endsInPreposition(lead string) bool {
	words := strings.Fields(strings.ToLower(lead))
	if len(words) == 0 {
		return false
	}
	switch strings.Trim(words[len(words)-1], ":,.") {
	case "for", "by", "until", "till", "before", "after", "since", "to", "through", "per", "für", "bis", "pour", "para":
		return true
	}
	return false
}

// rank is the heading level above the entries' own headings: a heading above that
// level ends the entry. It is 0 in a document whose entries begin with plain
// lines, because nothing says how its headings relate to them.
func (p *importPattern) rank(m *importMark) int {
	if m.shape == markHeading {
		return m.level
	}
	for k := range p.kins {
		if k.shape == markHeading {
			return k.level
		}
	}
	return 0
}

// proveOrder is the order of day and month that the entries' own dates prove. If
// two dates contradict each other, it returns the lines of both.
func (p *importPattern) proveOrder(marks []importMark) (order when.Order, clash []*importMark) {
	for i := range marks {
		m := &marks[i]
		if m.date.proves == when.Unknown || !p.begins(m) {
			continue
		}
		switch order {
		case when.Unknown:
			order, clash = m.date.proves, []*importMark{m}
		case m.date.proves:
		default:
			return when.Unknown, append(clash, m)
		}
	}
	return order, nil
}
