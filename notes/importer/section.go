package importer

import (
	"bytes"
	"fmt"
	"strings"

	"oneonone/internal/edit"
	"oneonone/notes/markdown"
)

// takeSection reduces the entries to what is under the heading in each, and
// reports the rest as left out: in daily notes, one part is about a person. An
// entry without such a heading is left out.
func (d *importedDoc) takeSection(name string, f ImportFile) error {
	whole := 0
	var kept []importSection
	var taken []byte
	for _, s := range d.sections {
		whole += s.Lines
		text, at, err := sectionOf(f.Name, s.text, name)
		if err != nil {
			return err
		}
		if text == nil {
			continue
		}
		if body := markdown.SplitFrontMatter(f.Name, s.text).End; s.Line > 0 && at >= body {
			rest := f.Src[edit.LineStart(f.Src, s.Line):]
			if i := bytes.Index(rest, text); i >= 0 {
				s.Line += bytes.Count(rest[:i], markdown.Newline)
			}
		}
		taken = append(append(taken, text...), '\n')
		s.Lines = countLines(text)
		s.text = withDate(text, s.date, markdown.NewlineOf(s.text))
		s.shows = attachments(text)
		kept = append(kept, s)
	}
	lines := 0
	for _, s := range kept {
		lines += s.Lines
	}
	for _, u := range d.undated {
		whole += u.Lines
	}
	d.sections, d.undated, d.src, d.left = kept, nil, taken, len(kept) == 0
	switch rest := whole - lines; {
	case rest == 1:
		d.problems = append(d.problems, markdown.Problem{Path: f.Name, What: fmt.Sprintf("a line that is not under %q is left out", name)})
	case rest > 1:
		d.problems = append(d.problems, markdown.Problem{Path: f.Name, What: fmt.Sprintf("%d lines that are not under %q are left out", rest, name)})
	}
	return nil
}

// sectionOf finds the first section with the heading name, up to the next heading
// as high, and where it begins; in an outline, an item with what is nested below
// it counts too.
func sectionOf(file string, src []byte, name string) (text []byte, at int, err error) {
	doc, err := markdown.ParseBlocks(src, markdown.SplitFrontMatter(file, src).End)
	if err != nil {
		return nil, 0, fmt.Errorf("reading %s: %w", file, err)
	}
	level := 0
	for b := doc.Root.First; b != nil; b = b.Next {
		start := doc.LineOf(b.Start)
		switch {
		case level > 0 && b.Kind == markdown.Heading && b.Level <= level:
			return trimBlank(src[at:start]), at, nil
		case level == 0 && b.Kind == markdown.Heading && says(src[start:markdown.EndOfLine(src, start)], name):
			level, at = b.Level, start
		case level == 0 && b.Kind == markdown.List:
			for item := b.First; item != nil; item = item.Next {
				if from := doc.LineOf(item.Start); says(src[from:markdown.EndOfLine(src, from)], name) {
					return trimBlank(src[from:item.End]), from, nil
				}
			}
		}
	}
	if level > 0 {
		return trimBlank(src[at:]), at, nil
	}
	return nil, 0, nil
}

// says reports whether a line is just the name, whatever its case and markup.
func says(line []byte, name string) bool {
	const markup = "#*_-+[] \t\r\n:"
	return strings.EqualFold(strings.Trim(string(line), markup), strings.Trim(name, markup))
}
