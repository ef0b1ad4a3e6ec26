package page

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// NearMisses finds what looks like something the format knows and is not read
// as that: lines that read like promises, boxes of other programs, bold that
// is not closed, dates that cannot be read, names and headings with a slip.
func (e *Entry) NearMisses(nearNames func(word string) []string) []Finding {
	r := e.whole()
	if r.doc == nil {
		return nil
	}
	var all []Finding
	for _, p := range r.nearBoxes() {
		all = append(all, Finding{p, FindNearMiss, false})
	}
	near := func(line int, unsure bool, what, hint string) {
		if !slices.ContainsFunc(all, func(x Finding) bool { return x.Line == line }) {
			all = append(all, Finding{markdown.Problem{Path: e.Path, Line: line, What: what, Hint: hint}, FindNearMiss, unsure})
		}
	}
	r.eachText(&r.doc.Root, func(b *markdown.Block) {
		lead := bytes.TrimSpace(b.Prose.Text)
		if len(lead) == 0 || strings.IndexByte("[(*", lead[0]) < 0 && lead[0] < utf8.RuneSelf {
			return
		}
		text, line := string(lead), markdown.LineNumber(r.doc.Src, b.Prose.Start)
		if what, hint := nearBox(text, b); what != "" {
			near(line, false, what, hint)
		}
		if strings.HasPrefix(text, "**") && strings.Trim(text, "*") != "" && !strings.Contains(text, ": **") {
			near(line, false, "the bold text is never closed, so it is not bold", "close it with **")
		}
	})
	for _, a := range e.Actions() {
		e.nearDates(a, near)
		if word := leadingWord(a.Text); len(a.Owners) == 0 && word != "" {
			if who := nearNames(word); len(who) > 0 {
				near(a.Line, false, fmt.Sprintf("unknown person %q, so the action has no owner", word), "did you mean "+strings.Join(who, " or ")+"?")
			}
		}
	}
	for _, s := range e.Sections() {
		if word := e.grammar.nearSection(s); word != "" {
			near(s.HeadingLine, true, fmt.Sprintf("the heading %q does not begin a section", s.Title), fmt.Sprintf("did you mean %q?", word))
		}
	}
	return all
}

// nearDates finds what reads like a date of an action and is not read as one.
func (e *Entry) nearDates(a *Action, near func(line int, unsure bool, what, hint string)) {
	undue := a.Due.IsZero() && a.State == clause.Open
	if strings.ContainsAny(a.Text, "0123456789") || strings.Contains(a.Text, "📅") {
		if d := unreadDate().FindString(a.Text); d != "" {
			near(a.Line, false, fmt.Sprintf("%q cannot be read", d), "write the date as in (due 2026-11-27)")
		}
		if d := unclearDate().FindString(a.Text); d != "" && undue {
			hint := "write the date as in (due 2026-11-27)"
			if strings.Contains(d, "/") && e.grammar.DateOrder == when.Unknown {
				hint += "; oneonone config date_order, dmy or mdy, says it for all notes"
			}
			near(a.Line, false, fmt.Sprintf("%q may be two days or none", d), hint)
		}
	}
	if !undue || !strings.Contains(strings.ToLower(a.Text), "day") {
		return
	}
	if d := onDay().FindString(a.Text); d != "" {
		near(a.Line, true, fmt.Sprintf("%q is not a due date", d), "write \"by\" instead of \"on\" if it is one")
	}
}

// unreadDate is metadata in form that the grammar left in the words.
var unreadDate = lazyregexp.New(`(?i)\((?:since|due|done|dropped)[ :][^()]*\d[^()]*\)|\b(?:due|since|done):\s?\d[\w./-]*|📅\s*\S+`)

// unclearDate is a date in figures that was not read, because it is no day or could be two.
var unclearDate = lazyregexp.New(`(?i)\b(?:by|until|till|due)\s\d{1,2}[./]\d{1,2}\b\.?`)

// onDay is a weekday that something happens on, which is not always when it is
// due.
var onDay = lazyregexp.New(`(?i)\bon (?:mon|tues|wednes|thurs|fri)day\b`)

// foreignBox is a box of a state that other programs know.
var foreignBox = lazyregexp.New(`^\[([^\[\]()\s\d])\](?:\s|$)`)

