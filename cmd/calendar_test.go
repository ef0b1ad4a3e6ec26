package cmd

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/emersion/go-ical"
	"github.com/teambition/rrule-go"

	"oneonone/internal/calendar"
	"oneonone/internal/cli"
)

// The calendar is written with one library and read with another: what counts
// is the days and hours that an independent reader makes of it.

// instances are the starts that a reader finds until a day, overridden ones in
// place of those they override.
func instances(t *testing.T, file string, until time.Time) []string {
	t.Helper()
	cal, err := ics.ParseCalendar(strings.NewReader(file))
	if err != nil {
		t.Fatalf("the calendar cannot be read: %v\n%s", err, file)
	}
	zone := newZoneReader(t, cal)
	overridden := map[string]bool{}
	for _, e := range cal.Events() {
		if p := e.GetProperty(ics.ComponentPropertyRecurrenceId); p != nil {
			overridden[e.Id()+p.Value] = true
		}
	}
	var all []string
	for _, e := range cal.Events() {
		start := e.GetProperty(ics.ComponentPropertyDtStart)
		for _, at := range expand(t, e, until) {
			if !e.HasProperty(ics.ComponentPropertyRecurrenceId) && overridden[e.Id()+at] {
				continue
			}
			all = append(all, at+zone.offset(strings.Join(start.ICalParameters["TZID"], ""), at))
		}
	}
	slices.Sort(all)
	return all
}

// expand gives an event's starts as the file writes them, exceptions left out.
func expand(t *testing.T, e *ics.VEvent, until time.Time) []string {
	t.Helper()
	start := e.GetProperty(ics.ComponentPropertyDtStart).Value
	rule := e.GetProperty(ics.ComponentPropertyRrule)
	if rule == nil {
		return []string{start}
	}
	layout := "20060102T150405"
	if len(start) == 8 {
		layout = "20060102"
	} else if strings.HasSuffix(start, "Z") {
		layout += "Z"
	}
	first, err := time.Parse(layout, start)
	if err != nil {
		t.Fatal(err)
	}
	r, err := rrule.StrToRRule(rule.Value)
	if err != nil {
		t.Fatalf("rule %s: %v", rule.Value, err)
	}
	r.DTStart(first)
	var out []string
	for _, at := range r.Between(first, until, true) {
		text := at.Format(layout)
		if !slices.ContainsFunc(e.GetProperties(ics.ComponentPropertyExdate), func(p *ics.IANAProperty) bool { return p.Value == text }) {
			out = append(out, text)
		}
	}
	if len(out) > 0 && at0(r, first) != start {
		t.Errorf("the series begins on %s, which its rule %s does not have", start, rule.Value)
	}
	return out
}

// at0 is the first start a rule has; RFC 5545 leaves open what it means when
// DTSTART is no other.
func at0(r *rrule.RRule, first time.Time) string {
	layout := "20060102T150405"
	return strings.TrimSuffix(r.After(first, true).Format(layout), "T000000")
}

// zoneReader works out offsets from the VTIMEZONEs of a file alone.
type zoneReader struct {
	t     *testing.T
	zones map[string][]ics.ComponentBase // the observances of each
}

func newZoneReader(t *testing.T, cal *ics.Calendar) *zoneReader {
	z := &zoneReader{t, map[string][]ics.ComponentBase{}}
	for _, zone := range cal.Timezones() {
		for _, o := range zone.Components {
			id := zone.GetProperty("TZID").Value
			z.zones[id] = append(z.zones[id], ics.ComponentBase{Properties: o.UnknownPropertiesIANAProperties()})
		}
	}
	return z
}

// offset is that of the latest observance that began before a local time.
func (z *zoneReader) offset(tzid, local string) string {
	if tzid == "" {
		return ""
	}
	zone := z.zones[tzid]
	if zone == nil {
		z.t.Fatalf("there is no VTIMEZONE for %s", tzid)
	}
	at, err := time.Parse("20060102T150405", local)
	if err != nil {
		z.t.Fatal(err)
	}
	var latest time.Time
	offset := ""
	for _, c := range zone {
		start, err := time.Parse("20060102T150405", c.GetProperty(ics.ComponentPropertyDtStart).Value)
		if err != nil {
			z.t.Fatal(err)
		}
		onset := start
		if rule := c.GetProperty(ics.ComponentPropertyRrule); rule != nil {
			r, err := rrule.StrToRRule(rule.Value)
			if err != nil {
				z.t.Fatal(err)
			}
			r.DTStart(start)
			onset = r.Before(at, true)
		}
		if onset.IsZero() || onset.After(at) {
			continue
		}
		if !onset.Before(latest) {
			latest, offset = onset, c.GetProperty("TZOFFSETTO").Value
		}
	}
	return offset
}

