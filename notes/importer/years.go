package importer

import (
	"time"

	"oneonone/internal/when"
)

// yearSeed is what says the year of a document's first entry when its dates
// do not, and where that was found.
type yearSeed struct {
	year int
	from string
}

// tellYears gives the entries without a year the one that their neighbours
// tell; where none of them has one, the first has the seed's and the others
// follow it: from one entry to the next goes less than a year. Without a seed
// they stay as they are.
func tellYears(entries []*importMark, seed yearSeed) {
	first := 0
	for first < len(entries) && entries[first].date.yearless {
		first++
	}
	if first == len(entries) {
		if first == 0 || seed.year == 0 {
			return
		}
		first = 0
		entries[0].date.take(seed.year, "the year is from "+seed.from)
	}
	down := runsDown(entries)
	for i := first + 1; i < len(entries); i++ {
		entries[i].date.follow(entries[i-1].date.date, down)
	}
	for i := first - 1; i >= 0; i-- {
		entries[i].date.follow(entries[i+1].date.date, !down)
	}
	// What came after one neighbour may lie beyond the other.
	for i := len(entries) - 2; i > first; i-- {
		h, next := &entries[i].date, entries[i+1].date.date
		if h.inferred == fromNeighbours && h.date != next && h.date.After(next) != down {
			h.yearless = true
			h.follow(next, !down)
		}
	}
}

const fromNeighbours = "the year is from the entries beside it"

// runsDown reports whether the newest entry is first, as far as the days of
// neighbours tell; those without a year are taken to be half a year apart at
// most.
func runsDown(entries []*importMark) bool {
	balance := 0
	for i := 1; i < len(entries); i++ {
		a, b := &entries[i-1].date, &entries[i].date
		days := b.date.Sub(a.date)
		if a.yearless || b.yearless {
			days = (days%365+365+182)%365 - 182
		}
		switch {
		case days < 0:
			balance++
		case days > 0:
			balance--
		}
	}
	return balance > 0
}

// follow takes the year in which the day is the next one after that of the
// neighbour, or before it when the document runs down; one that would be most
// of a year away is a slip in the order and has the neighbour's year.
func (h *headingDate) follow(neighbour when.Date, down bool) {
	if !h.yearless {
		return
	}
	const slip = 300 // days
	best, least := 0, 0
	for year := neighbour.Year - 1; year <= neighbour.Year+1; year++ {
		days := when.New(year, h.date.Month, h.date.Day).Sub(neighbour)
		if down {
			days = -days
		}
		if days < 0 {
			days = -days + 365 - slip
		}
		if best == 0 || days < least {
			best, least = year, days
		}
	}
	h.take(best, fromNeighbours)
}

// take gives the date its year.
func (h *headingDate) take(year int, why string) {
	h.yearless, h.date.Year = false, year
	h.inferred = why
	if when.New(year, h.date.Month, h.date.Day) != h.date { // 29 February
		h.impossible, h.date = true, when.Date{Year: year, Month: time.February, Day: 28}
	}
}
