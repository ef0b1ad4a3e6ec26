package notes

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/edit"
	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/recall"
)

// WaitingTopic is a topic waiting to be talked about: in the hopper on the top
// page, or uncovered in the newest entry.
type WaitingTopic struct {
	Text  string
	Since when.Date // the day it was first kept; zero when unknown
	Path  string
	Line  int
	// InEntry says that it is in the newest entry, from which it returns when the
	// next one is made.
	InEntry bool
	// PutBack is how often it was on an agenda that nobody got to; see
	// CountPutBacks, which fills it in.
	PutBack int
	// By is whose it is: a handle or Me by its heading, else who added it to a
	// shared doc, by its history, as a name if it is somebody else; "" if unknown or
	// not looked up.
	By string

	entry   page.EntryRef // where it is, when InEntry
	source  string        // its words as written; see sourceOf
	details string        // what is nested under it, as lines ending in "\n"
	topic   *page.Topic
	inTop   []*page.Topic // where the hopper has it
}

// Hopper returns what is waiting to be talked about with a person, oldest first,
// those without a day before all others: the hopper of the top page, and the
// uncovered topics of the newest entry. A topic in both is listed once, as on the
// agenda.
func (f *Folder) Hopper(handle string) ([]*WaitingTopic, error) {
	refs, err := f.Entries(handle)
	if err != nil {
		return nil, err
	}
	return f.hopper(handle, func(i int) *page.Entry {
		e, err := f.Read(refs[i])
		if err != nil {
			return nil // problems are reported by the commands that read everything
		}
		return e
	}, len(refs)), nil
}

// hopper gathers the waiting topics; it reads the person's n entries, oldest
// first, through entry, which returns nil for an unreadable one. It reads the
// future ones, the newest of a held meeting, the skipped ones in between, and
// earlier ones as long as they have one of the topics.
func (f *Folder) hopper(handle string, entry func(i int) *page.Entry, n int) []*WaitingTopic {
	var waiting []*WaitingTopic
	known := map[string]*WaitingTopic{}
	each := map[int]*page.Entry{}
	once := func(i int) *page.Entry {
		if _, ok := each[i]; !ok {
			each[i] = entry(i)
		}
		return each[i]
	}
	asked := agendas{}
	for i := n - 1; i >= 0; i-- {
		e := once(i)
		if e == nil {
			break
		}
		var topics []*page.Topic
		if asked.of(e).Waiting {
			topics = e.Topics()
		}
		for _, t := range topics {
			if t.Waiting && known[lookup.Fold(t.Text)] == nil {
				w := &WaitingTopic{Text: t.Text, Since: f.firstAsked(t, e.Date, asked, once, i), Path: e.Path,
					Line: t.Line, By: sideOf(&e.Note, t), InEntry: true, entry: e.Ref(), source: sourceOf(e.Src, t), details: detailsOf(e.Src, t), topic: t}
				known[lookup.Fold(t.Text)] = w
				waiting = append(waiting, w)
			}
		}
		if !f.ahead(e.Date) && !e.Meeting().Skipped {
			break
		}
	}
	if top := f.Top(handle); top != nil {
		for _, t := range top.Hopper() {
			if !t.Waiting {
				continue
			}
			w := known[lookup.Fold(t.Text)]
			if w == nil {
				w = &WaitingTopic{Text: t.Text, Since: t.Since, Path: top.Path,
					Line: t.Line, By: sideOf(&top.Note, t), source: sourceOf(top.Src, t), details: detailsOf(top.Src, t), topic: t}
				known[lookup.Fold(t.Text)] = w
				waiting = append(waiting, w)
			}
			w.inTop = append(w.inTop, t)
		}
	}
	slices.SortStableFunc(waiting, func(a, b *WaitingTopic) int { return a.Since.Compare(b.Since) })
	return waiting
}

// ahead reports whether a day is in the future.
func (f *Folder) ahead(d when.Date) bool { return !f.Today.IsZero() && d.After(f.Today) }

// firstAsked is the day a waiting topic of an entry was first on the agenda:
// it looks backwards as long as each entry has it.
func (f *Folder) firstAsked(t *page.Topic, day when.Date, asked agendas, entry func(i int) *page.Entry, before int) when.Date {
	if !t.Since.IsZero() {
		return t.Since
	}
	if f.ahead(day) {
		day = f.Today
	}
	want, first := lookup.Fold(t.Text), day
	for i := before - 1; i >= 0; i-- {
		e := entry(i)
		if e != nil && e.Meeting().Skipped && len(asked.of(e).Waits) == 0 {
			continue
		}
		if e == nil {
			break
		}
		if _, has := asked.of(e).Waits[want]; !has {
			break
		}
		if e.Date.Before(first) {
			first = e.Date
		}
	}
	return first
}

