package pages

import (
	"fmt"
	"html"
	"html/template"
	"strings"
)

// Strip draws the weeks, oldest first, with one drawing for each quarter, so that
// they can flow beside or below one another as there is room.
func Strip(weeks []Week) template.HTML {
	var b strings.Builder
	b.WriteString(`<div class="strip">`)
	for len(weeks) > 0 {
		n := 1
		for n < len(weeks) && quarter(weeks[n]) == quarter(weeks[0]) {
			n++
		}
		b.WriteString(string(quarterOf(weeks[:n])))
		weeks = weeks[n:]
	}
	b.WriteString(`</div>`)
	return template.HTML(b.String()) // every text in it is escaped
}

// quarter is the first month of the quarter that a week is in, going by its Thursday.
func quarter(w Week) int {
	day := w.Monday.AddDays(3)
	return day.Year*12 + (int(day.Month)-1)/3*3
}

// mostWeeks is how many Mondays a quarter has at most.
const mostWeeks = 14

// quarterOf draws the weeks of one quarter, and names its months below.
func quarterOf(weeks []Week) template.HTML {
	const cell, gap = 14, 4
	first, last := weeks[0].Monday.AddDays(3), weeks[len(weeks)-1].Monday.AddDays(3)
	label := last.Time().Format("Jan 2006")
	if first.Month != last.Month {
		label = first.Time().Format("Jan") + " to " + label
	}
	var b strings.Builder
	b.WriteString(`<div>`)
	open(&b, mostWeeks*(cell+gap), cell+gap, label+": "+counted(weeks))
	for i, w := range weeks {
		x := i * (cell + gap)
		fmt.Fprintf(&b, `<g><title>%s</title>`, html.EscapeString("week of "+w.Monday.String()+": "+w.Says))
		switch w.Mark {
		case Full:
			fmt.Fprintf(&b, `<rect class="full" x="%d" y="2" width="%d" height="%d" rx="2"/>`, x+1, cell, cell)
		case Half:
			fmt.Fprintf(&b, `<circle class="half" cx="%d" cy="%d" r="%d"/>`, x+1+cell/2, 2+cell/2, cell/2-1)
		case Slashed:
			fmt.Fprintf(&b, `<rect class="empty" x="%d" y="2" width="%d" height="%d" rx="2"/><line class="slash" x1="%d" y1="%d" x2="%d" y2="4"/>`, x+1, cell, cell, x+3, cell, x+cell-1)
		case Empty:
			fmt.Fprintf(&b, `<rect class="empty" x="%d" y="2" width="%d" height="%d" rx="2"/>`, x+1, cell, cell)
		default:
			fmt.Fprintf(&b, `<rect class="rest" x="%d" y="%d" width="%d" height="2"/>`, x+1, 1+cell/2, cell)
		}
		b.WriteString(`</g>`)
	}
	b.WriteString(`</svg><small>` + html.EscapeString(label) + `</small></div>`)
	return template.HTML(b.String())
}

// counted says how many weeks had which outcome, "9 met, 2 skipped".
func counted(weeks []Week) string {
	var order []string
	n := map[string]int{}
	for _, w := range weeks {
		if n[w.Says]++; n[w.Says] == 1 {
			order = append(order, w.Says)
		}
	}
	for i, says := range order {
		order[i] = fmt.Sprintf("%d %s", n[says], says)
	}
	return strings.Join(order, ", ")
}
