package review

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/words"
)

// A program can check whether the hard facts of a sentence are in the lines it
// cites: numbers, months, names, abbreviations, and words that claim more than a
// few lines can show. Whether it is fair is for a person to judge, so these faults
// never fail a check.

// doubt is what a sentence claims that none of its lines does, nil for nothing.
func (p *Packet) doubt(s string) []Fault {
	said := bare(s)
	lines := p.citedBy(s)
	if len(lines) == 0 || p.counts(said) {
		return nil
	}
	ground := p.groundOf(lines)
	if missing := p.missing(said, ground, len(lines)); len(missing) > 0 {
		return []Fault{{What: "look again: no line that it rests on has " + strings.Join(missing, ", ")}}
	}
	if w := absolute(said); w != "" && len(lines) < fewLines && absolute(ground) == "" {
		return []Fault{{What: "look again: \"" + w + "\" rests on " + text.Count(len(lines), "line", "lines")}}
	}
	if w := denial(said); w != "" && denial(ground) == "" {
		return []Fault{{What: "look again: no line that it rests on says \"" + w + "\""}}
	}
	if l, w := denied(lines, said); l != nil && denial(said) == "" {
		return []Fault{{What: "look again: " + l.Place() + " says \"" + w + "\""}}
	}
	return nil
}

// denied is the first of some lines that denies something a sentence is about, and the
// word that does.
func denied(lines []*Line, said string) (*Line, string) {
	about := lookup.SubjectOf(said)
	for _, l := range lines {
		for _, c := range strings.FieldsFunc(l.Text, func(r rune) bool { return strings.ContainsRune(clauseEnds, r) }) {
			if w := denial(c); w != "" && lookup.SubjectOf(c).Shares(about) {
				return l, w
			}
		}
	}
	return nil, ""
}

// clauseEnds separate what a line says about one thing from what it says about another.
const clauseEnds = ".,;:!?–—"

// fewLines is the fewest lines that may carry a word such as "always".
const fewLines = 4

// citedBy are the lines that a sentence rests on.
func (p *Packet) citedBy(s string) (lines []*Line) {
	for _, c := range citation().FindAllStringSubmatch(s, -1) {
		for _, place := range places().FindAllString(c[1], -1) {
			if l := p.read.at(p.read.spotOf(place)); l != nil && !slices.Contains(lines, l) {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// groundOf are the words that a sentence on these lines may use: theirs, those
// they are nested under, whom they are about, and their days.
func (p *Packet) groundOf(lines []*Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(" " + l.Text + " " + l.Parent + " " + l.By)
		for _, h := range l.Toward.Whom {
			b.WriteString(" " + p.read.Folder.Names().Display(h))
		}
		days := []when.Date{l.Date, l.Said}
		if t, ok := p.read.promisedAt(l.spot()); ok {
			days = append(days, t.Since, t.Due, t.Done)
		}
		for _, d := range days {
			if !d.IsZero() {
				b.WriteString(d.Time().Format(" 2 1 2006 Jan January Mon Monday"))
			}
		}
	}
	return b.String()
}

// missing are the numbers, months, days, people and abbreviations of a sentence
// that are not in its ground.
func (p *Packet) missing(said, ground string, lines int) (all []string) {
	has := map[string]bool{strconv.Itoa(lines): true}
	for _, w := range lookup.Words(ground) {
		has[w] = true
		if n, ok := number(w); ok {
			has[strconv.Itoa(n)] = true
		}
	}
	fields := strings.FieldsFunc(said, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range fields {
		folded := lookup.Words(w)
		n, isNumber := number(strings.ToLower(w))
		switch {
		case len(folded) != 1 || slices.Contains(all, w):
		case isNumber && !has[strconv.Itoa(n)], p.isHard(w) && !has[folded[0]]:
			all = append(all, w)
		}
	}
	return all
}

// isHard reports whether a word is a fact in itself: a month or a day, somebody
// else's name, an abbreviation.
func (p *Packet) isHard(w string) bool {
	if times()[w] {
		return true
	}
	if h, ok := p.read.Folder.Names().ResolveFor(w, p.Person.Handle); ok && unicode.IsUpper([]rune(w)[0]) {
		return h != clause.Me && h != p.Person.Handle
	}
	upper := strings.ToUpper(w) == w && strings.ContainsFunc(w, unicode.IsLetter)
	return upper && len([]rune(w)) > 1 && !strings.EqualFold(w, p.Person.Handle)
}

// times are the months and days as a sentence has them; "May" and "March" are also
// words, but not with a capital in mid-sentence.
var times = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq("January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday") {
		set[w] = true
	}
	return set
})

// numbers are those written as words; "one" is too common to count.
var numbers = strings.Fields("two three four five six seven eight nine ten eleven twelve")

func number(w string) (int, bool) {
	if i := slices.Index(numbers, w); i >= 0 {
		return i + 2, true
	}
	n, err := strconv.Atoi(w)
	return n, err == nil
}

// absolute is a word of a text that few lines cannot show, "" for none.
func absolute(text string) string {
	padded := " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }), " ") + " "
	for _, w := range words.Of("absolute") {
		if strings.Contains(padded, " "+w+" ") {
			return w
		}
	}
	return ""
}

// denial is a word of a text that denies something, "" for none.
func denial(text string) string {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		w = strings.ReplaceAll(w, "’", "'")
		if lower := strings.ToLower(w); strings.HasSuffix(lower, "n't") || strings.HasPrefix(lower, "n'") || denials()[lower] {
			return w
		}
	}
	return ""
}

var denials = words.Set("denial")
