package screen

import (
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/columns"
	"oneonone/internal/render"
	"oneonone/notes/search"
)

// Hits are the fields of a passage found by a search.
var Hits = []render.Column[search.Hit]{
	{Name: "path", Doc: "the file", Value: func(h search.Hit) any { return h.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(h search.Hit) any { return h.Line }},
	{Name: "person", Doc: "whose notes it is in", Value: func(h search.Hit) any { return h.Person }},
	{Name: "date", Doc: "the day of the entry; a top page has none", Value: func(h search.Hit) any { return h.Date }},
	{Name: "private", Doc: "whether it is a private note", Value: func(h search.Hit) any { return h.Private }},
	{Name: "section", Doc: "the heading above it", Value: func(h search.Hit) any { return h.Section }},
	{Name: "tags", Doc: "its tags, with that of a section of a kind and those of the whole note", Value: func(h search.Hit) any { return h.Tags }},
	{Name: "text", Doc: "the item, paragraph, heading or row, on one line", Value: func(h search.Hit) any { return h.Text }},
}

// TagCounts are the fields of a tag in use.
var TagCounts = []render.Column[search.Count]{
	{Name: "tag", Doc: "the tag, in lower case; a section of a kind counts as its tag", Fixed: true, Shown: true, Style: render.Name, Value: func(c search.Count) any { return c.Tag }},
	{Name: "count", Doc: "how many items and paragraphs have it", Right: true, Shown: true, Value: func(c search.Count) any { return c.Times }},
	{Name: "last", Doc: "the day of the newest entry that has it", Fixed: true, Shown: true, Value: func(c search.Count) any { return c.Last }},
	{Name: "people", Doc: "whose notes have it", Value: func(c search.Count) any { return c.People }, Shown: true},
}

// WriteHits prints what was found: on a terminal grouped by note, with the
// matches highlighted and the hits numbered if the user can choose one; in a pipe
// as grep does, where path is what an editor opens.
func WriteHits(out render.Output, hits []search.Hit, q *search.Query, numbered bool, path func(string) string) error {
	p := cli.Printer{Out: out}
	for i, h := range hits {
		if !out.TTY {
			if err := out.Printf("%s:%d: %s\n", cli.Styled(out, render.Name, path(h.Path)), h.Line, marked(out, h.Text, q)); err != nil {
				return err
			}
			continue
		}
		if i == 0 || h.Path != hits[i-1].Path {
			if i > 0 {
				p.Gap()
			}
			p.Line(render.Name, "%s", titleOf(h))
		}
		first := "  "
		if numbered {
			first = strconv.Itoa(i+1) + ". "
		}
		writeHit(&p, first, h, q)
	}
	return p.Err
}

// titleOf is the note that a hit is in, as people call it.
func titleOf(h search.Hit) string {
	title := h.Person + " · top page"
	if !h.Date.IsZero() {
		title = h.Person + " · " + cli.LongDate(h.Date)
	}
	if h.Private {
		title += " · private"
	}
	return title
}

func writeHit(p *cli.Printer, first string, h search.Hit, q *search.Query) {
	text := string(marked(p.Out, h.Text, q))
	if h.Section != "" && h.Section != h.Text {
		text = string(cli.Styled(p.Out, render.Muted, h.Section+": ")) + text
	}
	if p.Out.Width > 0 {
		text = columns.WrapAll(text, max(20, min(p.Out.Width, 100)-4))
	}
	p.Raw(render.Painted(first + strings.ReplaceAll(text, "\n", "\n    ")))
}

// marked is a text with its matches highlighted. Overlapping ones are merged.
func marked(out render.Output, s string, q *search.Query) render.Painted {
	if !out.Color {
		return render.Painted(out.Text(s))
	}
	spans := q.Spans(s)
	slices.SortFunc(spans, func(a, b search.Span) int { return a.From - b.From })
	var b strings.Builder
	at := 0
	for _, span := range spans {
		if span.To <= at {
			continue
		}
		from := max(span.From, at)
		b.WriteString(out.Text(s[at:from]))
		b.WriteString(string(cli.Styled(out, render.Bold.And(render.Warn), s[from:span.To])))
		at = span.To
	}
	b.WriteString(out.Text(s[at:]))
	return render.Painted(b.String())
}
