package importer

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// ImportFile is a document to import: its name, for messages and for the date
// that daily notes have in it, and its bytes.
type ImportFile struct {
	Name string // relative to the imported folder, with slashes
	Src  []byte
}

// ImportOptions say how to read documents.
type ImportOptions struct {
	Person string // handle
	// Order is the order of day and month in dates like 05/03/2024. If it is
	// Unknown, the document's dates have to prove it.
	Order when.Order
	// Year is the first entry's, for a document whose dates have none; 0 when
	// unknown.
	Year  int
	Today when.Date
	// Beside puts a section whose day already has another entry into an entry of its
	// own ("-2"); otherwise it becomes a conflict.
	Beside bool
	// Folder says that the documents were found in a folder rather than named:
	// those that are not understood, or are about someone else, are left out.
	Folder bool
	// Section takes one section from each day's notes, by its heading; the rest is
	// not imported. "" takes everything.
	Section string
	// Grammar reads the top page, to see what the imported text would mean
	// there.
	Grammar *page.Grammar
}

// ImportPlan is what an import would do. Nothing that exists is overwritten:
// the top page is appended to, every entry is a new file.
type ImportPlan struct {
	Person  string
	Entries []ImportedEntry // to be written, by date
	Skipped []ImportedEntry // already in the folder, byte for byte
	// Conflicts are sections whose day has another entry; they are not among the
	// changes.
	Conflicts []ImportedEntry
	// Undated are the parts without a date, which go to the top page.
	Undated []ImportedText
	// Quoted says that they go there as block quotes, because they would otherwise
	// be read as goals.
	Quoted bool
	Top    *page.Change // nil when nothing goes there
	// LeftOut are the documents from which nothing is imported.
	LeftOut []string
	// Problems are what the user should look at; Path is the document's name.
	Problems []markdown.Problem
}

// ImportedText is where a part of the plan comes from.
type ImportedText struct {
	File  string
	Line  int // from 1
	Lines int
}

// ImportedEntry is one entry of the plan.
type ImportedEntry struct {
	page.EntryRef
	ImportedText
	Title string // the heading's words besides the date; may be empty
	// Inferred says which part of the date is not written there, and where it comes
	// from; "" when all of it is.
	Inferred string
	Text     []byte // the whole file
}

// Changes are the plan's changes, the top page last.
func (p *ImportPlan) Changes() []page.Change {
	changes := make([]page.Change, 0, len(p.Entries)+1)
	for _, e := range p.Entries {
		changes = append(changes, page.Change{Path: e.Path, New: e.Text})
	}
	if p.Top != nil {
		changes = append(changes, *p.Top)
	}
	return changes
}

// ImportRefusedError says that a document was not understood well enough to
// be cut into entries, and which lines are to blame.
type ImportRefusedError struct {
	File  string
	What  string
	Lines []string // each "12: ## 05/03/2024"
	Help  string
}

func (e *ImportRefusedError) Error() string {
	s := fmt.Sprintf("reading %s: %s", e.File, e.What)
	const most = 10
	for i, l := range e.Lines {
		if i == most {
			s += fmt.Sprintf("\n  … and %d more", len(e.Lines)-most)
			break
		}
		s += "\n  line " + l
	}
	return s
}

// Hint says what to do next.
func (e *ImportRefusedError) Hint() string { return e.Help }

// PlanImport cuts documents into entries, one for each date. A file whose name
// has a date is one entry; any other is a running doc, cut at its dated
// headings. Every line of a document goes into one planned file, unchanged: an
// entry is a block of front matter (when the note has none of its own) and the
// bytes from its heading on. Definitions of links, images and footnotes go with
// the entries that use them.
//
// have returns the present contents of a path in the notes folder, nil when there
// is no such file. The error is a *Problem or an *ImportRefusedError.
func PlanImport(files []ImportFile, opt ImportOptions, have func(path string) []byte) (*ImportPlan, error) {
	plan := &ImportPlan{Person: opt.Person}
	var sections []importSection
	var undated []undatedText
	var pages []string
	var docs []*importedDoc
	for _, f := range byName(files) {
		doc, err := readImport(f, opt)
		if err != nil {
			return nil, err
		}
		doc.name = f.Name
		docs = append(docs, doc)
		sections = append(sections, doc.sections...)
		undated = append(undated, doc.undated...)
		plan.Problems = append(plan.Problems, doc.problems...)
		if doc.left {
			plan.LeftOut = append(plan.LeftOut, f.Name)
		}
		if doc.page {
			pages = append(pages, f.Name)
		}
	}
	plan.sayPages(pages)
	plan.sayShown(sections)
	plan.place(sections, opt, have)
	plan.addUndated(undated, opt, have)
	return plan, plan.checkWords(docs, have)
}

