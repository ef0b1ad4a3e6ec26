package review

import (
	"bytes"
	"slices"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// Elsewhere counts the lines about a person in somebody else's notes. They never
// enter a packet: whose notes they are is asked first.
type Elsewhere struct {
	Person string // in whose notes, by name
	Lines  int
}

// Sentence is for the keeper alone.
func (e Elsewhere) Sentence() string {
	return text.Count(e.Lines, "line about them stands", "lines about them stand") + " in the notes of " + e.Person + askFirst
}

const askFirst = ": ask first."

// MentionedIn counts the lines that name a person in other people's entries of a
// time, by whose they are.
func MentionedIn(f *notes.Folder, p *notes.Person, since, until when.Date) []Elsewhere {
	names := []string{p.Name, "@" + p.Handle}
	if first := p.FirstName(); !slices.ContainsFunc(f.People(), func(q *notes.Person) bool { return q.Handle != p.Handle && q.FirstName() == first }) {
		names = append(names, first)
	}
	names = append(names, p.Aliases...)
	mentions := lookup.MentionsOf(names)
	counts := make([]int, len(f.People()))
	f.SideBySide(f.People(), func(i int, q *notes.Person) {
		if q.Handle == p.Handle {
			return
		}
		refs, _ := f.Entries(q.Handle) // what cannot be read is for check to say
		for _, ref := range refs {
			if ref.Date.Before(since) || ref.Date.After(until) {
				continue
			}
			if e, err := f.Read(ref); err == nil && mayName(e.Src[e.Front.End:], names) {
				counts[i] += linesNaming(e.Src[e.Front.End:], mentions)
			}
		}
	})
	var all []Elsewhere
	for i, q := range f.People() {
		if counts[i] > 0 {
			all = append(all, Elsewhere{q.FullName(), counts[i]})
		}
	}
	return all
}

// mayName is a quick look before a note is gone through line by line.
func mayName(src []byte, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		return n != "" && (bytes.Contains(src, []byte(n)) || bytes.Contains(src, []byte(strings.ToLower(n))))
	})
}

func linesNaming(src []byte, names lookup.Mentions) (n int) {
	for line := range bytes.Lines(page.WithoutComments(src)) {
		if len(names.In(string(line))) > 0 {
			n++
		}
	}
	return n
}
