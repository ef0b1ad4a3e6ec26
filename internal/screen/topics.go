package screen

import (
	"slices"

	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// Topic is a topic waiting for somebody, as of a day.
type Topic struct {
	*notes.WaitingTopic
	Person string
	Today  when.Date
}

// TopicsOf returns topics waiting for a person.
func TopicsOf(topics []*notes.WaitingTopic, person string, today when.Date) []Topic {
	all := make([]Topic, len(topics))
	for i, t := range topics {
		all[i] = Topic{t, person, today}
	}
	return all
}

// Topics are the columns of a waiting topic.
var Topics = []render.Column[Topic]{
	{Name: "person", Doc: "whom it waits for", Fixed: true, Shown: true, Style: render.Name, Value: func(t Topic) any { return t.Person }},
	{Name: "since", Doc: "the day it was first kept", Fixed: true, Shown: true, Value: func(t Topic) any { return t.Since }},
	{Name: "text", Doc: "its words", Title: "topic", Shown: true, Value: func(t Topic) any { return t.Text }},
	{Name: "where", Doc: "hopper, or the agenda it is on", Fixed: true, Shown: true, Style: render.Muted, Value: func(t Topic) any {
		if t.InEntry {
			return "agenda of " + page.ParsePath(t.Path).Date.String()
		}
		return "hopper"
	}},
	{Name: "age_days", Doc: "how many days ago it was first kept", Value: func(t Topic) any {
		if t.Since.IsZero() {
			return nil
		}
		return t.Today.Sub(t.Since)
	}},
	{Name: "in_entry", Doc: "whether it is on the newest agenda", Value: func(t Topic) any { return t.InEntry }},
	{Name: "times_put_back", Doc: "how many times it was put back", Value: func(t Topic) any { return t.PutBack }},
	{Name: "by", Doc: "whose it is by its heading, or who added it to a shared doc: a handle, me for yourself, or another name", Fixed: true, Shown: true, Style: render.Name, Value: func(t Topic) any { return t.By }},
	{Name: "path", Doc: "the file", Value: func(t Topic) any { return t.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(t Topic) any { return t.Line }},
}

// TopicsShown are the columns of some topics: whose they are is shown only if it
// is known for at least one.
func TopicsShown(rows []Topic) []render.Column[Topic] {
	if slices.ContainsFunc(rows, func(t Topic) bool { return t.By != "" }) {
		return Topics
	}
	return render.DataOnly(Topics, "by")
}
