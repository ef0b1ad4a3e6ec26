package importer

import (
	"fmt"
	"strings"
	"unicode"

	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// wordCount counts the words of texts, to check that none is lost on the way.
type wordCount map[string]int

func (c wordCount) add(text string) {
	for w := range wordsOf(text) {
		c[w]++
	}
}

// wordsOf are the runs of letters and digits of a text, in lower case.
func wordsOf(text string) func(yield func(string) bool) {
	return strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// take removes a line's words and reports whether all were there.
func (c wordCount) take(line string) bool {
	all := true
	for w := range wordsOf(line) {
		if c[w]--; c[w] < 0 {
			all = false
		}
	}
	return all
}

// lostLines returns the numbers of the lines of a text with a word that is not
// among the counted ones.
func lostLines(text string, have wordCount) (lost []int) {
	n := 0
	for line := range strings.Lines(text) {
		n++
		if !have.take(line) {
			lost = append(lost, n)
		}
	}
	return lost
}

// sayLost names the lines of a document that have no place in Markdown.
func sayLost(name, text string, lost []int) *markdown.Problem {
	if len(lost) == 0 {
		return nil
	}
	const most = 8
	lines := strings.Split(text, "\n")
	var shown []string
	for i, n := range lost {
		if i == most {
			shown = append(shown, fmt.Sprintf("and %d more", len(lost)-most))
			break
		}
		shown = append(shown, fmt.Sprintf("%q", shorten(strings.TrimSpace(lines[n-1]))))
	}
	return &markdown.Problem{Path: name, Line: lost[0], What: "left out, because Markdown has no place for it: " + strings.Join(shown, ", "),
		Hint: "copy what you need to the entry it belongs to"}
}

// shorten cuts a line to fit into a sentence.
func shorten(line string) string {
	const most = 60
	if r := []rune(line); len(r) > most {
		return string(r[:most]) + "…"
	}
	return line
}

// checkWords refuses a plan that would lose a line: however badly an import tells
// meetings apart, it keeps every word.
func (p *ImportPlan) checkWords(docs []*importedDoc, have func(string) []byte) error {
	words := wordCount{}
	for _, list := range [][]ImportedEntry{p.Entries, p.Skipped, p.Conflicts} {
		for _, e := range list {
			words.add(string(e.Text))
		}
	}
	if p.Top != nil {
		words.add(string(p.Top.New))
	} else {
		words.add(string(have(page.TopPagePath(p.Person))))
	}
	for _, d := range docs {
		if d.left {
			continue
		}
		if lost := lostLines(string(d.src), words); len(lost) > 0 {
			return &markdown.Problem{Path: d.name, Line: lost[0], What: fmt.Sprintf("%d lines would be lost, this one first; nothing is imported", len(lost)),
				Hint: "this is a bug in oneonone: import the document in parts"}
		}
	}
	return nil
}
