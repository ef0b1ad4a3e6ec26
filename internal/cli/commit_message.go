package cli

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/history"
	"oneonone/notes/page"
)

// EditsMessage says which notes were edited outside, to each repository only
// about its own.
func EditsMessage(edits []history.Edit) history.Message {
	subject, body := editsText(edits)
	return history.Message{Subject: subject, Body: body, Edits: true, About: func(paths []string) (string, string) {
		return editsText(slices.DeleteFunc(slices.Clone(edits), func(e history.Edit) bool { return !slices.Contains(paths, e.Path) }))
	}}
}

// editsText names as many of the notes as fit; those that were only removed
// are called removed.
func editsText(edits []history.Edit) (subject, body string) {
	verb := "Remove "
	paths := make([]string, len(edits))
	names := make([]string, len(edits))
	for i, e := range edits {
		paths[i], names[i] = e.Path, ShortPath(e.Path)
		if e.Kind != history.Deleted {
			verb = "Save edits to "
		}
	}
	if len(names) > 3 {
		return fmt.Sprintf("%s%s and %d more", verb, strings.Join(names[:2], ", "), len(names)-2), strings.Join(paths, "\n")
	}
	return verb + strings.Join(names, ", "), ""
}

// Told is one thing that a command did, and with whom.
type Told struct{ Person, Text string }

// MessageOf says what was done, in each repository only with the people whose
// notes it keeps. The same words about several people appear once.
func MessageOf(verb string, all []Told) history.Message {
	about := func(paths []string) (string, string) {
		var people, texts []string
		for _, t := range all {
			kept := func(p string) bool { return page.ParsePath(p).Person == t.Person }
			if !slices.ContainsFunc(paths, kept) {
				continue
			}
			if !slices.Contains(people, t.Person) {
				people = append(people, t.Person)
			}
			if !slices.Contains(texts, t.Text) {
				texts = append(texts, t.Text)
			}
		}
		return SubjectLine(strings.Join(people, ", ")+": "+verb+": ", texts), ""
	}
	paths := make([]string, len(all))
	for i, t := range all {
		paths[i] = page.TopPagePath(t.Person)
	}
	subject, _ := about(paths)
	return history.Message{Subject: subject, About: about}
}

// SubjectLine is a commit's subject: what was done, and to what, cut to fit on
// one line of a log.
func SubjectLine(what string, texts []string) string {
	const width = 72
	subject := what + texts[0]
	if r := []rune(subject); len(r) > width {
		subject = strings.TrimSpace(string(r[:width-1])) + "…"
	}
	if len(texts) > 1 {
		subject += fmt.Sprintf(" (and %d more)", len(texts)-1)
	}
	return subject
}
