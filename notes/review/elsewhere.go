package review

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// Elsewhere counts the lines about a person in somebody else's notes. They are
// never part of a packet: the person whose notes they are must be asked first.
type Elsewhere struct {
	Person string // in whose notes, by name
	Lines  int
}

// Sentence says so, to the keeper alone.
func (e Elsewhere) Sentence() string {
	return text.Count(e.Lines, "line about them stands", "lines about them stand") + " in the notes of " + e.Person + askFirst
}

const askFirst = ": ask first."

// MentionedIn counts the lines that name a person in other people's entries of a
// time, by person. It reads them one after another, to leave the other processors to
// the reading of p's own notes.
func MentionedIn(f *notes.Folder, p *notes.Person, since, until when.Date) (all []Elsewhere) {
	names := namesOf(f, p)
	mentions, probes := lookup.MentionsOf(names), probesOf(names)
	within := func(d when.Date) bool { return !d.Before(since) && !d.After(until) }
	var room []byte
	for _, q := range f.People() {
		if q.Handle == p.Handle {
			continue
		}
		refs, _ := f.EntriesOn(q.Handle, within) // what cannot be read is for check to say
		count := 0
		for _, ref := range refs {
			src, err := fs.ReadFile(f.FS, ref.Path)
			if room = text.Lower(room[:0], src); err == nil && holdsAny(room, probes) {
				count += linesNaming(f.Grammar().Entry(ref, src), mentions)
			}
		}
		if count > 0 {
			all = append(all, Elsewhere{q.FullName(), count})
		}
	}
	return all
}

// namesOf are what a person is called: their first name alone counts where nobody else has it.
func namesOf(f *notes.Folder, p *notes.Person) []string {
	names := append([]string{p.Name, "@" + p.Handle}, p.Aliases...)
	if first := p.FirstName(); !slices.ContainsFunc(f.People(), func(q *notes.Person) bool { return q.Handle != p.Handle && q.FirstName() == first }) {
		names = append(names, first)
	}
	return names
}

// probesOf are in lower case, and one of them is in every text with one of the names,
// with or without their accents.
func probesOf(names []string) (probes [][]byte) {
	slices.SortFunc(names, func(a, b string) int { return len(a) - len(b) })
	for _, n := range names {
		probe := lookup.LongestWord(strings.Map(unaccented, n))
		if len(probe) == 0 {
			probe = lookup.LongestWord(n)
		}
		if len(probe) > 0 && !holdsAny(text.Lower(nil, []byte(n)), probes) {
			probes = append(probes, probe)
		}
	}
	return probes
}

// unaccented is a letter as it is if it stands in every spelling of a name, else a space.
func unaccented(r rune) rune {
	if r >= utf8.RuneSelf {
		return ' '
	}
	return r
}

// holdsAny is a quick test before a note is read line by line.
func holdsAny(lower []byte, probes [][]byte) bool {
	return slices.ContainsFunc(probes, func(p []byte) bool { return bytes.Contains(lower, p) })
}

func linesNaming(e *page.Entry, names lookup.Mentions) (n int) {
	for line := range bytes.Lines(page.WithoutComments(e.Src[e.Front.End:])) {
		if len(names.In(string(line))) > 0 {
			n++
		}
	}
	return n
}
