package notes

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"oneonone/internal/edit"
	"oneonone/internal/merge"
	"oneonone/internal/when"
	"oneonone/notes/jotting"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Noted is a dated line waiting on a top page for the next entry (FORMAT.md,
// "Noted between meetings").
type Noted struct {
	Day    when.Date
	item   *page.Item
	source string // its lines, each ending in "\n"
}

// Noted returns the lines waiting on a person's top page, up to and including
// those of a day.
func (f *Folder) Noted(handle string, until when.Date) []*Noted {
	top := f.Top(handle)
	if top == nil || merge.Conflict(top.Path, top.Src) != nil {
		return nil
	}
	var all []*Noted
	for _, it := range top.Dated() {
		if !it.Day.After(until) {
			source := strings.ReplaceAll(string(top.Src[it.Start:it.End]), "\r\n", "\n")
			all = append(all, &Noted{it.Day, it.Item, strings.TrimRight(source, "\n \t") + "\n"})
		}
	}
	return all
}

// stretches yields the spans of a top page with the lines that go, adjacent ones
// as one. A blank line that set them apart goes too.
func stretches(src []byte, noted []*Noted) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for i := 0; i < len(noted); i++ {
			from, to := noted[i].item.Start, noted[i].item.End
			for ; i+1 < len(noted) && noted[i+1].item.Start == to; i++ {
				to = noted[i+1].item.End
			}
			above := edit.LineStart(src, markdown.LineNumber(src, from)-1)
			if blank := len(bytes.TrimSpace(src[above:from])) == 0; blank && len(bytes.TrimSpace(src[to:markdown.EndOfLine(src, to)])) == 0 {
				from = above
			}
			if !yield(from, to) {
				return
			}
		}
	}
}

// withNoted is an entry's text with the lines that waited for it under Notes. One
// that it already has, as after a merge, is not written twice.
func (f *Folder) withNoted(ref page.EntryRef, text []byte, noted []*Noted) ([]byte, error) {
	if len(noted) == 0 {
		return text, nil
	}
	e := f.grammar.Entry(ref, text)
	var items strings.Builder
	for _, n := range noted {
		if !slices.ContainsFunc(e.Dated(), func(it page.DatedItem) bool { return it.Text == n.item.Text && it.Day == n.Day }) {
			items.WriteString(n.source)
		}
	}
	if items.Len() == 0 {
		return text, nil
	}
	in := e.AddLast(e.Section(page.SectionNotes), "Notes", items.String())
	b := edit.NewBuffer(text)
	b.Insert(in.At, in.Text)
	src, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("bringing what was noted into %s: %w", ref.Path, err)
	}
	return src, nil
}

// PlanNoted plans to add what was noted since to an entry that was prepared
// ahead; no changes when nothing was.
func (f *Folder) PlanNoted(ref page.EntryRef) ([]page.Change, int, error) {
	noted := f.Noted(ref.Person, ref.Date)
	if len(noted) == 0 {
		return nil, 0, nil
	}
	e, err := f.Read(ref)
	if err != nil || e.Meeting().Skipped || merge.Conflict(ref.Path, e.Src) != nil {
		return nil, 0, err
	}
	src, err := f.withNoted(ref, e.Src, noted)
	if err != nil {
		return nil, 0, err
	}
	top, err := f.changeTop(ref.Person, nil, nil, noted...)
	if err != nil {
		return nil, 0, err
	}
	return []page.Change{{Path: ref.Path, Old: e.Src, New: src}, *top}, len(noted), nil
}

// Aim says who is to read a jotted line.
type Aim int

// Ordinarily a line is for whoever reads the person's notes. Unaimed keeps some
// lines private: all of them if the person reads the notes too, and feedback
// still to be given.
const (
	Unaimed Aim = iota
	AimPrivate
	AimShared
)

// Jotted is a planned line, and where it goes.
type Jotted struct {
	Path string
	// Text is the line, without its day if that is today.
	Text  string
	Known bool // it is there already
}

// Jotter plans jotted lines, one after another.
type Jotter struct {
	*Folder
	Changes []page.Change
}

// Jot plans a line about a person: into today's entry, onto the top page if there
// is none, or into the day's private note. The line may be followed by what is
// nested under it.
func (j *Jotter) Jot(handle, line string, aim Aim) (Jotted, error) {
	typed := jotting.Read(line, j.Today)
	toSay := j.isToSay(handle, typed.Words)
	if aim == AimPrivate || aim == Unaimed && (toSay || j.IsShared(handle)) {
		n := j.private(handle)
		if toSay {
			typed.Box = cmp.Or(typed.Box, "[ ]")
			return j.add(n, n.Section(page.SectionFeedback), "Feedback", typed, typed.Day != j.Today)
		}
		return j.add(n, ownSection(n), "Notes", typed, typed.Day != j.Today)
	}
	n, err := j.today(handle)
	if err != nil {
		return Jotted{}, err
	}
	if n == nil {
		n = &j.top(handle).Note
		return j.add(n, n.Section(page.SectionNotes), "Notes", typed, true)
	}
	return j.add(n, n.Section(page.SectionNotes), "Notes", typed, typed.Day != j.Today)
}

// isToSay reports whether a line is feedback still to be given to somebody.
func (j *Jotter) isToSay(handle, line string) bool {
	read := j.grammar.ParseEntry(page.EntryPath(handle, j.Today, 1), []byte("- "+line+"\n")).Remarks()
	return len(read) == 1 && read[0].Toward.Way == page.To && read[0].Box == markdown.NoBox
}

