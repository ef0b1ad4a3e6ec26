package notes

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/page"
	"oneonone/notes/words"
)

// Occasion is something that comes round on a day: a birthday, a move, so many
// years in the role.
type Occasion struct {
	Date when.Date
	Text string
}

// occasions returns what is noted about a person for the days between two, under
// a heading for it (FORMAT.md, "Dates to remember").
func (f *Folder) occasions(p *Person, from, to when.Date, private bool) (all []Occasion) {
	for _, top := range f.pagesAbout(p, private) {
		for _, s := range top.Sections() {
			if !headsDates(s.Title) {
				continue
			}
			for _, it := range s.Items {
				all = append(all, comingRound(it, from, to)...)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Occasion) int { return a.Date.Compare(b.Date) })
	return slices.Compact(all)
}

// pagesAbout returns the pages about a person: their top page, unless it names
// the owner, and the private one if that may be shown.
func (f *Folder) pagesAbout(p *Person, private bool) []*page.TopPage {
	var pages []*page.TopPage
	if top := f.Top(p.Handle); top != nil && p.Named == nil {
		pages = append(pages, top)
	}
	if private && f.private[p.Handle] {
		top, _ := f.privateTop(p.Handle)
		pages = append(pages, top)
	}
	return pages
}

// headsDates reports whether a heading is for dates to remember.
func headsDates(title string) bool {
	folded := page.FoldTitle(title)
	return slices.ContainsFunc(words.Of("dates"), func(w string) bool {
		rest, ok := strings.CutPrefix(folded, strings.ToLower(w))
		return ok && (rest == "" || rest[0] == ' ')
	})
}

// comingRound returns a noted day each time it comes round; one that has passed
// says which year it is from.
func comingRound(it *page.Item, from, to when.Date) (all []Occasion) {
	o, ok := when.FindOccasion(it.Text)
	if !ok || it.Struck {
		return nil
	}
	for _, d := range o.Within(from, to) {
		words := o.Text
		if !o.Yearless && d.Year != o.Day.Year {
			words += fmt.Sprintf(" (%d)", o.Day.Year)
		}
		all = append(all, Occasion{d, words})
	}
	return all
}

// inTheRole returns the anniversaries of somebody's first day.
func inTheRole(p *Person, from, to when.Date) (all []Occasion) {
	if p.Started.IsZero() {
		return nil
	}
	for _, d := range (when.Occasion{Day: p.Started}).Within(from, to) {
		if years := d.Year - p.Started.Year; years > 0 {
			all = append(all, Occasion{d, text.Count(years, "year", "years") + " in the role"})
		}
	}
	return all
}
