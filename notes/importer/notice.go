package importer

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"oneonone/notes/markdown"
)

// stray is a line that looks as if it should begin an entry but does not.
type stray struct {
	mark *importMark
	line int
	in   string // the day of the entry it stays in; "" for the top page
}

// strayProblems names all strays in one line, and says what to do if one is an
// entry after all: a document with a deadline in every entry has hundreds. like
// is a line that does begin an entry.
func strayProblems(file, like string, strays []stray) []markdown.Problem {
	var dated, impossible []stray
	for _, s := range strays {
		if s.mark.date.impossible {
			impossible = append(impossible, s)
		} else {
			dated = append(dated, s)
		}
	}
	var problems []markdown.Problem
	if n := len(dated); n > 0 {
		what := fmt.Sprintf("%q has a date, but is not written as the entries are: it stays in the %s", dated[0].mark.text, dated[0].place())
		if n > 1 {
			what = fmt.Sprintf("%d lines have a date, but are not written as the entries are, and stay in the entry above them: %s", n, lineList(dated))
		}
		problems = append(problems, markdown.Problem{Path: file, Line: dated[0].line, What: what, Hint: "if one begins an entry, write it as the others are: " + like})
	}
	if n := len(impossible); n > 0 {
		what := fmt.Sprintf("%q is not a real date, and is read as text: it stays in the %s", impossible[0].mark.text, impossible[0].place())
		if n > 1 {
			what = fmt.Sprintf("%d headings are not real dates, and are read as text: %s", n, lineList(impossible))
		}
		problems = append(problems, markdown.Problem{Path: file, Line: impossible[0].line, What: what, Hint: "if one begins an entry, correct its date"})
	}
	return problems
}

func (s *stray) place() string {
	if s.in == "" {
		return "part without a date"
	}
	return "entry of " + s.in
}

// lineList names the first lines.
func lineList(strays []stray) string {
	const most = 8
	var numbers []string
	for i, s := range strays {
		if i == most {
			return fmt.Sprintf("lines %s and %d more", strings.Join(numbers, ", "), len(strays)-most)
		}
		numbers = append(numbers, strconv.Itoa(s.line))
	}
	return "lines " + strings.Join(numbers, ", ")
}

// exampleLine is how the document begins an entry.
func exampleLine(src []byte, chunks []importChunk) string {
	for _, c := range chunks {
		if c.mark != nil {
			line := []rune(string(bytes.TrimSpace(src[c.mark.at:markdown.EndOfLine(src, c.mark.at)])))
			const most = 60
			if len(line) > most {
				return string(line[:most]) + "…"
			}
			return string(line)
		}
	}
	return ""
}

const undatedPage = "no dated headings were found, and no date in its name"

// sayPages names the documents in a folder that have no date.
func (p *ImportPlan) sayPages(pages []string) {
	const most = 4
	switch n := len(pages); {
	case n == 0:
		return
	case n == 1:
		p.Problems = append(p.Problems, markdown.Problem{Path: pages[0], What: undatedPage + ": it is left out"})
	default:
		p.Problems = append(p.Problems, markdown.Problem{Path: pages[0], What: undatedPage + ": it is left out; the same for " + firstOf(pages[1:], most)})
	}
	p.Problems[len(p.Problems)-1].Hint = "give its headings dates such as ## 2024-03-05, or copy what you need to the top page"
}

// sayShown names the files that entries show or link to: they stay behind.
func (p *ImportPlan) sayShown(sections []importSection) {
	const most = 6
	var names []string
	entries := 0
	for _, s := range sections {
		if len(s.shows) > 0 {
			entries++
		}
		for _, name := range s.shows {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if entries == 0 {
		return
	}
	first := sections[slices.IndexFunc(sections, func(s importSection) bool { return len(s.shows) > 0 })]
	who := "the entry of " + first.date.String() + " mentions"
	if entries > 1 {
		who = strconv.Itoa(entries) + " entries mention"
	}
	p.Problems = append(p.Problems, markdown.Problem{Path: first.File, Line: first.Line, What: fmt.Sprintf("%s files that are not imported: %s", who, firstOf(names, most)),
		Hint: "copy them to people/" + p.Person + " to keep them together"})
}

// firstOf lists the first few names, and how many more there are.
func firstOf(names []string, most int) string {
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
