package clause

import "strings"

// taskTag is what Obsidian's Tasks plugin knows its tasks by.
const taskTag = "#task"

// obsidian reads #task, and the ^id that a block is linked by: both stay in
// the note and are no words of the promise.
func (m *metadata) obsidian(text string) {
	for from := 0; ; {
		i := strings.Index(text[from:], taskTag)
		if i < 0 {
			break
		}
		i, from = from+i, from+i+len(taskTag)
		if (i == 0 || text[i-1] == ' ') && (from == len(text) || text[from] == ' ') {
			m.Cuts = append(m.Cuts, Cut{From: i, To: from, Key: "tag"})
		}
	}
	end := m.WordsEnd(text)
	i := strings.LastIndex(text[:end], " ^")
	if i > 0 && i+2 < end && strings.Trim(strings.ToLower(text[i+2:end]), "abcdefghijklmnopqrstuvwxyz0123456789-") == "" {
		m.Cuts = append(m.Cuts, Cut{From: i + 1, To: end, Key: "id"})
	}
}

// TrimTaskTag is text without the spaces it begins with, and without #task
// there: "#task Alice to send it".
func TrimTaskTag(text string) string {
	text = strings.TrimLeft(text, " ")
	if rest, ok := strings.CutPrefix(text, taskTag+" "); ok {
		return strings.TrimLeft(rest, " ")
	}
	return text
}
