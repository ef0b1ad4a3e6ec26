package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/notes/clause"
	"oneonone/notes/words"
)

// SectionKind is what a section of a note is for.
type SectionKind string

// The sections of FORMAT.md, "Sections", of the scaffold, and those of the
// seven kinds of "Tags and kinds". A section of another title is SectionOther.
const (
	SectionOther      SectionKind = ""
	SectionActions    SectionKind = "actions"
	SectionTopics     SectionKind = "topics"
	SectionHopper     SectionKind = "hopper" // a topics section, by one of the hopper's names
	SectionGoals      SectionKind = "goals"
	SectionNotes      SectionKind = "notes"
	SectionAgreement  SectionKind = "agreement"
	SectionWin        SectionKind = "win"
	SectionFeedback   SectionKind = "feedback"
	SectionInsight    SectionKind = "insight"
	SectionObstacle   SectionKind = "obstacle"
	SectionDecision   SectionKind = "decision"
	SectionMorale     SectionKind = "morale"
	SectionTheme      SectionKind = "theme"
	SectionWish       SectionKind = "wish"       // what somebody would like to have or be one day
	SectionCompetency SectionKind = "competency" // what a role asks for
)

// TagKinds are the seven kinds that are tags as well (FORMAT.md, "Tags and kinds").
var TagKinds = []SectionKind{SectionWin, SectionFeedback, SectionInsight,
	SectionObstacle, SectionDecision, SectionMorale, SectionTheme}

// isTagKind reports whether k is one of the seven kinds.
func (k SectionKind) isTagKind() bool { return slices.Contains(TagKinds, k) }

// promisesNothing reports whether no item of such a section is a promise, box or not.
func (k SectionKind) promisesNothing() bool { return k == SectionWish || k == SectionCompetency }

// IsTopics reports whether items of such a section are topics.
func (k SectionKind) IsTopics() bool { return k == SectionTopics || k == SectionHopper }

// sectionWord is what the heading of a section begins with, folded.
type sectionWord struct {
	word string
	kind SectionKind
}

// headingKinds are the kinds of sections that headings begin, under the names
// the lists of words have.
var headingKinds = map[string]SectionKind{
	"topics": SectionTopics, "hopper": SectionHopper, "goals": SectionGoals, "actions": SectionActions,
	"notes": SectionNotes, "agreement": SectionAgreement, "win": SectionWin, "feedback": SectionFeedback,
	"insight": SectionInsight, "obstacle": SectionObstacle, "decision": SectionDecision,
	"morale": SectionMorale, "theme": SectionTheme, "wish": SectionWish, "competency": SectionCompetency,
}

// sectionWords are the built-in words and a folder's own, by their first byte
// and longest first, so that "action items" is not read as "action".
func sectionWords(own map[string][]string) *[256][]sectionWord {
	var all [256][]sectionWord
	add := func(word string, kind SectionKind) {
		if w := FoldTitle(word); w != "" {
			all[w[0]] = append(all[w[0]], sectionWord{w, kind})
		}
	}
	for name, kind := range headingKinds {
		for _, w := range words.Of(name) {
			add(w, kind)
		}
	}
	for kind, list := range own {
		for _, w := range list {
			add(w, SettingsKind(kind))
		}
	}
	for _, list := range all {
		slices.SortFunc(list, func(a, b sectionWord) int {
			return cmp.Or(len(b.word)-len(a.word), strings.Compare(a.word, b.word), strings.Compare(string(a.kind), string(b.kind)))
		})
	}
	return &all
}

// sectionWord is the section's word that folded text begins with.
func (g *Grammar) sectionWord(folded string) (w sectionWord, rest string, ok bool) {
	if folded == "" {
		return sectionWord{}, "", false
	}
	for _, w := range g.sections()[folded[0]] {
		if rest, ok := cutWord(folded, w.word); ok {
			return w, rest, true
		}
	}
	return sectionWord{}, "", false
}

// SettingsKind reads the key of a list under headings: in oneonone.yaml; a
// plural such as wins is understood.
func SettingsKind(key string) SectionKind {
	key = strings.ToLower(strings.TrimSpace(key))
	for _, kind := range headingKinds {
		if key == string(kind) || key == string(kind)+"s" || key+"s" == string(kind) || key == string(kind)+"es" || key == strings.TrimSuffix(string(kind), "y")+"ies" {
			return kind
		}
	}
	return SectionOther
}

