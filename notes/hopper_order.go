package notes

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/edit"
	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// FirstTopic plans to put a topic first in the hopper: at its top and without a
// date, since topics are taken oldest first and those without a date before them.
func (f *Folder) FirstTopic(handle string, t *WaitingTopic) (*page.Change, error) {
	return f.reorder(handle, t, when.Date{}, true)
}

// LastTopic plans to put a topic last in the hopper: at its end, dated today.
func (f *Folder) LastTopic(handle string, t *WaitingTopic, today when.Date) (*page.Change, error) {
	return f.reorder(handle, t, today, false)
}

func (f *Folder) reorder(handle string, t *WaitingTopic, since when.Date, first bool) (*page.Change, error) {
	if t.InEntry || len(t.inTop) == 0 {
		return nil, &markdown.Problem{Path: t.Path, Line: t.Line, What: "the topic is on the agenda, and only the hopper has an order",
			Hint: "move the line in the editor"}
	}
	top := f.Top(handle)
	in := t.inTop[0]
	items := slices.DeleteFunc(slices.Clone(top.Hopper()), func(o *page.Topic) bool { return sideOf(&top.Note, o) != sideOf(&top.Note, in) })
	text, _, _ := withSince(top.Src, in, since)
	if !strings.HasSuffix(text, "\n") {
		text += markdown.NewlineOf(top.Src)
	}
	at := items[len(items)-1].End
	if first {
		at = items[0].Start
	}
	b := edit.NewBuffer(top.Src)
	switch at {
	case in.Start, in.End: // it is there already
		b.Replace(in.Start, in.End, text)
	default:
		b.Delete(in.Start, in.End)
		b.Insert(at, markdown.WithNewlines(markdown.EndLine(top.Src, at), top.Src)+text)
	}
	src, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("moving a topic of %s: %w", top.Path, err)
	}
	if bytes.Equal(src, top.Src) {
		return nil, nil
	}
	return &page.Change{Path: top.Path, Old: top.Src, New: src}, nil
}

// withSince is a topic's item with another date, or none, and where its words and
// what is nested under it begin.
func withSince(src []byte, t *page.Topic, since when.Date) (item string, words, nested int) {
	b := edit.NewBuffer(src)
	meta := t.Metadata(src)
	meta.Set(b, src, "since", since)
	out, err := b.Within(t.Start, t.End)
	if err != nil {
		out = src[t.Start:t.End]
	}
	by := len(out) - (t.End - t.Start)
	return string(out), t.TextStart - t.Start, t.NestedStart + by - t.Start
}

// GiveTopic plans to move a topic from one person's hopper or agenda to another's
// hopper, with its date and what is nested under it.
func (f *Folder) GiveTopic(from, to string, t *WaitingTopic) ([]page.Change, error) {
	changes, err := f.DropTopic(from, t)
	if err != nil {
		return nil, err
	}
	waiting, err := f.Hopper(to)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(waiting, func(w *WaitingTopic) bool { return lookup.Fold(w.Text) == lookup.Fold(t.Text) }) {
		return changes, nil // it is already waiting there
	}
	add, err := f.changeTop(to, nil, []*WaitingTopic{{source: t.source, Since: t.Since, details: t.details}})
	if err != nil {
		return nil, err
	}
	return append(changes, *add), nil
}

// RewordTopic plans to reword a topic, everywhere it is waiting.
func (f *Folder) RewordTopic(handle string, t *WaitingTopic, text string) ([]page.Change, error) {
	var changes []page.Change
	if len(t.inTop) > 0 {
		top := f.Top(handle)
		src, err := reword(top.Path, top.Src, t.inTop, text, func(src []byte) []*page.Topic { return f.grammar.ParseTopPage(top.Path, src).Hopper() })
		if err != nil {
			return nil, err
		}
		changes = append(changes, page.Change{Path: top.Path, Old: top.Src, New: src})
	}
	if t.InEntry {
		e, err := f.Read(t.entry)
		if err != nil {
			return nil, err
		}
		src, err := reword(t.Path, e.Src, []*page.Topic{t.topic}, text, func(src []byte) []*page.Topic { return f.grammar.ParseEntry(t.Path, src).Topics() })
		if err != nil {
			return nil, err
		}
		changes = append(changes, page.Change{Path: t.Path, Old: e.Src, New: src})
	}
	return changes, nil
}

// reword replaces the words of topics and makes sure that the note then has
// the same topics with the new words. Words that Markdown would take for
// something else, such as a heading, are escaped.
func reword(path string, src []byte, topics []*page.Topic, text string, read func(src []byte) []*page.Topic) ([]byte, error) {
	before := read(src)
	for _, words := range []string{text, `\` + text} {
		b := edit.NewBuffer(src)
		for _, t := range topics {
			b.Replace(t.TextStart, t.TextEnd, words)
		}
		out, err := b.Bytes()
		if err != nil {
			return nil, fmt.Errorf("changing a topic of %s: %w", path, err)
		}
		after := read(out)
		same := len(after) == len(before)
		for i := range before {
			same = same && after[i].Waiting == before[i].Waiting && after[i].Nested == before[i].Nested
		}
		if same {
			return out, nil
		}
	}
	return nil, fmt.Errorf("%q cannot be a topic in a list: reword it", text)
}
