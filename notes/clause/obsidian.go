package clause

import "strings"

// taskTag is the tag by which Obsidian's Tasks plugin recognises tasks.
const taskTag = "#task"

// obsidian reads #task, and the ^id for linking to a block: both stay in the note
// but are not words of the promise.
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

// TrimTaskTag is text without leading spaces and #task: "#task Alice to send it".
func TrimTaskTag(text string) string {
	text = strings.TrimLeft(text, " ")
	if rest, ok := strings.CutPrefix(text, taskTag+" "); ok {
		return strings.TrimLeft(rest, " ")
	}
	return text
}