// agendas caches those of entries, so that every entry is scanned once.
type agendas map[*page.Entry]recall.Topics

func (a agendas) of(e *page.Entry) recall.Topics {
	if _, ok := a[e]; !ok {
		a[e] = recall.TopicsOf(e)
	}
	return a[e]
}

// sourceOf is a topic's words as written, including links, emphasis and dates but
// not the day it has waited since. Continuation lines are indented for an item.
func sourceOf(src []byte, t *page.Topic) string {
	item, words, nested := withSince(src, t, when.Date{})
	var b strings.Builder
	for line := range strings.Lines(strings.TrimSpace(item[words:nested])) {
		if b.Len() > 0 {
			b.WriteString("\n  ")
		}
		b.WriteString(strings.TrimSpace(line))
	}
	return b.String()
}

// detailsOf is what is nested under a topic. Details that an entry holds in
// a comment (see entryTopic) come back as they were.
func detailsOf(src []byte, t *page.Topic) string {
	rest := strings.ReplaceAll(string(src[t.NestedStart:t.End]), "\r\n", "\n")
	if strings.TrimSpace(rest) == "" {
		return ""
	}
	if inner, ok := strings.CutPrefix(rest, detailsOpen); ok {
		if inner, ok := strings.CutSuffix(inner, detailsClose); ok {
			return inner
		}
	}
	if !strings.HasSuffix(rest, "\n") {
		rest += "\n"
	}
	return rest
}

// A topic with something nested counts as covered (FORMAT.md, "Sections"), so
// what was nested under it in the hopper goes into the entry as a comment: there
// to read, but not a sign that anybody talked about it.
const (
	detailsOpen  = "  <!--\n"
	detailsClose = "  -->\n"
)

// entryTopic is the topic as an item of an entry.
func (t *WaitingTopic) entryTopic() string {
	item := "- [ ] " + t.source + "\n"
	if t.details != "" && !strings.Contains(t.details, "--") {
		return item + detailsOpen + t.details + detailsClose
	}
	return item + t.details
}

// hopperItem is the topic as an item of the hopper.
func (t *WaitingTopic) hopperItem() string {
	return "- " + t.source + page.Metadata(t.Since, when.Date{}) + "\n" + t.details
}

// FindTopic picks the waiting topic that words name: by its whole text, else by
// part of it. The error is a *NotFoundError or an *AmbiguousError.
func FindTopic(waiting []*WaitingTopic, words string) (*WaitingTopic, error) {
	want := lookup.Fold(words)
	for _, fits := range []func(text string) bool{
		func(text string) bool { return text == want },
		func(text string) bool { return want != "" && strings.Contains(text, want) },
	} {
		var found []*WaitingTopic
		for _, t := range waiting {
			if fits(lookup.Fold(t.Text)) {
				found = append(found, t)
			}
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			e := &lookup.AmbiguousError{What: "topic", Name: words}
			for _, t := range found {
				e.Matches = append(e.Matches, fmt.Sprintf("%s  (%s:%d)", t.Text, t.Path, t.Line))
			}
			return nil, e
		}
	}
	texts := make([]string, len(waiting))
	for i, t := range waiting {
		texts[i] = t.Text
	}
	return nil, &lookup.NotFoundError{What: "topic", Name: words, Near: lookup.Near(words, texts), Next: "oneonone hopper list shows what waits"}
}

// AddTopics plans to add topics to a person's hopper, dated since, as owner's or, with "",
// nobody's in particular. A topic that is already waiting is not added twice: known lists
// those. Words that Markdown would take for something else, such as a heading, are escaped.
func (f *Folder) AddTopics(handle string, texts []string, since when.Date, owner string) (change *page.Change, known []string, err error) {
	waiting, err := f.Hopper(handle)
	if err != nil {
		return nil, nil, err
	}
	top := f.topOrNew(handle)
	with, known, err := f.withTopics(top, waiting, texts, since, owner)
	if err != nil || with == top {
		return nil, known, err
	}
	return f.changeOf(top, with.Src), known, nil
}

// withTopics is a top page with those topics added to its hopper that are not waiting yet.
func (f *Folder) withTopics(top *page.TopPage, waiting []*WaitingTopic, texts []string, since when.Date, owner string) (with *page.TopPage, known []string, err error) {
	with = top
	for _, text := range texts {
		more, t, err := f.withTopic(with, text, since, owner)
		if err != nil {
			return nil, nil, err
		}
		if slices.ContainsFunc(waiting, func(w *WaitingTopic) bool { return lookup.Fold(w.Text) == lookup.Fold(t.Text) }) {
			known = append(known, text)
			continue
		}
		waiting = append(waiting, &WaitingTopic{Text: t.Text})
		with = more
	}
	return with, known, nil
}

