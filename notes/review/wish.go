package review

import (
	"cmp"
	"slices"
	"strings"

	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/wish"
)

// Wish is what somebody would like to do or be one day.
type Wish struct {
	Line
	Text   string // without the time in front
	Months int    // how far it looks ahead, 0 when it does not say
	// Stands says that no newer wish looks equally far ahead.
	Stands bool
}

// Wishes are what somebody wished for, the oldest first. What is nested under
// a time ("- In three years:") looks as far ahead.
func Wishes(lines []Line) []Wish {
	var all []Wish
	for _, l := range lines {
		if l.Kind != page.SectionWish {
			continue
		}
		w := Wish{Line: l}
		w.Months, w.Text = wish.Horizon(l.Text)
		if l.Under >= 0 {
			above, rest := wish.Horizon(l.Parent + ":")
			if rest = strings.Trim(rest, ": "); above == 0 || rest != "" {
				continue // a remark on the wish it is nested under
			}
			w.Months = cmp.Or(w.Months, above)
		}
		if months, rest := wish.Horizon(w.Text + ":"); w.Text == "" || clause.IsPlaceholder(w.Text) || months > 0 && strings.Trim(rest, ": ") == "" {
			continue // a time over its wishes
		}
		switch {
		case !l.Day.IsZero():
			w.Date = l.Day
		case w.Date.IsZero():
			w.Date = l.Since
		}
		all = append(all, w)
	}
	slices.SortStableFunc(all, func(a, b Wish) int { return a.Date.Compare(b.Date) })
	for i := range all {
		all[i].Stands = !slices.ContainsFunc(all[i+1:], func(newer Wish) bool {
			return newer.Months == all[i].Months && (newer.Path != all[i].Path || !all[i].Date.IsZero() && newer.Date.After(all[i].Date))
		})
	}
	return all
}