// nearBox reads boxes that are written as the format does not write them.
func nearBox(text string, b *markdown.Block) (what, hint string) {
	if b.Parent == nil || b.Parent.Kind != markdown.ListItem || b.Parent.First != b {
		if strings.HasPrefix(text, "☐") || strings.HasPrefix(text, "☑") {
			return "a symbol for a box is not a box", "write \"- [ ] \" in front of the words"
		}
		return "", ""
	}
	if m := foreignBox().FindStringSubmatch(text); m != nil && !strings.Contains("xX-", m[1]) {
		return fmt.Sprintf("the box [%s] is not known", m[1]), "write [ ] for open, [x] for done or [-] for dropped"
	}
	for _, sign := range []string{"☐", "☑", "☒", "( ) ", "(x) "} {
		if strings.HasPrefix(text, sign) {
			return "a symbol for a box is not a box", "write [ ] for open or [x] for done"
		}
	}
	if (strings.HasPrefix(text, "[x]") || strings.HasPrefix(text, "[X]") || strings.HasPrefix(text, "[]")) && len(text) > 3 && !strings.HasPrefix(text, "[] ") {
		next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(text[2:], "]"))
		if unicode.IsLetter(next) {
			return "a box needs a space after it", ""
		}
	}
	return "", ""
}

// leadingWord is a capitalised word that stands where an owner would: before
// a colon, "to" or "will".
func leadingWord(text string) string {
	word := text[:clause.NameWord(text)]
	r, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(r) {
		return ""
	}
	rest := text[len(word):]
	if clause.LeadingColon(rest) > 0 {
		return word
	}
	if w := clause.FirstWords(rest, 2); clause.HasWord(w, "to") || clause.HasWord(w, "will") {
		return word
	}
	return ""
}

// nearSection is the section's word that a heading of no section is one slip
// away from.
func (g *Grammar) nearSection(s *Section) string {
	if s.Kind != SectionOther || s.Level == 1 || s.Level >= LabelLevel {
		return ""
	}
	folded := FoldTitle(s.Title)
	if folded == "" {
		return ""
	}
	for _, w := range g.sections()[folded[0]] {
		n := len([]rune(w.word))
		if n < 5 || w.kind == SectionOther || w.kind == SectionNotes {
			continue
		}
		if levenshtein.ComputeDistance(folded, w.word) == 1 || lookup.Swapped(folded, w.word) {
			return titleFirst(w.word)
		}
	}
	return ""
}

func titleFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// nearBoxes finds boxes that are not written as one.
func (r *reading) nearBoxes() []markdown.Problem {
	taken := map[int]bool{}
	for _, a := range r.actions {
		taken[a.Line] = true
	}
	var all []markdown.Problem
	r.eachText(&r.doc.Root, func(b *markdown.Block) {
		if !bytes.Contains(b.Prose.Text, []byte("[ ]")) && !bytes.Contains(b.Prose.Text, []byte("[x]")) {
			return
		}
		for _, from := range lineStarts(b.Prose) {
			text := b.Prose.Text[from:]
			why := nearMiss(string(text[:min(len(text), len("-[ ] "))]), b)
			if why == "" {
				continue
			}
			if line := markdown.LineNumber(r.doc.Src, b.Prose.SourceAt(from)); !taken[line] {
				all = append(all, markdown.Problem{Path: r.note.Path, Line: line, What: why,
					Hint: "make it bold or give it a box \"- [ ]\" if it is a promise"})
			}
		}
	})
	return all
}

// lineStarts are where the clauses and the lines of a paragraph begin.
func lineStarts(p *markdown.Prose) []int {
	starts := map[int]bool{}
	for _, c := range p.Clauses(0) {
		starts[c.From] = true
	}
	for i := range p.Breaks(markdown.Span{From: 0, To: len(p.Text)}) {
		starts[i+1] = true
	}
	return slices.Sorted(maps.Keys(starts))
}

// nearMiss says what is wrong with a box, by how a clause begins.
func nearMiss(text string, b *markdown.Block) string {
	switch {
	case strings.HasPrefix(text, "[ ]") || strings.HasPrefix(text, "[x]"):
		if b.Parent.Kind != markdown.ListItem {
			return "a box outside a list is not an action"
		}
		if len(text) > 3 && text[3] != ' ' {
			return "a box needs a space after it"
		}
	case strings.HasPrefix(text, "-[ ]") || strings.HasPrefix(text, "*[ ]"):
		return "a box needs a space between bullet and box"
	}
	return ""
}