// importSection is an entry before it has a place in the folder.
type importSection struct {
	ImportedText
	date     when.Date
	inferred string
	title    string
	text     []byte
	// plain says that it is a file with only the date in its name.
	plain bool
	shows []string // files that its text mentions
}

// undatedText is a part without a date.
type undatedText struct {
	ImportedText
	text []byte
	yaml bool // it is the document's front matter
}

// importedDoc is a document taken apart.
type importedDoc struct {
	name     string
	sections []importSection // oldest first within a day
	undated  []undatedText
	problems []markdown.Problem
	src      []byte // as it was read
	left     bool   // nothing in it is imported
	page     bool   // because it has no date
}

// byName sorts files by their names without extension, so that "a" comes before
// "a more".
func byName(files []ImportFile) []ImportFile {
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b ImportFile) int { return strings.Compare(noteStem(a.Name), noteStem(b.Name)) })
	return files
}

// readImport takes one document apart. Without a date, one from a folder is left
// out, because a folder has pages of all kinds; a named one is an error.
func readImport(f ImportFile, opt ImportOptions) (*importedDoc, error) {
	problem := checkText(f.Name, f.Src)
	if problem == nil {
		problem = checkAmount(f)
	}
	var left *markdown.Problem
	made := false
	if problem == nil {
		f, made, left, problem = asMarkdown(f)
	}
	if made && problem == nil {
		problem = checkText(f.Name, f.Src)
	}
	if made && problem == nil && bytes.Count(f.Src, markdown.Newline) > maxLines {
		problem = tooMany(f.Name, maxLines, "lines")
	}
	switch {
	case problem != nil && opt.Folder:
		return &importedDoc{left: true, problems: []markdown.Problem{{Path: problem.Path, Line: problem.Line, What: problem.What + ": it is left out", Hint: problem.Hint}}}, nil
	case problem != nil:
		return nil, problem
	}
	doc, err := readMarkdown(f, opt)
	if err != nil {
		return nil, err
	}
	doc.src = f.Src
	if opt.Section != "" && !doc.left {
		if err := doc.takeSection(opt.Section, f); err != nil {
			return nil, err
		}
	}
	if made {
		doc.forgetLines()
	}
	if left != nil && !doc.left {
		doc.problems = append(doc.problems, *left)
	}
	return doc, nil
}

// readMarkdown takes a Markdown or text document apart.
func readMarkdown(f ImportFile, opt ImportOptions) (*importedDoc, error) {
	if d, title, ok, err := dateOfFile(f, opt.Order); err != nil {
		return nil, err
	} else if ok {
		if other := opt.someoneElse(title); opt.Folder && other != "" {
			return leftOut(f, "its name says that it is about "+other, "import it with --person "+other), nil
		}
		return readDatedFile(f, d, title, opt), nil
	}
	doc, err := readRunningDoc(f, opt)
	if err != nil {
		return nil, err
	}
	for _, said := range []func(ImportFile, when.Order) (when.Date, bool){propertyDate, titleDate} {
		if d, ok := said(f, opt.Order); ok && (doc == nil || len(doc.sections) == 1 && doc.sections[0].date == d) {
			return readDatedFile(f, d, nameTitle(f.Name), opt), nil
		}
	}
	switch {
	case doc != nil:
		return doc, nil
	case opt.Folder:
		return &importedDoc{left: true, page: true}, nil
	}
	return nil, &markdown.Problem{Path: f.Name, What: undatedPage, Hint: "try dates in headings, in lines of their own and in the outermost items of an outline: ## 2024-03-05, # 5 March 2024 – Alice, <h2>Mar 5, 2024</h2>, **Mar 5, 2024**, - [[Mar 5th, 2024]]"}
}

// leftOut is a document from which nothing is imported, and why.
func leftOut(f ImportFile, why, hint string) *importedDoc {
	return &importedDoc{left: true, problems: []markdown.Problem{{Path: f.Name, What: why + ": it is left out", Hint: hint}}}
}

// someoneElse is the handle of the person a file's name is about, if that is not
// the person to import for: nobody's notes must end up among another's.
func (o *ImportOptions) someoneElse(title string) string {
	if o.Grammar == nil {
		return ""
	}
	other := ""
	words := strings.FieldsFunc(title, func(r rune) bool { return !clause.IsNameRune(r) })
	for _, w := range append(words, title) {
		switch h, ok := o.Grammar.Names().Resolve(w); {
		case !ok || h == clause.Me:
		case h == o.Person:
			return ""
		default:
			other = h
		}
	}
	return other
}
