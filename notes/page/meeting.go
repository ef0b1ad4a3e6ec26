package page

import (
	"bytes"
	"slices"
	"strings"

	"oneonone/internal/merge"
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
	// Mood and Useful are 1 to 5, 0 when nobody said.
	Mood, Useful int
	Mode         string // how they met, one of Modes, "" when nobody said
}

// Modes are the ways to meet (FORMAT.md, "An entry").
var Modes = []string{"in-person", "video", "call", "walk"}

// ValidMode reports whether a word is one of them, or none.
func ValidMode(word string) bool { return word == "" || slices.Contains(Modes, word) }

// ReadMode is the way to meet that a word names, "" for none.
func ReadMode(word string) string {
	if word = strings.ToLower(strings.TrimSpace(word)); word == "audio" {
		return "call"
	}
	if slices.Contains(Modes, word) {
		return word
	}
	return ""
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
		m.Reason = strings.TrimSpace(e.either("reason"))
	}
	if bytes.Contains(front, []byte("mode")) {
		v, _ := e.Front.Get("mode")
		m.Mode = ReadMode(v.Value)
	}
	m.Mood, m.Useful = e.outOfFive("mood"), e.outOfFive("useful")
	return m
}

// outOfFive is an answer from 1 to 5, 0 for none.
func (e *Entry) outOfFive(key string) int {
	if e.Aside == nil && !bytes.Contains(e.Src[e.Front.YAML:e.Front.YAMLEnd], []byte(key)) {
		return 0
	}
	if s := strings.TrimSpace(e.either(key)); len(s) == 1 && s[0] >= '1' && s[0] <= '5' {
		return int(s[0] - '0')
	}
	return 0
}

// either is what a key says in the entry, or in the private note beside it.
func (e *Entry) either(key string) string {
	v, ok := e.Front.Get(key)
	if !ok && e.Aside != nil {
		v, _ = e.Aside.Get(key)
	}
	return v.Value
}

// otherwiseHeld reports whether between the marks of conflicts stands another
// version of the entry, by which the meeting was not skipped: then it took place.
func (e *Entry) otherwiseHeld() bool {
	if merge.ConflictLine(e.Src) == 0 {
		return false
	}
	_, theirs := merge.Sides(e.Src)
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
