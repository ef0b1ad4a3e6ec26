package page

import (
	"bytes"
	"hash/maphash"
	"slices"
	"sync"

	"oneonone/internal/merge"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
)

// Note is what entries and top pages share: their text, their front matter and
// the outline of their Markdown.
type Note struct {
	Path  string // relative to the notes folder, with slashes
	Src   []byte // the file as it is; nobody may write to it
	Front markdown.FrontMatter
	// Problems are faults of the whole file that were seen without looking
	// into it. Check finds the others.
	Problems []markdown.Problem

	grammar *Grammar
	top     bool // a top page, from which no actions are read
	person  string
	date    when.Date
	once    sync.Once
	walk    func() *reading
	read    *reading
}

// Entry is one meeting: people/alice/2026-11-20.md.
type Entry struct {
	Note
	Person string    // handle
	Date   when.Date // of the file's name
	N      int       // 1 for the first entry of a day
	// MovedFrom are the days the meeting was moved from, oldest first.
	MovedFrom []when.Date
	// Aside is the front matter of the private note beside it, nil for none: where
	// the doc is shared, it holds the keys that are one side's alone.
	Aside *markdown.FrontMatter

	actionsOnce sync.Once
	actions     []*Action
	remembered  Recollection // nil: nothing is remembered
	findings    Findings     // nil: likewise
	sum         uint64       // of the text, once it is forgotten
}

// Recollection gives the actions of an entry that somebody remembers, or has
// them read and keeps them.
type Recollection func(e *Entry, read func() []*Action) []*Action

// Remember makes the entry ask a recollection before its text is read. It may
// be nil.
func (e *Entry) Remember(r Recollection) { e.remembered = r }

// TopPage is the top of a person's running doc: people/alice/README.md.
type TopPage struct {
	Note
	Person string
}

// ParseEntry reads an entry. It never fails: what is wrong with the file is in
// Problems, and what can be read of it is. The text is looked into when
// something is asked of the entry, which may be done from several goroutines.
func (g *Grammar) ParseEntry(path string, src []byte) *Entry {
	info := ParsePath(path)
	return g.Entry(EntryRef{Path: path, Person: info.Person, Date: info.Date, N: info.N}, src)
}

// Entry is [Grammar.ParseEntry] for a caller that knows which entry it is.
func (g *Grammar) Entry(ref EntryRef, src []byte) *Entry {
	e := &Entry{Person: ref.Person, Date: ref.Date, N: ref.N}
	e.init(g.Of(ref.Person).On(e.Date), ref.Path, src, ref.Person, ref.Date)
	e.walk = e.outlined
	e.MovedFrom = e.movedFrom()
	if p := merge.Conflict(ref.Path, src); p != nil {
		e.Problems = append(e.Problems, *p)
	}
	return e
}

// With is the note with other text.
func (n *Note) With(src []byte) *Note {
	with := &Note{top: n.top}
	with.init(n.grammar, n.Path, src, n.person, n.date)
	return with
}

// Again is the entry with other text, or with its own after Forget. If the bytes
// are the same, what was read of them is kept.
func (e *Entry) Again(src []byte) *Entry {
	if e.Src != nil && bytes.Equal(e.Src, src) {
		return e
	}
	again := e.grammar.Entry(e.Ref(), src)
	if e.actions != nil && e.placed() && e.sum == maphash.Bytes(seed, src) {
		again.actionsOnce.Do(func() { again.actions = e.actions })
	}
	return again
}

// placed reports whether the entry's actions are known with their places:
// remembered ones have none.
func (e *Entry) placed() bool {
	return !slices.ContainsFunc(e.Actions(), func(a *Action) bool { return !a.Place.known })
}

// seed is for telling whether two texts of one run are the same.
var seed = maphash.MakeSeed()

// ParseTopPage reads a top page. It never fails, as ParseEntry.
func (g *Grammar) ParseTopPage(path string, src []byte) *TopPage {
	info := ParsePath(path)
	t := &TopPage{Person: info.Person}
	t.top = true
	t.init(g.Of(info.Person), path, src, info.Person, when.Date{})
	return t
}

// ReadWith gives the page the grammar it is read with. Only its front matter may
// have been used before. t may be nil.
func (t *TopPage) ReadWith(g *Grammar) {
	if t != nil {
		t.grammar = g.Of(t.Person)
	}
}

