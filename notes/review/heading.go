package review

import (
	"slices"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/notes/markdown"
	"oneonone/notes/words"
)

// isLabel reports whether a block heads others: a heading, or a paragraph that ends
// in a colon. With a citation it is a sentence.
func isLabel(b *markdown.Block, text string) bool {
	heads := b.Kind == markdown.Heading || strings.HasSuffix(strings.TrimRight(text, " *_"), ":")
	return heads && !citation().MatchString(text)
}

// checkLabel says what is wrong with a heading: with words that are neither plain nor
// from the packet's own headings, it claims something and cites nothing.
func (c *checker) checkLabel(text string) []Fault {
	if c.own[lookup.Fold(strings.Trim(text, " :*_"))] || !slices.ContainsFunc(lookup.Words(text), func(w string) bool { return !c.plain[w] && !isTime(w) }) {
		return nil
	}
	return []Fault{{What: "a heading that says something rests on nothing: give it a place, or make it a plain one", Fails: true}}
}

// ownWords are the headings and items of the packet itself, folded.
func (p *Packet) ownWords() map[string]bool {
	own := map[string]bool{}
	for line := range strings.Lines(string(p.Markdown())) {
		line = strings.TrimSpace(line)
		if words := strings.TrimLeft(line, "#-"); words != line {
			own[lookup.Fold(bare(words))] = true
		}
	}
	return own
}

// plainWords are those that a heading may be made of: of the packet's headings, of goals,
// wishes and competencies, whose review it is, and words that say nothing about anybody.
func (p *Packet) plainWords() map[string]bool {
	all := append(words.Of("heading"), p.Person.Handle, p.Person.FullName())
	for line := range strings.Lines(string(p.Markdown())) {
		if strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	for _, g := range p.Goals {
		all = append(all, g.Goal.Text)
	}
	for _, w := range p.Wishes {
		all = append(all, w.Text)
	}
	plain := map[string]bool{}
	for _, text := range all {
		for _, w := range lookup.Words(text) {
			plain[w] = true
		}
	}
	return plain
}

// isTime reports whether a word is a number, a month, a quarter or a half.
func isTime(w string) bool {
	return strings.Trim(w, "0123456789qh") == "" || times()[strings.ToUpper(w[:1])+w[1:]]
}
