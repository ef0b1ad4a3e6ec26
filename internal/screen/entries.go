package screen

import (
	"slices"
	"strings"

	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/page"
)

// Entry is what listings tell of an entry, without its text.
type Entry struct {
	meeting         page.Meeting
	actions, topics int
	title           string
	tags            []string
}

// NewEntry reads what a listing tells; tags are looked for when they are shown.
func NewEntry(e *page.Entry, tags bool) Entry {
	row := Entry{meeting: e.Meeting(), topics: len(e.Topics()), actions: len(e.Actions()), title: e.Title()}
	if tags {
		for _, t := range e.Tags() {
			if !slices.Contains(row.tags, t.Name) {
				row.tags = append(row.tags, t.Name)
			}
		}
	}
	return row
}

// Entries are the columns of an entry.
var Entries = []render.Column[Entry]{
	{Name: "date", Doc: "its day", Fixed: true, Value: func(e Entry) any { return e.meeting.Ref.Date }, Piped: Entry.name,
		Cell: func(e Entry) render.Cell { return render.Text(e.name()) }},
	{Name: "person", Doc: "whom it is about", Fixed: true, Shown: true, Style: render.Name, Value: func(e Entry) any { return e.meeting.Ref.Person }},
	{Name: "actions", Doc: "how many actions it holds", Right: true, Shown: true, Value: func(e Entry) any { return e.actions }},
	{Name: "topics", Doc: "how many topics are on its agenda", Right: true, Shown: true, Value: func(e Entry) any { return e.topics }},
	{Name: "title", Doc: "its heading", Value: func(e Entry) any { return e.title }, Piped: Entry.titleText,
		Cell: func(e Entry) render.Cell { return render.Text(e.titleText()) }},
	{Name: "n", Doc: "which entry of its day it is, from 1", Value: func(e Entry) any { return e.meeting.Ref.N }},
	{Name: "tags", Doc: "its tags, each once", Value: func(e Entry) any { return e.tags }},
	{Name: "path", Doc: "the file", Value: func(e Entry) any { return e.meeting.Ref.Path }},
	{Name: "skipped", Doc: "whether the meeting did not take place", Value: func(e Entry) any { return e.meeting.Skipped }},
	{Name: "reason", Doc: "why it did not", Value: func(e Entry) any { return e.meeting.Reason }},
	{Name: "mode", Doc: "how you met, such as walk or video", Value: func(e Entry) any { return e.meeting.Mode }},
}

// titleText is an entry's heading, and that its meeting did not take place.
func (e Entry) titleText() string {
	if !e.meeting.Skipped {
		return e.title
	}
	return strings.TrimSpace(e.title + " (" + skippedText(e.meeting) + ")")
}

// skippedText says that a meeting did not take place, and why.
func skippedText(m page.Meeting) string {
	if m.Reason == "" {
		return "skipped"
	}
	return "skipped: " + m.Reason
}

func (e Entry) name() string { return notes.EntryName(e.meeting.Ref.Date, e.meeting.Ref.N) }
