package owed

import (
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// reader finds the debts of one note.
type reader struct {
	g       *page.Grammar
	asks    Asks
	info    page.PathInfo
	today   when.Date
	remarks []page.Remark
}

// in returns the debts in a note.
func (r *reader) in(n *page.Note) []Debt {
	var all []Debt
	r.remarks = n.Remarks()
	for i, m := range r.remarks {
		kind, people := r.debt(i)
		for _, who := range people {
			if who == clause.Me || strings.HasPrefix(who, "@") {
				continue // feedback to the keeper, and to nobody known
			}
			d := Debt{Person: who, Kind: kind, Text: m.Text, Day: r.info.Date, Path: n.Path, Line: m.Line, Private: r.info.Private, at: i, src: n.Src}
			if !m.Day.IsZero() {
				d.Day = m.Day
			}
			if kind == Heard && m.Toward.Way != page.From {
				d.Text = r.remarks[m.Under].Text + " – " + m.Text
			}
			d.done = kind == Change && m.Box != markdown.OpenBox
			all = append(all, d)
		}
	}
	return all
}

// debt is what the keeper owes by one remark, and to whom.
func (r *reader) debt(i int) (Kind, []string) {
	m := &r.remarks[i]
	open, boxed := m.Box == markdown.OpenBox, m.Box != markdown.NoBox
	switch {
	case m.Toward.Way == page.To:
		if open && m.Said.IsZero() && (r.info.Private || m.Has(page.SectionFeedback)) {
			return Say, m.Toward.Whom
		}
	case m.Toward.Way == page.From && boxed:
		return Change, m.Toward.Whom
	case m.Toward.Way == page.From:
		if m.Kind != page.SectionActions { // there it came along with a carried change
			return Heard, m.Toward.Whom
		}
	case boxed && !r.asked(i):
		for at := m.Under; at >= 0; at = r.remarks[at].Under {
			if r.remarks[at].Toward.Way == page.From {
				return Change, r.remarks[at].Toward.Whom
			}
			if r.asked(at) {
				return Change, []string{r.info.Person}
			}
		}
	case r.asked(i):
		if m.Kind != page.SectionActions && !slices.ContainsFunc(r.remarks, func(a page.Remark) bool { return r.answers(&a, i) }) {
			return Ask, []string{r.info.Person}
		}
	case m.Under >= 0 && r.asked(m.Under) && r.answers(m, m.Under):
		return Heard, []string{r.info.Person}
	}
	return "", nil
}

// asked reports whether a remark is a question that the keeper asks about
// themselves: under Feedback with "Q (Sam):", or one from the bank put to somebody.
func (r *reader) asked(i int) bool {
	m := &r.remarks[i]
	if m.Asked && m.Has(page.SectionFeedback) {
		by, known := r.g.Names().ResolveFor(m.By, r.info.Person)
		return known && by == clause.Me
	}
	put := r.info.Kind == page.KindEntry && !r.info.Date.After(r.today) && m.Box != markdown.OpenBox
	return put && !m.Answer && strings.ContainsAny(m.Text, "?？") && r.asks(m.Text)
}

// answers reports whether a remark answers a question: "A: …" to one with "Q:", else
// whatever is nested under it without a box.
func (r *reader) answers(a *page.Remark, question int) bool {
	return a.Under == question && a.Box == markdown.NoBox && (a.Answer || !r.remarks[question].Asked)
}
