package roster

import (
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/when"
	"oneonone/notes/page"
	"oneonone/template"
)

// Front is what the front matter of a top page can say.
type Front struct {
	template.Page
	Away     []string
	Timezone string // where they are
	Mode     string // how you usually meet
}

// check refuses values that no top page should have, and spells out dates.
func (o *Front) check(s *cli.Session) error {
	var err error
	if o.Role, err = cli.ParseRole(o.Role); err != nil {
		return err
	}
	if o.Cadence != "" {
		if _, err := when.ParseCadence(o.Cadence); err != nil {
			return cli.Usage(err)
		}
	}
	if o.Day != "" {
		day, err := when.ParseWeekday(o.Day)
		if err != nil {
			return cli.Usage(err)
		}
		o.Day = strings.ToLower(day.String())
	}
	if o.Time != "" {
		clock, err := when.ParseClock(o.Time)
		if err != nil {
			return cli.Usagef("%w: try 14:00", err)
		}
		o.Time = clock
	}
	if o.Started != "" {
		d, err := when.ParseFrom(o.Started, s.Today(), when.Past)
		if err != nil {
			return cli.Usage(err)
		}
		o.Started = d.String()
	}
	return nil
}

// setWhen adds to the keys when somebody is away, and how long you meet. Leave is
// given all at once and replaces what was there.
func (o *Front) setWhen(s *cli.Session, set map[string]any) error {
	if len(o.Away) > 0 {
		leaves, err := s.ParseLeaves(o.Away)
		if err != nil {
			return err
		}
		set["away"] = leaves
	}
	if o.Mode != "" {
		set["mode"] = o.Mode
	}
	if o.Timezone != "" {
		set["timezone"] = o.Timezone
	}
	switch {
	case !page.ValidMode(o.Mode):
		return cli.Usagef("invalid mode %q: try %s", o.Mode, strings.Join(page.Modes, ", "))
	case !when.ValidZone(o.Timezone):
		return cli.Hinted(cli.Usagef("unknown time zone %q", o.Timezone), "--timezone Asia/Tokyo")
	case o.Minutes < 0 || o.Minutes > 8*60:
		return cli.Usagef("invalid meeting length %d: try 30 (minutes)", o.Minutes)
	case o.Minutes > 0:
		set["minutes"] = o.Minutes
	}
	return nil
}
