package importer

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"oneonone/notes/markdown"
)

// formats are files whose first bytes show that they are not text, and what to do
// about them.
var formats = []struct{ begins, what, hint string }{
	{"PK\x03\x04", "is a zip archive, not Markdown", "unpack it and import the files or the folder in it"},
	{"\xd0\xcf\x11\xe0", "is an old office document, not Markdown", "save it as .docx, then pandoc -f docx -t gfm --wrap=none FILE -o notes.md"},
	{"%PDF-", "is a PDF, not Markdown", "export the document it was made from as Markdown or HTML instead"},
	{"\xff\xfe", "is UTF-16 text", "save it as UTF-8 first"},
	{"\xfe\xff", "is UTF-16 text", "save it as UTF-8 first"},
	{"\x89PNG", "is a picture, not text", notText},
	{"\xff\xd8\xff", "is a picture, not text", notText},
	{"GIF8", "is a picture, not text", notText},
}

// pandocFormats are documents that pandoc can convert to Markdown. No maintained
// library does it as well.
var pandocFormats = []struct{ begins, has, format, what string }{
	{"PK\x03\x04", "word/document.xml", "docx", "a Word document"},
	{"PK\x03\x04", "application/vnd.oasis.opendocument.text", "odt", "an OpenDocument text"},
	{"PK\x03\x04", "application/epub+zip", "epub", "an e-book"},
	{"{\\rtf", "", "rtf", "rich text"},
}

const notText = "notes to import are Markdown or text, such as alice.md or alice.txt"

// checkText refuses what is not text. In a file not named like a note one control
// character is enough; in a note, a few come with pasted text.
func checkText(name string, src []byte) *markdown.Problem {
	for _, f := range pandocFormats {
		if bytes.HasPrefix(src, []byte(f.begins)) && (bytes.Contains(src, []byte(f.has)) || noteEnding(name) == "."+f.format) {
			return &markdown.Problem{Path: name, What: "is " + f.what + ", not Markdown", Hint: pandocHint(name, f.format)}
		}
	}
	for _, f := range formats {
		if bytes.HasPrefix(src, []byte(f.begins)) {
			return &markdown.Problem{Path: name, What: f.what, Hint: f.hint}
		}
	}
	if at, n := controls(src); n > 0 {
		const some = 100 // bytes of text for each
		switch {
		case src[at] == 0:
			return &markdown.Problem{Path: name, Line: markdown.LineNumber(src, at), What: "has a zero byte, so it is not text", Hint: notText}
		case !ImportsName(name), !utf8.Valid(src), n*some > len(src):
			return &markdown.Problem{Path: name, Line: markdown.LineNumber(src, at), What: "contains control characters, so it is not text", Hint: notText}
		}
	}
	if n := tooManyBrackets(src); n > 0 {
		return &markdown.Problem{Path: name, Line: n, What: fmt.Sprintf("more than %d lines in a row begin with a bracket", maxBracketRun),
			Hint: "put an empty line between them now and then"}
	}
	if n := tooDeep(src); n > 0 {
		return &markdown.Problem{Path: name, Line: n, What: fmt.Sprintf("lists or quotes are nested more than %d deep", markdown.MaxNesting),
			Hint: "import the document without that line and add it by hand"}
	}
	return nil
}

// controls counts the bytes that do not occur in text; at is the first zero byte,
// or else the first of them.
func controls(src []byte) (at, n int) {
	if zero := bytes.IndexByte(src, 0); zero >= 0 {
		return zero, 1
	}
	at = -1
	for i, b := range src {
		if b < ' ' && (b < '\t' || b > '\r') || b == 0x7f {
			if n++; at < 0 {
				at = i
			}
		}
	}
	return at, n
}

// tooDeep is the first line nested deeper than anybody would write, 0 for none. A
// long rule of spaced stars is not nesting.
func tooDeep(src []byte) int {
	number := 0
	for line := range bytes.Lines(src) {
		number++
		if len(line) > markdown.MaxNesting && markdown.Nesting(line) > markdown.MaxNesting && len(bytes.Trim(line, "-* \t\r\n")) > 0 {
			return number
		}
	}
	return 0
}

// maxBracketRun bounds a paragraph of link definitions: goldmark's time grows
// with the square of their number, and 5,000 take 30 ms.
const maxBracketRun = 5000

// tooManyBrackets is the line that exceeds maxBracketRun, 0 for none.
func tooManyBrackets(src []byte) int {
	number, run := 0, 0
	for line := range bytes.Lines(src) {
		number++
		run++
		if line = bytes.TrimLeft(line, " \t"); len(line) == 0 || line[0] != '[' {
			run = 0
		}
		if run > maxBracketRun {
			return number
		}
	}
	return 0
}

// Limits on a document, so that planning takes seconds and no more memory than a
// browser tab: twenty years of weekly notes need a tenth. Bytes alone are cheap,
// since most of a large document is embedded pictures.
const (
	maxLines = 100_000
	maxMarks = 20_000
	maxTags  = 300_000
)

const cutInTwo = "cut it in two and import one after the other"

// checkAmount refuses a document with too many lines or tags.
func checkAmount(f ImportFile) *markdown.Problem {
	counted, most, of := "\n", maxLines, "lines"
	if formatOf(f.Name, f.Src) == "html" {
		counted, most, of = "<", maxTags, "tags"
	}
	if bytes.Count(f.Src, []byte(counted)) <= most {
		return nil
	}
	return tooMany(f.Name, most, of)
}

func tooMany(name string, most int, of string) *markdown.Problem {
	return &markdown.Problem{Path: name, What: fmt.Sprintf("has more than %d %s", most, of), Hint: cutInTwo}
}
