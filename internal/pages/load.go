package pages

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"oneonone/internal/text"
	"oneonone/internal/when"
)

// Load is how many minutes of meetings a week had.
type Load struct {
	Monday        when.Date
	Meetings      int // held
	Held, NotHeld int
}

// Hours puts minutes as people do: "45 min", "3 h", "2 h 30".
func Hours(minutes int) string {
	switch h, m := minutes/60, minutes%60; {
	case h == 0:
		return fmt.Sprintf("%d min", m)
	case m == 0:
		return fmt.Sprintf("%d h", h)
	default:
		return fmt.Sprintf("%d h %02d", h, m)
	}
}

func (l Load) says() string {
	s := fmt.Sprintf("week of %s: %s, %s", l.Monday.Time().Format("2 January 2006"), text.Count(l.Meetings, "meeting", "meetings"), Hours(l.Held))
	if l.NotHeld > 0 {
		s += ", " + Hours(l.NotHeld) + " planned and not held"
	}
	return s
}

// Loads draws a bar for each week, with a line for each hour behind them.
func Loads(weeks []Load) template.HTML {
	const width, height = 600, 120
	most := 60
	var facts []string
	for _, w := range weeks {
		most = max(most, w.Held+w.NotHeld)
		facts = append(facts, w.says())
	}
	up := func(minutes int) int { return (height - 2) * minutes / most }
	var b strings.Builder
	open(&b, width, height, strings.Join(facts, "; "))
	for m := 60; m <= most; m += 60 {
		fmt.Fprintf(&b, `<line class="hour" x1="0" y1="%d" x2="%d" y2="%[1]d"/>`, height-up(m), width)
	}
	for i, w := range weeks {
		x, wide := width*i/len(weeks), max(2, width/len(weeks)-4)
		fmt.Fprintf(&b, `<g><title>%s</title><rect class="full" x="%d" y="%d" width="%d" height="%d"/>`, html.EscapeString(facts[i]), x+1, height-up(w.Held), wide, up(w.Held))
		if w.NotHeld > 0 {
			fmt.Fprintf(&b, `<rect class="empty" x="%d" y="%d" width="%d" height="%d" stroke-dasharray="3 2"/>`, x+1, height-up(w.Held+w.NotHeld)+1, wide, max(1, up(w.NotHeld)-2))
		}
		b.WriteString(`</g>`)
	}
	b.WriteString(`</svg>`)
	first, last := weeks[0].Monday, weeks[len(weeks)-1].Monday
	fmt.Fprintf(&b, `<small class="ends"><span>%s</span><span>%s</span></small>`, first.Time().Format("2 Jan 2006"), last.Time().Format("2 Jan 2006"))
	return template.HTML(b.String()) // every text in it is escaped
}
