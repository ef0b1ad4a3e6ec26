package screen

import (
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/template"
)

// Questions are the fields of a question.
var Questions = []render.Column[template.Question]{
	{Name: "id", Doc: "its name", Fixed: true, Shown: true, Value: func(q template.Question) any { return q.ID }},
	{Name: "topic", Doc: "what it is about", Fixed: true, Shown: true, Value: func(q template.Question) any { return q.Topic }},
	{Name: "text", Doc: "its words", Title: "question", Shown: true, Value: func(q template.Question) any { return q.Text }},
	{Name: "follow_up", Doc: "what to ask next", Shown: true, Value: func(q template.Question) any { return q.FollowUp }},
	{Name: "roles", Doc: "which roles it suits", Value: func(q template.Question) any { return q.Roles }},
	{Name: "hint", Doc: "how to ask it", Value: func(q template.Question) any { return q.Hint }},
	{Name: "fields", Doc: "the fields of work it is about; null for any", Value: func(q template.Question) any { return q.Fields }},
	{Name: "phases", Doc: "the times it belongs to; null for any", Value: func(q template.Question) any { return q.Phases }},
	{Name: "needs", Doc: "what the person must have for it, such as goals", Value: func(q template.Question) any { return q.Needs }},
	{Name: "tenure_days", Doc: "how long somebody has to be in the role", Value: func(q template.Question) any { return q.Tenure }},
	{Name: "met_days", Doc: "how long you have to be meeting", Value: func(q template.Question) any { return q.Met }},
	{Name: "sensitive", Doc: "whether it comes only when its topic is asked for", Value: func(q template.Question) any { return q.Sensitive }},
	{Name: "source", Doc: "where it comes from", Value: func(q template.Question) any { return q.Source }},
	{Name: "path", Doc: "the file, when it is yours", Value: func(q template.Question) any { return q.Path }},
	{Name: "line", Doc: "the number of the line there", Value: func(q template.Question) any {
		if q.Path == "" {
			return nil
		}
		return q.Line
	}},
}

// QuestionTopics are the fields of a topic of questions.
var QuestionTopics = []render.Column[template.Topic]{
	{Name: "id", Doc: "its name", Title: "topic", Fixed: true, Shown: true, Style: render.Name, Value: func(t template.Topic) any { return t.ID }},
	{Name: "count", Doc: "how many questions there are", Title: "questions", Right: true, Shown: true, Value: func(t template.Topic) any { return t.Count }},
	{Name: "title", Doc: "its name in words", Title: "about", Shown: true, Value: func(t template.Topic) any { return t.Title }},
	{Name: "asked", Doc: "how its questions are asked: any, in their order, or when asked for", Title: " ", Fixed: true, Value: func(t template.Topic) any { return howAsked(t) },
		Cell: func(t template.Topic) render.Cell {
			return render.Cell{Text: strings.TrimPrefix(howAsked(t), "any"), Style: render.Muted}
		}},
}

func howAsked(t template.Topic) string {
	switch {
	case t.Sequence:
		return "in their order"
	case t.OnRequest:
		return "when asked for"
	}
	return "any"
}

// WriteByTopic lists questions under their topics.
func WriteByTopic(out render.Output, bank *template.Bank, questions []template.Question) error {
	p := cli.Printer{Out: out}
	titles, order := map[string]string{}, map[string]int{}
	for i, t := range bank.Topics {
		titles[t.ID], order[t.ID] = t.Title, i
	}
	questions = slices.Clone(questions)
	slices.SortStableFunc(questions, func(a, b template.Question) int { return order[a.Topic] - order[b.Topic] })
	above := ""
	for i, q := range questions {
		if q.Topic != above {
			if i > 0 {
				p.Gap()
			}
			p.Raw(render.Painted(out.Paint(render.Bold, titles[q.Topic]) + "  " + out.Paint(render.Muted, q.Topic)))
			above = q.Topic
		}
		p.Hanging(render.Plain, "  ", "    ", q.Text)
	}
	return p.Err
}

// WriteAsked prints questions for reading aloud.
func WriteAsked(out render.Output, questions []template.Question) error {
	p := cli.Printer{Out: out}
	for i, q := range questions {
		if i > 0 {
			p.Gap()
		}
		p.Hanging(render.Bold, "", "", q.Text)
		if q.FollowUp != "" {
			p.Hanging(render.Muted, "  then: ", "  ", q.FollowUp)
		}
		if q.Hint != "" {
			p.Hanging(render.Muted, "  ", "  ", q.Hint)
		}
	}
	return p.Err
}
