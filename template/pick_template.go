package template

import (
	"io/fs"
	"time"
)

// Choice is what decides which template an entry starts from.
type Choice struct {
	// Person is the template the person's own page names, "" for none.
	Person string
	// Default is the template the folder's settings name for ordinary
	// meetings with a report, "" meaning weekly.
	Default string
	Role    string
	Started string // the person's first day as 2026-11-20, "" if unknown
	Date    string // the day of the meeting
	// HasEntries says that there have been meetings with the person.
	HasEntries bool
	// Back says that they meet for the first time after a long leave.
	Back bool
	// Over says that Person names a series whose parts have all been used:
	// then the role decides.
	Over bool
	// Begun says that TakingOver was begun and this meeting is part of it.
	Begun bool
}

// TakingOver is the series for a report who was there before their manager.
const TakingOver = "taking-over"

// newFor is how many days after their first day someone is new.
const newFor = 60

// Pick names the template of an entry for which nobody has chosen one: the
// person's own; else return, for somebody who comes back from a long leave; else,
// for a report without an entry, first when they started within the last 60 days
// (or start later) and taking-over, which goes on in later meetings, when they
// were there before; else the role's. The folder's default stands in for weekly
// only, so that setting it does not turn a meeting with a peer into one with a
// report.
func Pick(c Choice) string {
	switch {
	case c.Person != "" && !c.Over:
		return c.Person
	case c.Over:
	case c.Back && c.Role != "manager" && c.Role != "skip-level":
		return "return"
	case c.Role == "report" && !c.HasEntries && isNew(c.Started, c.Date):
		return "first"
	case c.Role == "report" && (!c.HasEntries || c.Begun):
		return TakingOver
	}
	if hasTemplate(c.Role) {
		return c.Role
	}
	if c.Default != "" {
		return c.Default
	}
	return "weekly"
}

func isNew(started, date string) bool {
	from, err := time.Parse(time.DateOnly, started)
	if err != nil {
		return false
	}
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return false
	}
	days := int(day.Sub(from).Hours() / 24)
	return days <= newFor
}

// hasTemplate reports whether a role has a built-in template of its own name.
func hasTemplate(role string) bool {
	_, err := fs.Stat(builtIn, Path(role))
	return role != "" && err == nil
}
