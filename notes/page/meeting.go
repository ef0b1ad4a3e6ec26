package page

import (
	"bytes"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/markdown"
)

// Meeting is what an entry's front matter says about the meeting itself. It is
// read without looking into the text.
type Meeting struct {
	Ref     EntryRef
	Skipped bool
	Reason  string // why it was skipped, "" when nobody said
	// MovedFrom are the days it was moved from, oldest first.
	MovedFrom []when.Date
	// Mood is 1 to 5, 0 when nobody said.
	Mood int
}

// Ref names the entry.
func (e *Entry) Ref() EntryRef { return EntryRef{e.Path, e.Person, e.Date, e.N} }

// Meeting reads the entry's front matter. Most entries have nothing in it but
// their date, so YAML is parsed only for those that name a key of a meeting.
func (e *Entry) Meeting() Meeting {
	m := Meeting{Ref: e.Ref(), MovedFrom: e.MovedFrom}
	front := e.Src[e.Front.YAML:e.Front.YAMLEnd]
	if bytes.Contains(front, []byte("status")) {
		v, _ := e.Front.Get("status")
		m.Skipped = strings.EqualFold(strings.TrimSpace(v.Value), "skipped") && !e.otherwiseHeld()
	}
	if m.Skipped {
		v, _ := e.Front.Get("reason")
		m.Reason = strings.TrimSpace(v.Value)
	}
	if bytes.Contains(front, []byte("mood")) {
		v, _ := e.Front.Get("mood")
		if s := strings.TrimSpace(v.Value); len(s) == 1 && s[0] >= '1' && s[0] <= '5' {
			m.Mood = int(s[0] - '0')
		}
	}
	return m
}

// otherwiseHeld reports whether between the marks of conflicts stands another
// version of the entry, by which the meeting was not skipped: then it took place.
func (e *Entry) otherwiseHeld() bool {
	if ConflictLine(e.Src) == 0 {
		return false
	}
	_, theirs := sides(e.Src)
	front := markdown.SplitFrontMatter(e.Path, theirs)
	v, _ := front.Get("status")
	return v.Value == ""
}

// NotSkipped is the entry's text without the word that its meeting was skipped.
// The reason stays, as somebody wrote it.
func (e *Entry) NotSkipped() ([]byte, error) { return e.Front.SetAll(markdown.Pair{Key: "status"}) }

// Meetings reads the front matter of entries.
func Meetings(entries []*Entry) []Meeting {
	all := make([]Meeting, len(entries))
	for i, e := range entries {
		all[i] = e.Meeting()
	}
	return all
}

// Took reports whether the meeting took place by a day: it was not skipped and
// does not lie ahead.
func (m Meeting) Took(today when.Date) bool { return !m.Skipped && !m.Ref.Date.After(today) }
