package demo

import (
	"cmp"
	"embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"oneonone/internal/cli"
	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
	"oneonone/notes/page"
)

// people are the notes about the five, one file each: a top page, and an entry
// for each meeting under the number of weeks it lies behind the next one,
// "-- 13+1 --" one day later in that week, "-- 4 skipped --". A number in braces
// is a day, counted from the entry's or, on a top page, from today.
//
//go:embed people/*.txtar
var people embed.FS

// slots say how many working days after today everybody is met next; a negative
// one is overdue.
var slots = map[string]int{"alice": 0, "emil": -2, "nina": 2, "priya": 1, "tom": -1}

// step is one commit of the half year.
type step struct {
	at      time.Time
	subject string
	change  page.Change
}

// story is the half year up to a day, the oldest step first.
func story(today when.Date, zone *time.Location) ([]step, error) {
	var all []step
	for handle, slot := range slots {
		src, err := people.ReadFile("people/" + handle + ".txtar")
		if err != nil {
			return nil, err
		}
		p := teller{handle: handle, today: today, zone: zone, next: workday(today, slot)}
		for _, f := range txtar.Parse(src).Files {
			if err := p.tell(f.Name, string(f.Data)); err != nil {
				return nil, fmt.Errorf("%s.txtar: %s: %w", handle, f.Name, err)
			}
		}
		all = append(all, p.topPages()...)
		all = append(all, p.steps...)
	}
	slices.SortStableFunc(all, func(a, b step) int {
		return cmp.Or(a.at.Compare(b.at), strings.Compare(a.change.Path, b.change.Path))
	})
	return all, nil
}

// workday is the nth working day after a day, or before it; a weekend counts as its Friday.
func workday(d when.Date, n int) when.Date {
	weekend := func() bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }
	for weekend() {
		d = d.AddDays(-1)
	}
	step := 1
	if n < 0 {
		n, step = -n, -1
	}
	for ; n > 0; n-- {
		d = d.AddDays(step)
		for weekend() {
			d = d.AddDays(step)
		}
	}
	return d
}

// teller tells the half year with one person.
type teller struct {
	handle, top string
	today, next when.Date
	zone        *time.Location
	steps       []step
}

var (
	sectionName = lazyregexp.New(`^(\d+)(?:\+(\d))?( skipped)?$`)
	frontKey    = lazyregexp.New(`^[a-z-]+: `)
)

// tell takes one section of the file.
func (p *teller) tell(name, text string) error {
	if name == "README" {
		p.top = days(strings.ReplaceAll(text, "{weekday}", strings.ToLower(p.next.Weekday().String())), workday(p.today, 0))
		return nil
	}
	m := sectionName().FindStringSubmatch(name)
	if m == nil {
		return fmt.Errorf("not a week")
	}
	weeks, _ := strconv.Atoi(m[1])
	later, _ := strconv.Atoi(m[2])
	day := p.next.AddDays(later - 7*weeks)
	front, body := "date: "+day.String(), text
	if frontKey().MatchString(text) {
		keys, rest, _ := strings.Cut(text, "\n\n")
		front, body = front+"\n"+strings.TrimSpace(keys), rest
	}
	if m[3] != "" {
		front += "\nstatus: skipped"
	}
	first, _, _ := strings.Cut(p.name(), " ")
	text = fmt.Sprintf("---\n%s\n---\n\n# %s · %s\n\n%s", front, first, cli.LongDate(day), strings.TrimLeft(body, "\n"))
	subject := fmt.Sprintf("%s: add 1:1 of %s", p.handle, day)
	if m[3] != "" {
		subject = fmt.Sprintf("%s: skip 1:1 of %s", p.handle, day)
	}
	p.add(day, 15, subject, page.EntryPath(p.handle, day, 1), strings.TrimRight(days(text, day), "\n")+"\n")
	return nil
}

func (p *teller) add(day when.Date, hour int, subject, path, text string) {
	at := time.Date(day.Year, day.Month, day.Day, hour, 0, 0, 0, p.zone)
	p.steps = append(p.steps, step{at, subject, page.Change{Path: path, New: []byte(text)}})
}

func (p *teller) name() string {
	_, rest, _ := strings.Cut(p.top, "name: ")
	name, _, _ := strings.Cut(rest, "\n")
	return name
}

var inBraces = lazyregexp.New(`\{([+-]?\d+)( long)?\}`)

// days replaces the numbers in braces by days.
func days(text string, from when.Date) string {
	return inBraces().ReplaceAllStringFunc(text, func(s string) string {
		m := inBraces().FindStringSubmatch(s)
		n, _ := strconv.Atoi(m[1])
		if m[2] != "" {
			return from.AddDays(n).Time().Format("2 January")
		}
		return from.AddDays(n).String()
	})
}

var (
	sinceDay = lazyregexp.New(`\(since (\d{4}-\d\d-\d\d)|^- (\d{4}-\d\d-\d\d):`)
	doneDay  = lazyregexp.New(`,? ?done (\d{4}-\d\d-\d\d)`)
)

// topPages is the top page as it grew: a line appears on its day, and is ticked
// on the day it says it was done.
func (p *teller) topPages() []step {
	begin := p.steps[0].change.Path
	first := page.ParsePath(begin).Date.AddDays(-1)
	grown := map[when.Date]string{first: "add " + p.name()}
	for line := range strings.Lines(p.top) {
		for _, m := range slices.Concat(sinceDay().FindAllStringSubmatch(line, -1), doneDay().FindAllStringSubmatch(line, -1)) {
			if d, err := when.ParseISO(cmp.Or(m[1:]...)); err == nil && d.After(first) && !d.After(p.today) {
				grown[d] = "edit the top page"
			}
		}
	}
	t := teller{handle: p.handle, zone: p.zone}
	for _, day := range slices.SortedFunc(maps.Keys(grown), when.Date.Compare) {
		t.add(day, 17, p.handle+": "+grown[day], page.TopPagePath(p.handle), asOf(p.top, day))
	}
	return t.steps
}

// asOf is a top page without what came later.
func asOf(top string, day when.Date) string {
	var b strings.Builder
	gone := false // and so is what is nested below it
	for line := range strings.Lines(top) {
		if gone = gone && strings.HasPrefix(line, "  "); gone {
			continue
		}
		if m := sinceDay().FindStringSubmatch(line); m != nil {
			if d, _ := when.ParseISO(cmp.Or(m[1:]...)); d.After(day) {
				gone = true
				continue
			}
		}
		if m := doneDay().FindStringSubmatch(line); m != nil {
			if d, _ := when.ParseISO(m[1]); d.After(day) {
				line = strings.Replace(strings.Replace(line, m[0], "", 1), "- [x] ", "- ", 1)
			}
		}
		b.WriteString(line)
	}
	return b.String()
}
