package screen

import (
	"oneonone/internal/render"
	"oneonone/notes/review"
)

// Quotes are the fields of a line that a review is written from.
var Quotes = []render.Column[review.Quote]{
	{Name: "part", Doc: "competency, win, feedback, insight, decision, morale, theme, untagged, obstacle; kept, late, dropped or open of a promise", Value: func(q review.Quote) any { return q.Part }},
	{Name: "about", Doc: "the competency that it shows, or the goal or wish that an untagged line is about", Value: func(q review.Quote) any { return q.About }},
	{Name: "date", Doc: "the day", Value: func(q review.Quote) any { return q.Date }},
	{Name: "text", Doc: "the words", Value: func(q review.Quote) any { return q.Text }},
	{Name: "direction", Doc: "to or from, of feedback", Value: func(q review.Quote) any { return q.Way }},
	{Name: "whom", Doc: "whom the feedback went to or came from, or who made the promise", Value: func(q review.Quote) any { return q.Whom }},
	{Name: "known", Doc: "what the person knows of it: seen, talked, or noted only", Value: func(q review.Quote) any { return string(q.Known) }},
	{Name: "private", Doc: "whether it is a private note", Value: func(q review.Quote) any { return q.Private }},
	{Name: "path", Doc: "the file", Value: func(q review.Quote) any { return q.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(q review.Quote) any { return q.Line }},
}
