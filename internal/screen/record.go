package screen

import (
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/review"
)

// Records are the fields of a line of the keeper's record with somebody.
var Records = []render.Column[review.Record]{
	{Name: "part", Doc: "kept, late, dropped or open of a promise; put-back, moved, asked and unanswered (your questions about yourself), feedback", Value: func(r review.Record) any { return r.Part }},
	{Name: "date", Doc: "the day; of a topic, when it was last on the agenda", Value: func(r review.Record) any { return r.Date }},
	{Name: "text", Doc: "the words", Value: func(r review.Record) any { return r.Text }},
	{Name: "due", Doc: "the due date of a promise", Value: func(r review.Record) any { return r.Due }},
	{Name: "done", Doc: "the day on which a promise was done, none while it is open", Value: func(r review.Record) any { return r.Done }},
	{Name: "times", Doc: "of a topic, how often nobody got to it", Value: func(r review.Record) any { return r.Times }},
	{Name: "path", Doc: "the file", Value: func(r review.Record) any { return r.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(r review.Record) any { return r.Line }},
}

// WriteRecord shows the keeper's own record with a person, part by part.
func WriteRecord(out render.Output, person *notes.Person, since when.Date, rows []review.Record) error {
	p := &cli.Printer{Out: out}
	p.Line(render.Bold, "My part with %s since %s", person.FirstName(), cli.LongDate(since))
	for _, part := range []struct{ name, one, many, none string }{
		{"kept", "promise kept", "promises kept", "no promises kept"}, {"late", "promise late", "promises late", "no promises late"},
		{"dropped", "promise dropped", "promises dropped", "no promises dropped"}, {"open", "promise open", "promises open", "no promises open"},
		{review.PartPutBack, "topic we did not get to", "topics we did not get to", "no topics left over"},
		{review.PartMoved, "meeting moved", "meetings moved", "no meetings moved"},
		{review.PartAsked, "question about me that you answered", "questions about me that you answered", ""}, // not everybody asks
		{review.PartUnanswered, "question about me without an answer", "questions about me without an answer", ""},
		{review.PartFeedback, "piece of feedback you gave me", "pieces of feedback you gave me", "no feedback from you"},
	} {
		var mine []review.Record
		for _, r := range rows {
			if r.Part == part.name {
				mine = append(mine, r)
			}
		}
		if len(mine) == 0 {
			if part.none != "" {
				p.Line(render.Muted, "%s", part.none)
			}
			continue
		}
		p.Head(text.Count(len(mine), part.one, part.many))
		for _, r := range mine {
			p.Dated("  ", r.Date.String(), r.Text+became(r)+" ["+review.PlaceOf(r.Path, r.Line)+"]")
		}
	}
	return p.Err
}

// became is what else there is to say about a line.
func became(r review.Record) string {
	switch {
	case r.Times > 1:
		return fmt.Sprintf(" (%d times)", r.Times)
	case r.Part != "late":
		return ""
	case r.Done.IsZero():
		return fmt.Sprintf(" (due %s, still open)", r.Due)
	}
	return " (done " + text.Count(r.Done.Sub(r.Due), "day", "days") + " late)"
}
