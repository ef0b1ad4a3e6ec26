package check

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"oneonone/internal/merge"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// entry checks one entry by itself. today tells which dates are in the future;
// near returns the names that are almost like a word.
func entry(e *page.Entry, today when.Date, near func(word string) []string) []page.Finding {
	var all []page.Finding
	all = append(all, checkFile(&e.Note)...)
	all = append(all, checkFrontMatter(e)...)
	for _, p := range e.Faults() {
		all = append(all, page.Finding{Problem: p, Kind: page.FindFile})
	}
	for _, p := range e.Unclosed() {
		all = append(all, page.Finding{Problem: p, Kind: page.FindUnclosed})
	}
	all = append(all, checkTitle(e)...)
	all = append(all, checkSkipped(e)...)
	all = append(all, checkActionDates(e, today)...)
	return append(all, e.NearMisses(near)...)
}

// checkSkipped finds an entry with notes whose meeting is marked as skipped, and
// so does not count.
func checkSkipped(e *page.Entry) []page.Finding {
	if !e.Meeting().Skipped || e.Agenda().Empty {
		return nil
	}
	return []page.Finding{{Problem: markdown.Problem{Path: e.Path, Line: e.Front.Line("status"), What: "the meeting is marked as skipped but has notes",
		Hint: "if it took place, remove the line status: skipped"}, Kind: page.FindFrontMatter, Unsure: true}}
}

// checkFile checks what concerns the whole file.
func checkFile(n *page.Note) []page.Finding {
	var all []page.Finding
	for _, p := range n.Problems {
		kind := page.FindFile
		if n.Front.Open {
			kind = page.FindUnclosed
		}
		all = append(all, page.Finding{Problem: p, Kind: kind})
	}
	all = append(all, undecided(n.Path, n.Src)...)
	return append(all, checkBytes(n.Path, n.Src)...)
}

// undecided finds the lines that a merge left for a person to decide.
func undecided(path string, src []byte) []page.Finding {
	var all []page.Finding
	for _, line := range merge.Undecided(src) {
		all = append(all, page.Finding{Problem: markdown.Problem{Path: path, Line: line, What: "another version of the line above, from another laptop or seat",
			Hint: "keep one of the two, and delete this line"}, Kind: page.FindChoice})
	}
	return all
}

// topPage checks the page as a file; what it says about the person is checked by
// checkTop.
func topPage(t *page.TopPage) []page.Finding {
	all := checkFile(&t.Note)
	for _, p := range t.Unclosed() {
		all = append(all, page.Finding{Problem: p, Kind: page.FindUnclosed})
	}
	return all
}

