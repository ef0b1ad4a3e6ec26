package review

import (
	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"slices"
	"strings"
	"time"
)

// quotes reports whether a paragraph is a quotation as the packet has it, of
// however many sentences, followed by its place.
func (p *Packet) quotes(text string, words map[string]string) bool {
	cited := citation().FindAllStringSubmatch(text, -1)
	if len(cited) != 1 || !strings.HasSuffix(strings.TrimSpace(text), "]") {
		return false
	}
	was := words[cited[0][1]]
	before, after, ok := strings.Cut(lookup.Fold(bare(text)), lookup.Fold(withoutTags(was)))
	return was != "" && ok && p.ours(before+" "+after)
}

// ours reports whether words around a quotation are those that a packet writes: the
// day, whom it is about, what became of it.
func (p *Packet) ours(around string) bool {
	known := map[string]bool{}
	say := func(text string) {
		for _, w := range lookup.Words(text) {
			known[w] = true
		}
	}
	say("kept late dropped open done due to from and goal note wish earlier named again on in year month step of nothing yet for " + strings.Join(p.labels(), " "))
	for _, q := range p.read.Folder.People() {
		say(q.FullName() + " " + q.Handle)
	}
	for m := range time.Month(12) {
		say(when.New(2001, m+1, 1).Time().Format("Jan January"))
	}
	return !slices.ContainsFunc(lookup.Words(around), func(w string) bool { return !known[w] && strings.Trim(w, "0123456789") != "" })
}

// labels are the words that the arc puts in front of its quotations.
func (p *Packet) labels() (all []string) {
	for _, d := range p.Drives {
		all = append(all, d.Label, d.Text)
	}
	for _, g := range p.Goals {
		all = append(all, g.Goal.Text)
	}
	return append(all, p.read.Folder.Names().Display(clause.Me))
}

// withoutTags is folded text without its tags.
func withoutTags(words string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(words), func(w string) bool { return strings.HasPrefix(w, "#") }), " ")
}
