package importer

import (
	"time"

	"oneonone/internal/when"
)

// yearSeed is the year of a document's first entry when its dates do not say, and
// where it was found.
type yearSeed struct {
	year int
	from string
}

// tellYears gives entries without a year the one that their neighbours imply. If
// none has one, the first gets the seed's and the others follow from it: less
// than a year passes between entries. Without a seed they stay as they are.
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
	// What follows from one neighbour may be beyond the other.
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
// neighbours tell; days without a year are taken to be at most half a year apart.
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

// follow takes the year in which the day comes next after the neighbour's, or
// before it if the document runs down; a day that would be most of a year away is
// a slip in the order and gets the neighbour's year.
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

// seedYear is the year of a file's entries when nothing in it says so.
func (o *ImportOptions) seedYear(name string) yearSeed {
	if o.Year > 0 {
		return yearSeed{o.Year, "--year"}
	}
	return yearSeed{yearOf(baseName(name)), "the name of the file"}
}