func TestCalendar(t *testing.T) {
	dir := t.TempDir()
	note := func(path, text string) {
		t.Helper()
		path = filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	note("oneonone.yaml", "format: 1\ntimezone: Europe/Berlin\naway: [2026-12-24..2027-01-03]\n")
	note("people/alice/README.md", "---\nname: Alice Martin\ncadence: weekly\nday: wednesday\ntime: \"14:00\"\nminutes: 45\naway: [2027-02-10]\n---\n")
	note("people/alice/2026-11-18.md", "# met\n")
	note("people/alice/2026-11-25.md", "---\nstatus: skipped\n---\n")
	note("people/alice/2026-12-04.md", "---\nmoved-from: 2026-12-02\n---\n")
	note("people/bob/README.md", "---\nname: Bob Stone\ncadence: monthly\nday: thursday\ntime: \"23:45\"\naway: [2027-03-01..2027-03-20]\n---\n")
	note("people/bob/2026-11-12.md", "# met\n")
	note("people/carla/README.md", "---\nname: \"Carla; Diaz, Dr.\"\ncadence: every 3 weeks\nday: friday\n---\n")
	note("people/carla/2026-11-06.md", "# met\n")
	until := date("2027-04-30")

	file := run(t, dir, "calendar", "--person", "alice")
	want := []string{"20261204T140000+0100"}
	for d := date("2026-12-09"); d.Before(until); d = d.AddDate(0, 0, 7) {
		iso := d.Format(dayFormat)
		if iso >= "2026-12-24" && iso <= "2027-01-03" || iso == "2027-02-10" {
			continue
		}
		offset := "+0100"
		if iso > "2027-03-28" { // the last Sunday of March
			offset = "+0200"
		}
		want = append(want, d.Format("20060102")+"T140000"+offset)
	}
	if got := instances(t, file, until); !slices.Equal(got, want) {
		t.Errorf("alice\n got %v\nwant %v\n%s", got, want, file)
	}
	for _, needed := range []string{"DTEND;TZID=Europe/Berlin:20261204T144500\r\n", "SUMMARY:1:1 Alice Martin\r\n"} {
		if !strings.Contains(file, needed) {
			t.Errorf("%q is not in the file", needed)
		}
	}
	if lines := strings.Split(file, "\r\n"); strings.Contains(strings.Join(lines, ""), "\n") {
		t.Error("a line does not end in CR LF")
	}

	// The second Thursday; March's is in leave and put off to its end.
	file = run(t, dir, "calendar", "bob")
	want = []string{"20261210T234500+0100", "20270114T234500+0100", "20270211T234500+0100", "20270325T234500+0100", "20270408T234500+0200"}
	if got := instances(t, file, until); !slices.Equal(got, want) {
		t.Errorf("bob\n got %v\nwant %v\n%s", got, want, file)
	}
	if !strings.Contains(file, "DTEND;TZID=Europe/Berlin:20261211T001500") {
		t.Error("a meeting over midnight does not end on the next day")
	}

	// Without a time it is for the whole day; text is escaped.
	file = run(t, dir, "calendar", "carla")
	want = []string{"20261127", "20261218", "20270108", "20270129", "20270219", "20270312", "20270402", "20270423"}
	if got := instances(t, file, until); !slices.Equal(got, want) {
		t.Errorf("carla\n got %v\nwant %v\n%s", got, want, file)
	}
	if !strings.Contains(file, `SUMMARY:1:1 Carla\; Diaz\, Dr.`) {
		t.Errorf("the name is not escaped:\n%s", file)
	}

	// Long lines are folded at 75 bytes, and not within a letter.
	long := "Dóra " + strings.Repeat("ő", 60) + ", Ph.D."
	note("people/dora/README.md", "---\nname: \""+long+"\"\ncadence: weekly\nday: friday\n---\n")
	file = run(t, dir, "calendar", "dora")
	for line := range strings.SplitSeq(file, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	cal, err := ics.ParseCalendar(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got := cal.Events()[0].GetProperty(ics.ComponentPropertySummary).Value; got != "1:1 "+long {
		t.Errorf("the reader finds the name %q", got)
	}
}

// TestCalendarMoves imports calendars in which a meeting was moved away from
// leave, or onto a day that has one already.
func TestCalendarMoves(t *testing.T) {
	tests := []struct{ name, page, entries, want string }{
		{"moved out of leave", "cadence: weekly\nday: wednesday\naway: [2026-12-24..2026-12-31]", "2026-11-18 2027-01-07<2026-12-30",
			"1125 1202 1209 1216 1223 0106 0107 0113"},
		{"skipped within leave", "cadence: weekly\nday: wednesday\naway: [2026-12-24..2026-12-31]", "2026-11-18 2026-12-30!",
			"1125 1202 1209 1216 1223 0106 0113"},
		{"moved onto the next one", "cadence: weekly\nday: wednesday", "2026-11-18 2026-12-16<2026-12-09",
			"1125 1202 1216 1223 1230 0106 0113"},
		{"moved onto the next one, and the series with it", "cadence: weekly\nday: wednesday", "2026-11-18 2026-12-02<2026-11-25",
			"1202 1209 1216 1223 1230 0106 0113"},
		{"moved from before today onto the next one", "cadence: biweekly\nday: thursday", "2026-10-29 2026-11-26<2026-11-12",
			"1126 1210 1224 0107"},
		{"moved onto a day that another was moved from", "cadence: weekly\nday: wednesday", "2026-11-18 2026-12-09<2026-12-02 2026-12-10<2026-12-09",
			"1125 1209 1210 1216 1223 1230 0106 0113"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			eve := filepath.Join(dir, "people", "eve")
			if err := os.MkdirAll(eve, 0o700); err != nil {
				t.Fatal(err)
			}
			files := map[string]string{filepath.Join(dir, "oneonone.yaml"): "format: 1\n", filepath.Join(eve, "README.md"): "---\n" + tt.page + "\n---\n"}
			for word := range strings.FieldsSeq(tt.entries) {
				day, from, moved := strings.Cut(word, "<")
				day, skipped := strings.CutSuffix(day, "!")
				text := "# met\n"
				if moved {
					text = "---\nmoved-from: " + from + "\n---\n"
				} else if skipped {
					text = "---\nstatus: skipped\n---\n"
				}
				files[filepath.Join(eve, day+".md")] = text
			}
			for path, text := range files {
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			file := run(t, dir, "calendar", "eve")
			got := instances(t, file, date("2027-01-13"))
			for i := range got {
				got[i] = got[i][4:]
			}
			if got := strings.Join(got, " "); got != tt.want {
				t.Errorf("\n got %s\nwant %s\n%s", got, tt.want, file)
			}
		})
	}
}

// A rule for the clock is worked out from the changes ahead; a reader that has
// nothing but the file must come to the same offsets as the zone database.
func TestVTimezone(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "Asia/Kathmandu",
		"America/Sao_Paulo", "Africa/Casablanca", "America/Asuncion", "Pacific/Chatham", "Europe/Dublin", "Asia/Jerusalem"} {
		t.Run(name, func(t *testing.T) {
			loc, err := time.LoadLocation(name)
			if err != nil {
				t.Fatal(err)
			}
			now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
			cal := ical.NewCalendar()
			cal.Props.SetText(ical.PropVersion, "2.0")
			cal.Props.SetText(ical.PropProductID, "test")
			cal.Children = append(cal.Children, calendar.Timezone(loc, now))
			var buf bytes.Buffer
			if err := ical.NewEncoder(&buf).Encode(cal); err != nil {
				t.Fatal(err)
			}
			read, err := ics.ParseCalendar(&buf)
			if err != nil {
				t.Fatal(err)
			}
			zone := newZoneReader(t, read)
			for d := range 4 * 365 {
				at := time.Date(2026, 11, 21+d, 12, 0, 0, 0, loc)
				_, seconds := at.Zone()
				want := fmt.Sprintf("%+03d%02d", seconds/3600, cli.Abs(seconds)/60%60)
				if got := zone.offset(name, at.Format("20060102T150405")); got != want {
					t.Fatalf("%s: offset %s, want %s", at.Format(time.DateOnly), got, want)
				}
			}
		})
	}
}
