package page

import "oneonone/notes/markdown"

// FindingKind says what a finding of Check is about.
type FindingKind string

// The kinds of findings.
const (
	FindNearMiss    FindingKind = "near-miss"    // looks like something the format knows, and is not read as that
	FindDate        FindingKind = "date"         // dates that disagree or cannot be
	FindOwner       FindingKind = "owner"        // an owner nobody in the folder is called
	FindThread      FindingKind = "thread"       // lines of an action that do not fit together
	FindFrontMatter FindingKind = "front-matter" // that cannot be read
	FindUnclosed    FindingKind = "unclosed"     // a comment, code or front matter that swallows what follows
	FindTopPage     FindingKind = "top-page"     // what a top page says of its person
	FindSettings    FindingKind = "settings"     // oneonone.yaml
	FindChoice      FindingKind = "choice"       // two versions of a line, after a merge
	FindFile        FindingKind = "file"         // the file as a whole
	FindTemplate    FindingKind = "template"     // a template, which is no note
)

// FindingKinds are all of them, in the order they are explained.
var FindingKinds = []FindingKind{FindNearMiss, FindDate, FindOwner, FindThread, FindFrontMatter, FindUnclosed, FindTopPage, FindSettings, FindChoice, FindFile, FindTemplate}

// Finding is something in the notes that is likely not as it was meant.
type Finding struct {
	markdown.Problem
	Kind FindingKind
	// Unsure findings may well be meant: they are shown, and are no failure.
	Unsure bool
}
