package page

import (
	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// Action is one line of an entry that holds a promise. The promise itself, as
// it lives on through several entries, is a Thread.
type Action struct {
	// Text is the words as written, owner words and spoken dates kept,
	// without box, emphasis, marker and metadata.
	Text string
	// Owners are handles; unknown ones are kept as written, with their "@".
	Owners    []string
	Inherited bool // the owner stands in a heading or parent item
	State     clause.State
	clause.Facts
	Person string // whom the entry is with
	Path   string
	Line   int // of the clause's first word, from 1
	// Rule says why the words are an action: "box", "marker", "section" or
	// "bold".
	Rule string

	entry when.Date // of its entry
	Key   string    // the words as they are compared, see clause.SameWords
	index int       // among the actions of its entry
	// source is the words as Markdown without bold and strike; "" when that
	// is Text.
	Source string
	Place  placing
}

// placing says where the parts of an action are in the source, as byte offsets.
type placing struct {
	known      bool // false in an action that was remembered, not read
	box        int  // of the "[" of a box the program may tick; -1 without one
	start, end int  // the words with their emphasis, without trailing metadata
	Metadata   Parenthesis
	signs      []sourceCut // metadata outside a parenthesis
	strikes    []sourceCut // the delimiters that strike the words through
	words      int         // where the words behind the marker begin
	stateWord  sourceCut   // a word beside the action that says its state: TODO or DONE of an org heading, "done" in a table's cell
	name       sourceCut   // the owner's name before "to", "will" or a colon; empty without one
}

// sourceCut is a stretch of the source; key as in cut.
type sourceCut struct {
	a, b int
	key  string
}

// Date is the day of the action's entry.
func (a *Action) Date() when.Date { return a.entry }