// withTopic is a top page with one more topic in its hopper, and the topic as
// read back: a waiting one, with nothing nested under it.
func (f *Folder) withTopic(top *page.TopPage, text string, since when.Date, owner string) (*page.TopPage, *page.Topic, error) {
	for _, source := range []string{text, `\` + text} {
		item := (&WaitingTopic{source: source, Since: since}).hopperItem()
		in := f.addToHopper(top, item, owner)
		with := f.grammar.ParseTopPage(top.Path, slices.Concat(top.Src[:in.At], []byte(in.Text), top.Src[in.At:]))
		all := with.Hopper()
		i := slices.IndexFunc(all, func(t *page.Topic) bool { return t.Start >= in.At })
		if i >= 0 && len(all) == len(top.Hopper())+1 && all[i].Waiting && !all[i].Nested && all[i].NestedStart == all[i].End {
			return with, all[i], nil
		}
	}
	for _, p := range append(top.Problems, top.Unclosed()...) {
		return nil, nil, &p
	}
	return nil, nil, fmt.Errorf("%q cannot be a topic in a list: reword it", text)
}

// topOrNew is a person's top page, or the one they would get.
func (f *Folder) topOrNew(handle string) *page.TopPage {
	if top := f.Top(handle); top != nil {
		return top
	}
	return f.grammar.ParseTopPage(page.TopPagePath(handle), []byte("# "+f.Person(handle).FullName()+"\n"))
}

// changeOf is the change of a top page to src; one that topOrNew made up has no
// old bytes.
func (f *Folder) changeOf(top *page.TopPage, src []byte) *page.Change {
	if f.Top(top.Person) == nil {
		return &page.Change{Path: top.Path, New: src}
	}
	return &page.Change{Path: top.Path, Old: top.Src, New: src}
}

// changeTop plans a top page with topics taken out of its hopper and put in, and
// without the lines that the next entry takes. A person without a top page gets
// one.
func (f *Folder) changeTop(handle string, out, in []*WaitingTopic, noted ...*Noted) (*page.Change, error) {
	top := f.topOrNew(handle)
	b := edit.NewBuffer(top.Src)
	for _, w := range out {
		for _, t := range w.inTop {
			b.Delete(t.Start, t.End)
		}
	}
	for from, to := range stretches(top.Src, noted) {
		b.Delete(from, to)
	}
	for _, owner := range []string{handle, clause.Me, ""} {
		var items strings.Builder
		for _, w := range in {
			if w.By == owner || owner == "" && w.By != handle && w.By != clause.Me {
				items.WriteString(w.hopperItem())
			}
		}
		if items.Len() > 0 {
			into := f.addToHopper(top, items.String(), owner)
			b.Insert(into.At, into.Text)
		}
	}
	src, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("changing the hopper of %s: %w", top.Path, err)
	}
	return f.changeOf(top, src), nil
}

// DropTopic plans to drop a topic: it goes from the hopper, and is struck through
// in the entry it is in, so that the entry still shows it was there.
func (f *Folder) DropTopic(handle string, t *WaitingTopic) ([]page.Change, error) {
	if page.ParsePath(t.Path).Private {
		change, err := f.dropPrivate(handle, t)
		if err != nil {
			return nil, err
		}
		return []page.Change{*change}, nil
	}
	var changes []page.Change
	if len(t.inTop) > 0 {
		top, err := f.changeTop(handle, []*WaitingTopic{t}, nil)
		if err != nil {
			return nil, err
		}
		changes = append(changes, *top)
	}
	if !t.InEntry {
		return changes, nil
	}
	e, err := f.Read(t.entry)
	if err != nil {
		return nil, err
	}
	b := edit.NewBuffer(e.Src)
	b.Insert(t.topic.TextStart, "~~")
	b.Insert(t.topic.TextEnd, "~~")
	src, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("striking a topic of %s: %w", t.Path, err)
	}
	return append(changes, page.Change{Path: t.Path, Old: e.Src, New: src}), nil
}

// TakeTopic plans to move a topic from the hopper onto the agenda of an entry.
func (f *Folder) TakeTopic(handle string, t *WaitingTopic, into page.EntryRef) ([]page.Change, error) {
	e, err := f.Read(into)
	if err != nil {
		return nil, err
	}
	in := addToAgenda(e, t.entryTopic())
	b := edit.NewBuffer(e.Src)
	b.Insert(in.At, in.Text)
	src, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("adding a topic to %s: %w", into.Path, err)
	}
	top, err := f.changeTop(handle, []*WaitingTopic{t}, nil)
	if err != nil {
		return nil, err
	}
	return []page.Change{{Path: into.Path, Old: e.Src, New: src}, *top}, nil
}