// checkBytes finds what keeps a whole file from being read as it looks.
func checkBytes(path string, src []byte) []page.Finding {
	fault := func(line int, what, hint string, unsure bool) []page.Finding {
		return []page.Finding{{Problem: markdown.Problem{Path: path, Line: line, What: what, Hint: hint}, Kind: page.FindFile, Unsure: unsure}}
	}
	switch {
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		return fault(0, "the file is in UTF-16 and cannot be read", "save it as UTF-8", false)
	case !utf8.Valid(src):
		at := 0
		for at < len(src) {
			r, n := utf8.DecodeRune(src[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			at += n
		}
		return fault(markdown.LineNumber(src, at), "bytes that are not UTF-8", "save the file as UTF-8; until then names with accents may not be understood", true)
	}
	return nil
}

// checkFrontMatter checks the keys of the front matter that the format knows.
func checkFrontMatter(e *page.Entry) []page.Finding {
	front := &e.Front
	if !front.Exists() {
		return nil
	}
	if err := front.Parse(); err != nil {
		return []page.Finding{{Problem: markdown.AsProblem(e.Path, err), Kind: page.FindFrontMatter}}
	}
	var all []page.Finding
	bad := func(key string, kind page.FindingKind, hint, format string, args ...any) {
		all = append(all, page.Finding{Problem: markdown.Problem{Path: e.Path, Line: front.Line(key), What: fmt.Sprintf(format, args...), Hint: hint}, Kind: kind})
	}
	if v, ok := front.Get("date"); ok {
		d, err := when.ParseISO(v.Value)
		switch {
		case err != nil:
			bad("date", page.FindDate, "write date: "+e.Date.String(), "invalid date %q", v.Value)
		case d != e.Date:
			bad("date", page.FindDate, "correct the date, or rename the file; the file's name counts", "date: says %s, the file's name %s", d, e.Date)
		}
	}
	for _, key := range []string{"mood", "useful"} {
		if v, ok := front.Get(key); ok && !slices.Contains([]string{"1", "2", "3", "4", "5", ""}, v.Value) {
			bad(key, page.FindFrontMatter, "write a number from 1 to 5", "invalid %s %q", key, v.Value)
		}
	}
	if v, ok := front.Get("mode"); ok && v.Value != "" && page.ReadMode(v.Value) == "" {
		bad("mode", page.FindFrontMatter, "write one of "+strings.Join(page.Modes, ", "), "invalid mode %q", v.Value)
	}
	if v, ok := front.Get("status"); ok && v.Value != "skipped" && v.Value != "" {
		bad("status", page.FindFrontMatter, "the only status is \"skipped\"", "unknown status %q", v.Value)
	}
	if v, ok := front.Get("moved-from"); ok {
		values := []string{v.Value}
		for _, c := range v.Content {
			values = append(values, c.Value)
		}
		for _, s := range values {
			if _, err := when.ParseISO(s); err != nil && s != "" {
				bad("moved-from", page.FindDate, "write the day as 2026-11-20", "invalid moved-from %q", s)
			}
		}
	}
	return all
}

// checkTitle compares the date in the title with the one in the file's name: an
// entry made by copying the last one has the old one.
func checkTitle(e *page.Entry) []page.Finding {
	sections := e.Sections()
	if len(sections) == 0 || sections[0].Level != 1 {
		return nil
	}
	s := sections[0]
	d, _, ambiguous, ok := when.ParseHeading(s.Title, when.Unknown)
	if i := strings.LastIndex(s.Title, "·"); !ok && i >= 0 {
		d, _, ambiguous, ok = when.ParseHeading(strings.TrimSpace(s.Title[i+len("·"):]), when.Unknown)
	}
	if !ok || ambiguous || d == e.Date || slices.Contains(e.MovedFrom, d) {
		return nil
	}
	return []page.Finding{{Problem: markdown.Problem{Path: e.Path, Line: s.HeadingLine, What: fmt.Sprintf("the title says %s, the file's name %s", d, e.Date),
		Hint: "correct the title, or rename the file; the file's name counts"}, Kind: page.FindDate}}
}

// checkActionDates finds impossible dates of actions.
func checkActionDates(e *page.Entry, today when.Date) []page.Finding {
	var all []page.Finding
	for _, a := range e.Actions() {
		begun := a.Date()
		if !a.Since.IsZero() {
			begun = a.Since
		}
		bad := func(hint, format string, args ...any) {
			all = append(all, page.Finding{Problem: markdown.Problem{Path: a.Path, Line: a.Line, What: fmt.Sprintf(format, args...), Hint: hint}, Kind: page.FindDate})
		}
		if !a.Due.IsZero() && a.Due.Before(begun) {
			bad("correct the date; is it the year?", "due %s, before the action was begun on %s", a.Due, begun)
		}
		if a.Done.After(today) && a.Done.After(a.Date()) {
			bad("correct the date", "%s on %s, which is in the future", a.State, a.Done)
		}
		if !a.Done.IsZero() && a.Done.Before(begun) && !begun.After(today) {
			bad("correct the date", "%s on %s, before the action was begun on %s", a.State, a.Done, begun)
		}
		if a.Since.After(today) && a.Since.After(a.Date()) {
			bad("correct the date", "since %s, which is in the future", a.Since)
		}
	}
	return all
}
