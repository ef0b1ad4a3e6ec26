package screen

import (
	"strings"

	"oneonone/internal/render"
	"oneonone/notes/page"
	"oneonone/notes/recall"
)

// Entry is what listings show of an entry, without its text.
type Entry struct{ *recall.Brief }

// Entries are the columns of an entry.
var Entries = []render.Column[Entry]{
	{Name: "date", Doc: "its day", Fixed: true, Value: func(e Entry) any { return e.Meeting.Ref.Date }, Piped: Entry.name,
		Cell: func(e Entry) render.Cell { return render.Text(e.name()) }},
	{Name: "person", Doc: "whom it is about", Fixed: true, Shown: true, Style: render.Name, Value: func(e Entry) any { return e.Meeting.Ref.Person }},
	{Name: "actions", Doc: "how many actions it holds", Right: true, Shown: true, Value: func(e Entry) any { return e.Actions }},
	{Name: "topics", Doc: "how many topics are on its agenda", Right: true, Shown: true, Value: func(e Entry) any { return e.Topics }},
	{Name: "title", Doc: "its heading", Value: func(e Entry) any { return e.Title }, Piped: Entry.titleText,
		Cell: func(e Entry) render.Cell { return render.Text(e.titleText()) }},
	{Name: "n", Doc: "which entry of its day it is, from 1", Value: func(e Entry) any { return e.Meeting.Ref.N }},
	{Name: "tags", Doc: "its tags, each once", Value: func(e Entry) any { return e.Tags }},
	{Name: "path", Doc: "the file", Value: func(e Entry) any { return e.Meeting.Ref.Path }},
	{Name: "skipped", Doc: "whether the meeting did not take place", Value: func(e Entry) any { return e.Meeting.Skipped }},
	{Name: "reason", Doc: "why it did not", Value: func(e Entry) any { return e.Meeting.Reason }},
	{Name: "mode", Doc: "how you met, such as walk or video", Value: func(e Entry) any { return e.Meeting.Mode }},
}

// titleText is an entry's heading, and whether its meeting did not take place.
func (e Entry) titleText() string {
	if !e.Meeting.Skipped {
		return e.Title
	}
	return strings.TrimSpace(e.Title + " (" + skippedText(e.Meeting) + ")")
}

// skippedText says that a meeting did not take place, and why.
func skippedText(m page.Meeting) string {
	if m.Reason == "" {
		return "skipped"
	}
	return "skipped: " + m.Reason
}

func (e Entry) name() string { return page.EntryName(e.Meeting.Ref.Date, e.Meeting.Ref.N) }
