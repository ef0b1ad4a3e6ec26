package screen

import (
	"bytes"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Note is a note to show; Raw is one to show as it is, front matter included.
type Note struct {
	Path string
	Src  []byte
	Raw  bool
	// Head and Foot are what a reader is told besides its text: the day of an entry
	// whose title does not say it, and that a meeting was skipped.
	Head, Foot string
}

// EntryNote is an entry to show.
func EntryNote(e *page.Entry) Note {
	n := Note{Path: e.Path, Src: e.Src}
	if at, ok := when.FindHeading(e.Title(), when.Unknown); !ok || at.Date != e.Date {
		n.Head = "# " + cli.LongDate(e.Date) + "\n\n"
	}
	if m := e.Meeting(); m.Skipped {
		n.Foot = "\n*" + skippedText(m) + "*\n"
	}
	return n
}

// Notes are the columns of a note.
var Notes = []render.Column[Note]{
	{Name: "person", Doc: "whom it is about", Value: func(n Note) any { return page.ParsePath(n.Path).Person }},
	{Name: "date", Doc: "the day of the entry; a top page has none", Value: func(n Note) any { return page.ParsePath(n.Path).Date }},
	{Name: "path", Doc: "the file", Value: func(n Note) any { return n.Path }},
	{Name: "text", Doc: "its Markdown; with --raw the front matter too", Value: func(n Note) any { return string(n.text()) }},
}

func (n Note) text() []byte {
	if n.Raw {
		return n.Src
	}
	return bytes.TrimLeft(markdown.Body(n.Src), "\r\n")
}

// WriteNotes prints notes one after the other: laid out on a terminal, as
// Markdown when piped.
func WriteNotes(out render.Output, all []Note) error {
	for i, n := range all {
		if i > 0 {
			if err := out.Printf("\n"); err != nil {
				return err
			}
		}
		if err := writeNote(out, n); err != nil {
			return err
		}
	}
	return nil
}

func writeNote(out render.Output, n Note) error {
	text := n.text()
	if !n.Raw {
		text = []byte(n.Head + string(text) + n.Foot)
	}
	switch {
	case n.Raw:
		text = []byte(out.Text(string(text)))
	case out.TTY:
		return render.Reading(out, text)
	case len(text) > 0 && text[len(text)-1] != '\n':
		text = append(bytes.Clone(text), '\n')
	}
	_, err := out.W.Write(text)
	return err
}
