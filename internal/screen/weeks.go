package screen

import (
	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/cadence"
)

// HalfYear is how many weeks a strip shows, and for how long meetings are
// compared with what was planned.
const HalfYear = 26

// weekLetters are the letters that stand for weeks of a strip in data.
const weekLetters = ".mvsx"

// weeksColumn is the last half year, week by week.
func weeksColumn[T any](rhythm func(T) *notes.Rhythm) render.Column[T] {
	return render.Column[T]{
		Name: "weeks", Doc: "half a year, a letter a week, oldest first: m met, v moved, s skipped, x missed, . none planned", Title: "last weeks", Fixed: true,
		Value: func(row T) any {
			var letters []byte
			for _, w := range weeksOf(rhythm(row)) {
				letters = append(letters, weekLetters[w])
			}
			return string(letters)
		},
		Cell: func(row T) render.Cell { return render.Cell{Weeks: weeksOf(rhythm(row))} },
	}
}

func weeksOf(r *notes.Rhythm) []render.Week {
	weeks := make([]render.Week, HalfYear)
	for i, o := range r.Weeks(HalfYear) {
		switch o {
		case cadence.Met:
			weeks[i] = render.Met
		case cadence.Moved:
			weeks[i] = render.Moved
		case cadence.Skipped:
			weeks[i] = render.Skipped
		case cadence.Missed:
			weeks[i] = render.Missed
		}
	}
	return weeks
}
