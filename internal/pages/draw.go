package pages

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"oneonone/internal/when"
)

// Week is one week of a strip.
type Week struct {
	Monday when.Date
	// Mark is how it is drawn: Full, Half, Slashed, Empty or Rest.
	Mark Mark
	Says string // "met", "skipped: sick"
}

// Mark is a shape that can be told from the others without colour.
type Mark int

// The marks: a full square, a ring, one struck out, an outline, and a faint one
// for weeks with nothing planned.
const (
	Rest Mark = iota
	Full
	Half
	Slashed
	Empty
)

// Moment is something on a time line.
type Moment struct {
	Date when.Date
	Says string
}

// Span is a stretch of a time line; zero days are its ends.
type Span struct{ From, To when.Date }

// TimeLine draws moments between two days, which are written below it, and a span
// they belong to.
func TimeLine(since, until when.Date, span *Span, moments []Moment, says string) template.HTML {
	const width, height = 600, 16
	days := max(1, until.Sub(since))
	at := func(d when.Date) int { return 6 + (width-12)*max(0, min(days, d.Sub(since)))/days }
	var b strings.Builder
	open(&b, width, height, says)
	fmt.Fprintf(&b, `<line class="track" x1="6" y1="8" x2="%d" y2="8"/>`, width-6)
	if span != nil {
		from, to := span.From, span.To
		if from.IsZero() {
			from = since
		}
		if to.IsZero() {
			to = until
		}
		fmt.Fprintf(&b, `<line class="span" x1="%d" y1="8" x2="%d" y2="8"/>`, at(from), max(at(from)+1, at(to)))
	}
	for _, m := range moments {
		fmt.Fprintf(&b, `<g><title>%s</title><circle class="full" cx="%d" cy="8" r="5"/></g>`, html.EscapeString(m.Date.String()+": "+m.Says), at(m.Date))
	}
	fmt.Fprintf(&b, `</svg><small class="ends"><span>%s</span><span>%s</span></small>`, since.Time().Format("2 Jan 2006"), until.Time().Format("2 Jan 2006"))
	return template.HTML(b.String()) // every text in it is escaped
}

// Bar draws parts of a whole one after the other: full, hatched, outlined,
// dashed; says, written below, gives the number of each.
func Bar(parts []int, most int, says string) template.HTML {
	const width, height = 600, 16
	var b strings.Builder
	open(&b, width, height, says)
	fmt.Fprintf(&b, `<rect class="rest" x="0" y="1" width="%d" height="14" rx="2"/>`, width)
	x := 0
	for i, n := range parts {
		w := width * n / max(1, most)
		if n > 0 {
			style := [...]string{`class="full"`, `class="late"`, `class="empty"`, `class="empty" stroke-dasharray="4 3"`}[min(i, 3)]
			fmt.Fprintf(&b, `<rect %s x="%d" y="1" width="%d" height="14"/>`, style, x, max(2, w-2))
		}
		x += w
	}
	return shut(&b)
}

func open(b *strings.Builder, width, height int, says string) {
	fmt.Fprintf(b, `<svg viewBox="0 0 %d %d" role="img" aria-label="%s"><title>%s</title>`, width, height, html.EscapeString(says), html.EscapeString(says))
}

func shut(b *strings.Builder) template.HTML {
	b.WriteString(`</svg>`)
	return template.HTML(b.String()) // every text in it is escaped
}
