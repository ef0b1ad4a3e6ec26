package screen

import (
	"oneonone/internal/render"
)

// Owed is an open action as the end of a meeting sees it.
type Owed struct {
	Action
	Fresh bool // promised in this meeting
}

func (p Owed) missing() []string {
	missing := []string{}
	if len(p.Owners) == 0 {
		missing = append(missing, "owner")
	}
	if p.Due.IsZero() {
		missing = append(missing, "due")
	}
	return missing
}

// OwedActions are the fields of an Owed.
var OwedActions = append(render.Of(Actions, func(p Owed) Action { return p.Action }),
	render.Column[Owed]{Name: "new", Doc: "whether it was promised in this meeting", Value: func(p Owed) any { return p.Fresh }},
	render.Column[Owed]{Name: "missing", Doc: "what is missing: owner, due", Value: func(p Owed) any { return p.missing() }})