// FoldTitle reduces a heading to its words: lower case, without emoji,
// numbering, closing punctuation and quotes around it.
func FoldTitle(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	s = strings.TrimLeft(s, "0123456789")
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if strings.Contains(s, "  ") || strings.ContainsFunc(s, func(r rune) bool { return r != ' ' && unicode.IsSpace(r) }) {
		s = strings.Join(strings.Fields(s), " ")
	}
	return strings.ReplaceAll(strings.ToLower(s), "’", "'")
}

// title is what a heading, label paragraph or parent item says it is.
type title struct {
	kind  SectionKind
	rest  string   // what follows the section's word, folded
	owner []string // "Actions for Alice", "Alice's actions", "Alice"
	// toward says which way the feedback went that stands below: "From Alice",
	// "Feedback to Alice".
	toward Toward
	named  bool // nothing but names: "Alice", "Alice and Sam:"
}

// heading is the text of one in a person's notes.
type heading struct{ text, person string }

// readHeading is readTitle for a heading: few headings in a folder are not days,
// so each is read once and kept.
func (g *Grammar) readHeading(text, person string) title {
	if len(text) > clause.MaxLabel || strings.ContainsAny(text, "0123456789") {
		return g.readTitle(text, person)
	}
	g.headingsRead.RLock()
	t, ok := g.headings[heading{text, person}]
	g.headingsRead.RUnlock()
	if ok {
		return t
	}
	t = g.readTitle(text, person)
	g.headingsRead.Lock()
	defer g.headingsRead.Unlock()
	if len(g.headings) < mostHeadings {
		g.headings[heading{text, person}] = t
	}
	return t
}

// mostHeadings is how many are kept in mind.
const mostHeadings = 1 << 10

// readTitle reads the text of a heading, a label or a parent item.
func (g *Grammar) readTitle(text, person string) title {
	var t title
	if toward, size := g.toward(text, person); size == len(text) {
		t.toward = toward
	}
	if owners, ok := g.OnlyNames(text, person); ok {
		t.owner, t.named = owners, true
		return t
	}
	folded := FoldTitle(text)
	if w, rest, ok := g.sectionWord(folded); ok && !(w.kind == SectionActions && planWordsOf().isPast(rest)) {
		t.kind, t.rest = w.kind, rest
	}
	if t.kind == SectionOther && t.toward.IsZero() {
		t = g.possessiveTitle(folded, person)
	}
	if t.kind == SectionFeedback {
		t.toward = g.towardOfTitle(text, person)
	}
	if t.kind == SectionActions {
		name := clause.FoldForName(text)
		if i := max(strings.LastIndex(name, " for "), strings.LastIndex(name, " FOR "), strings.LastIndex(name, " For ")); i >= 0 {
			t.owner, _ = g.OnlyNames(name[i+len(" for "):], person)
		} else if _, who, ok := strings.Cut(name, " - "); ok {
			t.owner, _ = g.OnlyNames(who, person)
		}
	}
	return t
}

// possessiveTitle reads "Alice's topics", "My action items".
func (g *Grammar) possessiveTitle(folded, person string) title {
	who, rest, ok := strings.Cut(folded, " ")
	if !ok {
		return title{}
	}
	name, possessive := strings.CutSuffix(who, "'s")
	if !possessive && who != "my" && who != "their" && who != "our" {
		if name, possessive = strings.CutSuffix(who, "'"); !possessive {
			return title{}
		}
	}
	if w, after, found := g.sectionWord(rest); found {
		t := title{kind: w.kind, rest: after}
		v := g.Voice(person)
		if h, known := g.Names().ResolveFor(name, v.Person); possessive && known {
			t.owner = []string{h}
		} else if possessive {
			return title{}
		} else if who == "my" {
			t.owner = []string{v.Speaker}
		} else if who == "their" && person != "" && !g.Names().Shared() {
			t.owner = []string{person}
		}
		return t
	}
	return title{}
}

// cutWord takes a whole word or phrase off the front of folded text.
func cutWord(folded, word string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(folded, word)
	if !ok {
		return "", false
	}
	if r, _ := utf8.DecodeRuneInString(rest); rest != "" && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_') {
		return "", false
	}
	return strings.TrimSpace(rest), true
}
