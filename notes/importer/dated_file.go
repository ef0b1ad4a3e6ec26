package importer

import (
	"bytes"
	"path"
	"strings"
	"unicode"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
)

// dateOfFile is the day of a file with one entry: from its name, its name with
// the folders above it (2024/03-05.md), or its front matter's date. title are the
// other words of the name.
func dateOfFile(f ImportFile, order when.Order) (d when.Date, title string, ok bool, err error) {
	base := nameTitle(f.Name)
	dirs := strings.Split(path.Dir(f.Name), "/")
	tries := []string{base}
	for n := 1; n <= 2 && n <= len(dirs); n++ {
		above := dirs[len(dirs)-n:]
		if yearOf(above[0]) > 0 && len(above[0]) == 4 {
			tries = append(tries, strings.Join(above, "-")+"-"+base, base+" "+above[0])
		}
	}
	for _, name := range tries {
		h := readHeadingDate(name, order, 0)
		if h.ambiguous && h.known() {
			return d, "", false, &ImportRefusedError{File: f.Name, What: "day and month in the name could be either way round",
				Help: "say which comes first: --date-order dmy or --date-order mdy"}
		}
		if h.known() {
			return h.date, h.rest, true, nil
		}
	}
	if d, ok := frontDate(f); ok {
		return d, base, true, nil
	}
	return d, "", false, nil
}

// noteEnding is a file name's extension, if it really is one: "Alice 5.3.2024"
// and "Alice vs. Bob" have none.
func noteEnding(name string) string {
	ext := path.Ext(name)
	if len(ext) < 2 || len(ext) > 10 || !unicode.IsLetter(rune(ext[1])) || strings.ContainsAny(ext, " \t") {
		return ""
	}
	return strings.ToLower(ext)
}

func noteStem(name string) string { return name[:len(name)-len(noteEnding(name))] }

// pageID matches what Notion's export puts after the name of every page.
var pageID = lazyregexp.New(`\s+[0-9a-f]{32}$`)

// nameTitle is a file's name as people gave it, without folder and extension.
func nameTitle(name string) string { return pageID().ReplaceAllString(noteStem(baseName(name)), "") }

// propertyLine matches a line with a name and a value, as Notion writes below a
// page's title, and as templates for minutes have in an item, a table row or a
// quote.
var propertyLine = lazyregexp.New(`(?m)^[^\p{L}\n]*(\p{L}[^:：|*_\n]*?)[*_ \t]*[:：|][*_ \t]*(\S.*)$`)

// propertyDate is the day in the only "Date: …" line of a note, near its top.
func propertyDate(f ImportFile, order when.Order) (when.Date, bool) {
	const top = 15 // lines
	body := f.Src[frontMatter(f).End:]
	var day headingDate
	for _, at := range propertyLine().FindAllSubmatchIndex(body, -1) {
		if !when.IsDateLabel(string(body[at[2]:at[3]])) {
			continue
		}
		h := readHeadingDate(strings.Trim(string(body[at[4]:at[5]]), " \t\r|"), order, 0)
		if !h.known() || h.lead != "" && !timesOnly().MatchString(h.lead) {
			continue
		}
		if day.known() || markdown.LineNumber(body, at[0]) > top {
			return when.Date{}, false
		}
		day = h
	}
	return day.date, day.known() && !day.ambiguous
}

// titleDate is the day in the title in a note's front matter: "1:1 with Alice, 5
// March 2024".
func titleDate(f ImportFile, order when.Order) (when.Date, bool) {
	front := frontMatter(f)
	if !front.Exists() {
		return when.Date{}, false
	}
	title, _ := front.Get("title")
	h := readHeadingDate(title.Value, order, 0)
	return h.date, h.known() && !h.ambiguous
}

// frontMatter is a document's block of front matter. Two rules with meetings
// between them are not front matter.
func frontMatter(f ImportFile) markdown.FrontMatter {
	front := markdown.SplitFrontMatter(f.Name, f.Src)
	if first := f.Src[front.YAML:markdown.EndOfLine(f.Src, front.YAML)]; front.Exists() && front.YAML < front.YAMLEnd &&
		(len(bytes.TrimSpace(first)) == 0 || first[0] == '#') && front.Parse() != nil {
		return markdown.FrontMatter{Start: front.Start, End: front.Start, YAML: front.Start, YAMLEnd: front.Start}
	}
	return front
}

// ImportsName reports whether a file of this name in a folder may be a note:
// it has the extension of Markdown or text, or none.
func ImportsName(name string) bool {
	switch noteEnding(path.Base(name)) {
	case "", ".md", ".markdown", ".txt", ".org", ".html", ".htm", ".xhtml":
		return true
	}
	return false
}

func baseName(name string) string { return path.Base(name) }

var frontDateKey = lazyregexp.New(`(?mi)^date:[ \t]*["']?(\d{4}-\d{2}-\d{2})`)

// frontDate reads the date key of a note's front matter, with or without a time
// of day.
func frontDate(f ImportFile) (when.Date, bool) {
	front := frontMatter(f)
	m := frontDateKey().FindSubmatch(f.Src[front.YAML:front.YAMLEnd])
	if m == nil {
		return when.Date{}, false
	}
	d, err := when.ParseISO(string(m[1]))
	return d, err == nil
}

// readDatedFile takes a file as one entry. Its bytes stay as they are; one
// without front matter gets the date.
func readDatedFile(f ImportFile, d when.Date, title string, opt ImportOptions) *importedDoc {
	doc := &importedDoc{}
	front := frontMatter(f)
	text := f.Src
	if !front.Exists() {
		text = append(append([]byte{}, f.Src[:front.Start]...), withDate(f.Src[front.Start:], d, markdown.NewlineOf(f.Src))...)
	}
	s := importSection{ImportedText: ImportedText{f.Name, 1, countLines(f.Src)}, date: d, title: title, text: text, plain: title == ""}
	if own, ok := frontDate(f); ok && own != d {
		doc.problems = append(doc.problems, markdown.Problem{Path: f.Name, Line: front.Line("date"), What: "date: " + own.String() + " is not the day of the name, " + d.String(),
			Hint: "the name decides; correct the one that is wrong"})
	}
	doc.problems = append(doc.problems, lookAtText(&s)...)
	doc.sections = []importSection{s}
	doc.problems = append(doc.problems, lookAtDates(doc.sections, opt.Today)...)
	return doc
}
