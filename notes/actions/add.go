package actions

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"oneonone/internal/edit"
	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/jotting"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// NewAction is a promise to write into an entry.
type NewAction struct {
	Text  string    // as typed; Markdown in it counts
	Owner string    // a handle, Me or an unknown "@name"; "" leaves it to the text
	Due   when.Date // zero leaves it to the text
}

// KnownError says that the person has such an open action already.
type KnownError struct{ Thread *promise.Thread }

func (e *KnownError) Error() string {
	return fmt.Sprintf("%s already has that action, since %s: %s", e.Thread.Person, e.Thread.Since, e.Thread.Text)
}

// NoActionError says that a text has nothing to promise.
type NoActionError struct{ Text string }

func (e *NoActionError) Error() string { return fmt.Sprintf("no action in %q", e.Text) }

// Add plans a promise into an entry: into its actions section when it has one
// that fits, else under Notes in bold. In an entry of another day it gets a
// (since …). It is only put where it reads back as it was said; the error is a
// *Problem when the note has no such place.
func (p *Plan) Add(into page.EntryRef, a NewAction, today when.Date) error {
	if !a.Due.IsZero() && a.Due.Before(into.Date) {
		return &ErrDueTooEarly{a.Due, &page.Action{Path: into.Path, Line: 1}}
	}
	p.l.whole = into.Path
	said, err := p.understand(into, a)
	if err != nil {
		return err
	}
	for _, t := range p.l.of(into.Person).threads {
		if t.State == clause.Open && t.HasWords(said.read.Key) && clause.EqualOwners(t.Owners, said.read.Owners) {
			return &KnownError{t}
		}
	}
	if into.Date.Before(today) {
		said.since = today // in an entry still to come, its own date says so
	}
	n, err := p.note(into.Person, into.Path)
	if err != nil {
		return err
	}
	if n.now, err = addAction(n.now, said); err != nil {
		return err
	}
	p.added[into.Person]++
	return nil
}

// saidAction is a new action as it will be written and read.
type saidAction struct {
	text  string       // Markdown, the owner in front
	read  *page.Action // what the grammar makes of it after a box
	since when.Date
	due   when.Date // to be written; zero when the words say it
}

func (s *saidAction) meta() string { return page.Metadata(s.since, s.due) }

// understand reads a typed action as the grammar would read it after a box, where
// it is always an action.
func (p *Plan) understand(into page.EntryRef, a NewAction) (*saidAction, error) {
	g := p.l.folder.Grammar().Of(into.Person)
	text := actionText(a.Text)
	read := readAsBox(g, into, text)
	if read == nil {
		return nil, &NoActionError{a.Text}
	}
	if len(read.Owners) == 0 && g.Names().Shared() {
		a.Owner = cmp.Or(a.Owner, clause.Me) // by name: the other seat reads it too
	}
	if a.Owner != "" && !slices.Equal(read.Owners, []string{a.Owner}) {
		text = g.On(into.Date).Names().Display(a.Owner) + ": " + text
		if read = readAsBox(g, into, text); read == nil || !slices.Equal(read.Owners, []string{a.Owner}) {
			return nil, fmt.Errorf("the words already say whose action it is: %q", a.Text)
		}
	}
	said := &saidAction{text: text, read: read}
	if meta := read.Place.Metadata; !meta.Empty() && !read.Due.IsZero() && !read.DueSpoken && a.Due.IsZero() {
		// A typed parenthesis of metadata is dropped here and written anew.
		said.text = meta.Without(text, len("- [ ] "))
		said.due = read.Due
	}
	if !a.Due.IsZero() && (read.Due != a.Due || !read.DueSpoken) {
		said.due = a.Due
		read = readAsBox(g, into, text+said.meta())
		if read == nil || read.Due != a.Due {
			return nil, fmt.Errorf("the words already say another due date: %q", a.Text)
		}
		said.read = read
	}
	return said, nil
}

// readAsBox reads words as an item with a box, one of the forms in which they may
// be written. They are not in any note yet.
func readAsBox(g *page.Grammar, into page.EntryRef, text string) *page.Action {
	into.Path = ""
	all := g.Entry(into, []byte("- [ ] "+text+"\n")).Actions()
	if len(all) != 1 || all[0].State != clause.Open || all[0].Key == "" {
		return nil
	}
	return all[0]
}

