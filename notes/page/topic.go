package page

import (
	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// Topic is something to talk about: a top-level item of a topics section.
type Topic struct {
	Item
	Since  when.Date // as written with (since D); zero when not
	Hopper bool      // it stands in a hopper, not on an agenda
	// Waiting says that nobody has talked about it yet. On a top page: it is
	// neither ticked nor struck through. In an entry: it has an unticked box,
	// is not struck through and has nothing nested under it.
	Waiting bool
}

// Goal is a top-level item of a goals section: on a top page a goal, in an
// entry a goal or a progress note on one.
type Goal struct {
	Item
	Due, Done when.Date
	State     clause.State
	Steps     []*Item // what is nested directly under it
}
