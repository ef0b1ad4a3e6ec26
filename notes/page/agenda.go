package page

import (
	"bytes"
	"sort"

	"oneonone/notes/markdown"
)

// Agenda is how an entry's agenda went.
type Agenda struct {
	Topics int // on the agenda
	Left   int // that nobody got to
	// Empty says that nothing was written down: no topic was covered and
	// there are no notes and no actions.
	Empty bool
}

// Agenda reads how the entry's agenda went.
func (e *Entry) Agenda() Agenda {
	var a Agenda
	for _, t := range e.Topics() {
		a.Topics++
		if t.Waiting {
			a.Left++
		}
	}
	preface := e.Src[e.Front.End:]
	if sections := e.Sections(); len(sections) > 0 {
		preface = e.Src[e.Front.End:max(e.Front.End, sections[0].HeadingStart)]
	}
	a.Empty = a.Topics == a.Left && isBlank(preface)
	for _, s := range e.Sections() {
		switch s.Kind {
		case SectionTopics, SectionHopper, SectionGoals, SectionActions:
			continue
		}
		if s.Level == 1 && s.HeadingLine > 0 && HasSections(e, s) {
			continue // the title: its body is the whole entry
		}
		body := s.Body()
		if s.Kind == SectionNotes {
			body = s.ofMeeting(e.Date)
		}
		a.Empty = a.Empty && isUnsaid(body)
	}
	for _, c := range e.Actions() {
		a.Empty = a.Empty && !c.Since.IsZero()
	}
	return a
}

// isBlank reports whether a stretch of a note has nothing a person wrote.
func isBlank(body []byte) bool { return len(bytes.TrimSpace(WithoutComments(body))) == 0 }

// isUnsaid reports whether nothing was written but labels to be answered, as
// templates bring them: "- In one year:".
func isUnsaid(body []byte) bool {
	for line := range bytes.Lines(WithoutComments(body)) {
		line = bytes.TrimSpace(line)
		label := bytes.HasPrefix(line, []byte("- ")) && bytes.IndexByte(line, ':') == len(line)-1
		if len(line) > 0 && !label {
			return false
		}
	}
	return true
}

// HasSections reports whether other sections begin within one. Sections stand
// in the order of their headings.
func HasSections(e *Entry, outer *Section) bool {
	all := e.Sections()
	i := sort.Search(len(all), func(i int) bool { return all[i].HeadingStart >= outer.Start })
	if i < len(all) && all[i] == outer {
		i++
	}
	for ; i < len(all) && all[i].HeadingStart < outer.End; i++ {
		if at := all[i].HeadingStart; !isBlank(outer.text[at:markdown.EndOfLine(outer.text, at)]) {
			return true // a heading of the other version of a note with marks is blank here
		}
	}
	return false
}

// WithoutComments drops HTML comments, which are prompts and nobody's notes.
func WithoutComments(body []byte) []byte {
	var out []byte
	for {
		before, rest, found := bytes.Cut(body, []byte("<!--"))
		out = append(out, before...)
		if !found {
			return out
		}
		if _, body, found = bytes.Cut(rest, []byte("-->")); !found {
			return out
		}
	}
}