// ownSection is where lines of a private note go: under Notes, else its title.
func ownSection(n *page.Note) *page.Section {
	if sec := n.Section(page.SectionNotes); sec != nil {
		return sec
	}
	for _, s := range n.Sections() {
		if s.Level == 1 {
			return s
		}
	}
	return nil
}

// src is a note as planned so far, nil when there is none.
func (j *Jotter) src(path string) ([]byte, *page.Change) {
	for i := range j.Changes {
		if j.Changes[i].Path == path {
			return j.Changes[i].New, &j.Changes[i]
		}
	}
	src, err := fs.ReadFile(j.FS, path)
	if err != nil {
		return nil, nil // an unreadable note will fail when it is written
	}
	return src, nil
}

// private is the private note of today.
func (j *Jotter) private(handle string) *page.Note {
	path := page.PrivateDir + "/" + page.EntryPath(handle, j.Today, 1)
	src, _ := j.src(path)
	if src == nil {
		src = PrivateScaffold(j.Person(handle), j.Today)
	}
	return &j.grammar.ParseEntry(path, src).Note
}

// PrivateScaffold is what a private note begins with.
func PrivateScaffold(p *Person, day when.Date) []byte {
	return fmt.Appendf(nil, "---\ndate: %s\n---\n\n# %s · private · %s\n\n", day, p.FirstName(), day.Time().Format("Monday 2 January 2006"))
}

// top is the person's top page, or the one they would get.
func (j *Jotter) top(handle string) *page.TopPage {
	top := j.topOrNew(handle)
	if src, planned := j.src(top.Path); planned != nil {
		return j.grammar.ParseTopPage(top.Path, src)
	}
	return top
}

// today is today's entry, nil when there is none or its meeting was skipped.
func (j *Jotter) today(handle string) (*page.Note, error) {
	refs, err := j.Entries(handle)
	if err != nil {
		return nil, err
	}
	for _, r := range slices.Backward(refs) {
		if r.Date != j.Today {
			continue
		}
		e, err := j.Read(r)
		if err != nil {
			return nil, err
		}
		if src, planned := j.src(r.Path); planned != nil {
			e = e.Again(src)
		}
		if !e.Meeting().Skipped {
			return &e.Note, nil
		}
	}
	return nil, nil
}

// add plans a line into a section of a note, with its day if dated. What Markdown
// would take for something else, such as a heading, is escaped.
func (j *Jotter) add(n *page.Note, sec *page.Section, title string, typed jotting.Line, isDated bool) (Jotted, error) {
	jotted := Jotted{Path: n.Path, Text: typed.Written(typed.Day != j.Today)}
	if conflict := merge.Conflict(n.Path, n.Src); conflict != nil {
		return Jotted{}, conflict
	}
	before := n.Remarks()
	for _, escape := range []string{"", `\`} {
		in := n.AddLast(sec, title, typed.Item(escape, isDated))
		src := slices.Concat(n.Src[:in.At], []byte(in.Text), n.Src[in.At:])
		after := n.With(src).Remarks()
		added := addedRemarks(before, after)
		if len(added) == 0 || typed.Box != "" && added[0].Box == markdown.NoBox {
			continue
		}
		if jotted.Known = allIn(before, added); !jotted.Known {
			j.change(n, src)
		}
		return jotted, nil
	}
	for _, p := range append(n.Problems, n.Unclosed()...) {
		return Jotted{}, &p
	}
	return Jotted{}, fmt.Errorf("%q cannot be an item of a list: reword it", jotted.Text)
}

// allIn reports whether a note already has these remarks. A promise differs from
// a note with the same words.
func allIn(before, added []page.Remark) bool {
	return !slices.ContainsFunc(added, func(a page.Remark) bool {
		return !slices.ContainsFunc(before, func(m page.Remark) bool {
			return m.Text == a.Text && m.Day == a.Day && m.Since == a.Since && m.Toward.Way == a.Toward.Way &&
				(m.Box == markdown.NoBox) == (a.Box == markdown.NoBox) && slices.Equal(m.Tags, a.Tags)
		})
	})
}

// addedRemarks returns the remarks a note has gained: a top-level one and what is
// nested under it; none if anything else changed.
func addedRemarks(before, after []page.Remark) []page.Remark {
	more := len(after) - len(before)
	if more < 1 {
		return nil
	}
	same := func(a, b page.Remark) bool {
		return a.Text == b.Text && a.Kind == b.Kind && a.Box == b.Box && a.Asked == b.Asked && a.Answer == b.Answer && (a.Under < 0) == (b.Under < 0)
	}
	at := 0
	for at < len(before) && same(before[at], after[at]) {
		at++
	}
	added := after[at : at+more]
	nested := func(m page.Remark) bool { return m.Under >= 0 }
	if nested(added[0]) || added[0].Text == "" || !slices.EqualFunc(before[at:], after[at+more:], same) ||
		slices.ContainsFunc(added[1:], func(m page.Remark) bool { return !nested(m) }) {
		return nil
	}
	return added
}

// change plans new bytes for a note.
func (j *Jotter) change(n *page.Note, src []byte) {
	old, planned := j.src(n.Path)
	if planned != nil {
		planned.New = src
		return
	}
	j.Changes = append(j.Changes, page.Change{Path: n.Path, Old: old, New: src})
}