func (n *Note) init(g *Grammar, path string, src []byte, person string, day when.Date) {
	n.grammar, n.Path, n.Src = g, path, src
	n.person, n.date = person, day
	n.walk = func() *reading { return n.grammar.read(n, readAll) }
	n.Front = markdown.FrontMatterOf(merge.FirstVersion(src), path, src)
	if n.Front.Open {
		n.Problems = append(n.Problems, *n.Front.Problem(0, "the front matter has no closing ---", "close it with a line of ---"))
	}
	if p := markdown.TooMuch(src[n.Front.End:]); p != "" {
		n.Problems = append(n.Problems, markdown.Problem{Path: path, What: p, Hint: "split the note; it is kept and shown, but no action is read from it"})
	}
}

// PersonOf is the handle of the person the note is about.
func (n *Note) PersonOf() string { return n.person }

// outline is what one walk through the note finds, made once.
func (n *Note) outline() *reading {
	n.once.Do(func() { n.read = n.walk() })
	return n.read
}

// outlined walks an entry, past its actions where they are remembered.
func (e *Entry) outlined() *reading {
	var whole *reading
	read := func() []*Action {
		whole = e.grammar.read(&e.Note, readAll)
		return whole.actions
	}
	if e.remembered == nil {
		read()
		return whole
	}
	e.actionsOnce.Do(func() { e.actions = e.remembered(e, read) })
	if whole == nil {
		return e.grammar.read(&e.Note, readOutline)
	}
	return whole
}

// whole is the outline with everything a walk can find. Asked for first, it reads
// the entry in full, whatever is remembered.
func (e *Entry) whole() *reading {
	e.once.Do(func() { e.read = e.grammar.read(&e.Note, readAll) })
	if e.read.mode == readOutline {
		return e.grammar.read(&e.Note, readAll)
	}
	return e.read
}

// Faults are what keeps parts of the entry from being read.
func (e *Entry) Faults() []markdown.Problem { return e.whole().problems }

// movedFrom reads the key moved-from: one day or a list of them.
func (e *Entry) movedFrom() []when.Date {
	if !bytes.Contains(e.Src[e.Front.YAML:e.Front.YAMLEnd], []byte("moved-from")) {
		return nil
	}
	v, ok := e.Front.Get("moved-from")
	if !ok {
		return nil
	}
	values := []string{v.Value}
	for _, c := range v.Content {
		values = append(values, c.Value)
	}
	var days []when.Date
	for _, s := range values {
		if d, err := when.ParseISO(s); err == nil {
			days = append(days, d)
		}
	}
	return days
}

// Template is the name of the template the entry started from, "" when it
// does not say. The line is found without parsing YAML: a new entry asks it of
// all before it.
func (e *Entry) Template() string {
	front := e.Src[e.Front.YAML:e.Front.YAMLEnd]
	for line := range bytes.Lines(front) {
		if value, ok := bytes.CutPrefix(line, []byte("template:")); ok {
			return string(bytes.Trim(bytes.TrimSpace(value), `"'`))
		}
	}
	return ""
}

// Sections are the note's sections in the order they begin: those of a
// heading, of a label paragraph and of a label item.
func (n *Note) Sections() []*Section { return n.outline().sections }

// Section is the first section of a kind, or nil.
func (n *Note) Section(kind SectionKind) *Section {
	for _, s := range n.Sections() {
		if s.Kind == kind {
			return s
		}
	}
	return nil
}

// Topics are the items of the entry's topics sections, less those that are
// actions.
func (e *Entry) Topics() []*Topic { return e.outline().topics }

// Goals are the items of the entry's goals sections: goals and progress notes
// on them.
func (e *Entry) Goals() []*Goal { return e.outline().goals }

// Actions are the entry's actions, in their order.
func (e *Entry) Actions() []*Action {
	e.actionsOnce.Do(func() {
		if e.read != nil {
			e.actions = e.read.actions
			return
		}
		read := func() []*Action { return e.grammar.read(&e.Note, readActions).actions }
		if e.remembered != nil {
			e.actions = e.remembered(e, read)
			return
		}
		e.actions = read()
	})
	return e.actions
}

// Forget drops the entry's text and outline once its actions are read, so
// that thousands of entries can be held. Nothing but actions, person, dates
// and problems may be asked of it afterwards.
func (e *Entry) Forget() {
	e.Actions()
	e.sum = maphash.Bytes(seed, e.Src)
	e.Src, e.read, e.remembered = nil, nil, nil
	e.Front = markdown.FrontMatter{}
}

// Goals are the goals of the top page.
func (t *TopPage) Goals() []*Goal { return t.outline().goals }

// Hopper are the topics kept on the top page.
func (t *TopPage) Hopper() []*Topic { return t.outline().topics }

// Title is the text of the entry's first heading, "" when it has none.
func (e *Entry) Title() string {
	for _, s := range e.Sections() {
		if s.Level < LabelLevel {
			return s.Title
		}
	}
	return ""
}
