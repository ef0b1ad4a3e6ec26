package jotting

import (
	"strings"

	"oneonone/notes/markdown"
)

// Paragraphs returns the paragraphs and top-level items of a stretch of Markdown,
// each on one line, with nested items only if they answer a label. A label
// without an answer is left out.
func Paragraphs(body []byte) []string {
	var all [][]string // of each paragraph, its lines
	fresh := true      // the next line begins a paragraph
	for line := range strings.Lines(string(body)) {
		text := strings.TrimSpace(line)
		nested := len(all) > 0 && (strings.HasPrefix(line, "  ") || line[0] == '\t')
		isItem := Bullet().MatchString(line)
		switch {
		case strings.Trim(text, "-") == "": // a rule, too
			fresh = true
		case nested && isItem:
			fresh = false
			if n := len(all); isLabel(all[n-1][0]) {
				all[n-1] = append(all[n-1], strings.TrimSuffix(markdown.Unmarked(TopicText(line)), ";")+";")
			}
		case fresh || isItem:
			text = markdown.Unmarked(TopicText(line))
			if fresh = text == ""; !fresh {
				all = append(all, []string{text})
			}
		default:
			all[len(all)-1] = append(all[len(all)-1], markdown.Unmarked(text))
		}
	}
	var joined []string
	for _, lines := range all {
		if line := strings.TrimSuffix(strings.Join(lines, " "), ";"); !isLabel(line) {
			joined = append(joined, line)
		}
	}
	return joined
}

func isLabel(line string) bool { return strings.HasSuffix(line, ":") }