// actionText makes one line of what was typed: without a bullet or box in front,
// without control characters, and with "<" so that it is no tag.
func actionText(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = jotting.TopicText(s)
	for _, tag := range []string{"</", "<!"} {
		s = strings.ReplaceAll(s, tag, `\`+tag)
	}
	var b strings.Builder
	for i, r := range s {
		if r == '<' && i+1 < len(s) && unicode.IsLetter(rune(s[i+1])) && !strings.HasPrefix(s[i:], "<http") {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// addAction returns the note with a new action, in the first place and form in
// which it reads back as said and every other action is as it was.
func addAction(e *page.Entry, said *saidAction) (*page.Entry, error) {
	for _, in := range places(e, said) {
		b := edit.NewBuffer(e.Src)
		b.Insert(in.At, in.Text)
		out, err := b.Bytes()
		if err != nil {
			return nil, fmt.Errorf("adding an action to %s: %w", e.Path, err)
		}
		if added := e.Again(out); readsBack(e.Actions(), added.Actions(), said) {
			return added, nil
		}
	}
	if len(e.Problems) > 0 {
		return nil, &e.Problems[0]
	}
	if faults := e.Unclosed(); len(faults) > 0 {
		return nil, &faults[0]
	}
	return nil, &markdown.Problem{Path: e.Path, What: "an action added by the program would not be read back; nothing was changed",
		Hint: fmt.Sprintf("write it in the editor: oneonone edit %s %s", e.Person, page.EntryName(e.Date, e.N))}
}

// readsBack reports whether after is before with the said action in it.
func readsBack(before, after []*page.Action, said *saidAction) bool {
	if len(after) != len(before)+1 {
		return false
	}
	i := 0
	for i < len(before) && sameAction(before[i], after[i]) {
		i++
	}
	// An identical line before the new one counts as the new one.
	for ; i >= 0; i-- {
		n := after[i]
		if n.State == clause.Open && n.Text == said.read.Text && clause.EqualOwners(n.Owners, said.read.Owners) &&
			n.Due == said.read.Due && n.Since == said.since && slices.EqualFunc(before[i:], after[i+1:], sameAction) {
			return true
		}
	}
	return false
}

func sameAction(a, b *page.Action) bool {
	return a.Text == b.Text && a.State == b.State && a.Due == b.Due && a.Since == b.Since && a.Done == b.Done && clause.EqualOwners(a.Owners, b.Owners)
}

// places returns where and how the action can be written, best first.
func places(e *page.Entry, said *saidAction) []page.Insertion {
	var all []page.Insertion
	bold := "- **" + said.text + "**" + said.meta() + "\n"
	box := "- [ ] **" + said.text + "**" + said.meta() + "\n"
	plain := "- [ ] " + said.text + said.meta() + "\n"
	for _, mustName := range []bool{true, false} {
		for _, s := range e.Sections() {
			if s.Kind == page.SectionActions && !isLastTime(s) && mustName == (len(s.Owners) > 0) {
				for _, item := range likeNeighbours(e.Src, s, bold, box, plain) {
					all = append(all, page.AddItem(e.Src, s, "", item, nil))
				}
			}
		}
	}
	for _, item := range []string{bold, box, plain} {
		all = append(all, page.AddItem(e.Src, e.Section(page.SectionNotes), "Notes", item, nil))
	}
	return all
}

// numberedItem matches the bullet of a numbered list.
var numberedItem = lazyregexp.New(`^\s*(\d{1,8})([.)])\s`)

// isLastTime reports whether an actions section holds what was carried over:
// a new promise does not belong there.
func isLastTime(s *page.Section) bool { return strings.HasPrefix(page.FoldTitle(s.Title), "last time") }

// likeNeighbours orders the forms of an item by what the section's last item
// looks like. Directly in an actions section a plain item is an action too.
func likeNeighbours(src []byte, s *page.Section, bold, box, plain string) []string {
	if len(s.Items) == 0 {
		return []string{box, plain}
	}
	last := s.Items[len(s.Items)-1]
	line := string(src[last.Start:last.End])
	inBold := strings.Contains(line, "**")
	if m := numberedItem().FindStringSubmatch(line); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			for _, form := range []*string{&bold, &box, &plain} {
				*form = strconv.Itoa(n+1) + m[2] + " " + strings.TrimPrefix(*form, "- ")
			}
		}
	}
	switch {
	case last.Box != markdown.NoBox && inBold:
		return []string{box, plain}
	case last.Box != markdown.NoBox:
		return []string{plain, box}
	case inBold:
		return []string{bold, box, plain}
	}
	bare := strings.Replace(plain, "[ ] ", "", 1)
	return []string{bare, bold, box, plain}
}
