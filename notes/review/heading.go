package review

import (
	"slices"
	"strings"
	"unicode"

	"oneonone/internal/lookup"
	"oneonone/notes/markdown"
	"oneonone/notes/words"
)

// isLabel reports whether a block heads others: a heading, or a paragraph that ends
// in a colon. One with a place is a sentence.
func isLabel(b *markdown.Block, text string) bool {
	heads := b.Kind == markdown.Heading || strings.HasSuffix(strings.TrimRight(text, " *_"), ":")
	return heads && !citation().MatchString(text)
}

// checkLabel says what is wrong with a heading: one that says something rests on
// nothing, unless it leads to a list that does; any other that is not the packet's
// own is for a person to look at.
func (p *Packet) checkLabel(text string, own map[string]bool, leads bool) *Fault {
	switch {
	case own[lookup.Fold(strings.Trim(text, " :*_"))], p.isTitle(text):
		return nil
	case states(text) && !leads:
		return &Fault{What: "says something and rests on nothing: give it a place, or make it a plain heading", Fails: true}
	}
	return &Fault{What: "look again: nobody can check a heading"}
}

// titles are the headings of the packet itself.
func (p *Packet) titles() map[string]bool {
	own := map[string]bool{}
	for line := range strings.Lines(string(p.Markdown())) {
		if title := strings.TrimLeft(line, "#"); title != line {
			own[lookup.Fold(strings.TrimSpace(title))] = true
		}
	}
	return own
}

// isTitle reports whether a heading only says whose review it is, and when.
func (p *Packet) isTitle(text string) bool {
	rest := slices.Concat([]string{p.Person.Handle, "review", "performance", "promotion", "case", "packet", "draft", "of", "for", "to", "from", "until", "half", "year", "summary"}, lookup.Words(p.Person.FullName()))
	for _, w := range lookup.Words(text) {
		if !slices.Contains(rest, w) && strings.Trim(w, "0123456789qh") != "" && !times()[strings.ToUpper(w[:1])+w[1:]] {
			return false
		}
	}
	return true
}

// reports are verbs that make a sentence, questions what a heading may begin with
// that has one and says nothing.
var (
	reports   = words.Set("report")
	questions = []string{"what", "how", "where", "why", "who", "when", "which"}
)

// states reports whether a heading says something.
func states(text string) bool {
	all := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if len(all) == 0 || slices.Contains(questions, all[0]) {
		return false
	}
	return absolute(text) != "" || slices.ContainsFunc(all, func(w string) bool { return reports()[strings.ReplaceAll(w, "’", "'")] })
}
