package notes

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"oneonone/internal/merge"
	"oneonone/internal/role"
	"oneonone/internal/when"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/seat"
	"oneonone/notes/settings"
)

// Person is someone the owner meets: a directory under people/ and the front
// matter of its top page. What the page does not say comes from the folder's
// defaults.
type Person struct {
	Handle string
	Name   string // the handle when the page names nobody
	Role   string
	// Cadence is zero, and nothing is planned, when what is written is not a
	// cadence.
	Cadence when.Cadence
	Day     string // the slot's weekday, "" when not set
	Time    string // the slot's time as "14:00", "" when not set
	// Mode is how you usually meet, one of page.Modes, "" when not said.
	Mode string
	// Timezone is where they are, such as Asia/Tokyo; "" when not said. The slot's
	// time is in the folder's zone all the same.
	Timezone string
	// Minutes is how many minutes a meeting lasts.
	Minutes int
	Started when.Date
	// Field is what they work in, as questions name it; "" when not known.
	Field string
	// Review are the days of their performance reviews.
	Review settings.Days
	// Away are the person's own times without meetings; see Folder.LeaveOf.
	Away    cadence.Leaves
	Aliases []string
	// Former are the handles and names they had before.
	Former []clause.Former
	// Template is the one the page names, "" for none: the folder's default applies
	// to fewer entries than a person's own choice.
	Template string
	// Archived is the day the person was archived; they are then left out unless
	// asked for.
	Archived when.Date
	// Doc is the shared doc that the page makes of the person's notes, nil when they
	// are the owner's own. The fields above are then as seen from the owner's seat.
	Doc *seat.Doc
	// Named is the person that the page names, if that is the owner and this is the
	// other of the two, so that new entries look the same from both seats; else nil.
	Named *Person
	// HasTop says that there is a top page.
	HasTop bool
	// Problems are faults of the top page's front matter.
	Problems []markdown.Problem
}

// topMatter is the front matter of a top page, as FORMAT.md names the keys.
// Dates are kept as text so that a bad one is a Problem, not a failed file.
type topMatter struct {
	Name     string             `yaml:"name"`
	Role     string             `yaml:"role"`
	Cadence  string             `yaml:"cadence"`
	Day      string             `yaml:"day"`
	Time     string             `yaml:"time"`
	Minutes  int                `yaml:"minutes"`
	Timezone string             `yaml:"timezone"`
	Mode     string             `yaml:"mode"`
	Started  string             `yaml:"started"`
	Field    string             `yaml:"field"`
	Review   settings.DayWords  `yaml:"review"`
	Away     cadence.LeaveWords `yaml:"away"`
	Aliases  []string           `yaml:"aliases"`
	Formerly []string           `yaml:"formerly"`
	Template string             `yaml:"template"`
	Archived string             `yaml:"archived"`
	With     seat.Words         `yaml:"with"`
}

// readPerson makes a Person from a top page; top is nil when there is none. There
// is a person whatever is wrong with the page.
func readPerson(handle string, top *page.TopPage, s *settings.Settings) *Person {
	d := s.Defaults
	p := &Person{Handle: handle, Name: handle, Role: d.Role, Minutes: d.Length()}
	p.Cadence, _ = when.ParseCadence(d.Cadence)
	if top == nil {
		p.worksIn("", s)
		return p
	}
	p.HasTop = true
	if conflict := merge.Conflict(top.Path, top.Src); conflict != nil {
		p.Problems = append(p.Problems, *conflict)
	}
	var m topMatter
	if err := top.Front.Decode(&m); err != nil {
		p.Problems = append(p.Problems, markdown.AsProblem(top.Path, err))
	}
	p.Name = cmp.Or(strings.TrimSpace(m.Name), p.Name)
	p.Day, p.Time, p.Aliases = strings.ToLower(m.Day), m.Time, m.Aliases
	p.Template = strings.TrimSpace(m.Template)
	bad := func(key, hint string, err error) {
		what := err.Error()
		if !strings.Contains(what, key) {
			what = key + ": " + what
		}
		p.Problems = append(p.Problems, markdown.Problem{Path: top.Path, Line: top.Front.Line(key), What: what, Hint: hint})
	}
	if m.Role != "" {
		var known bool
		if p.Role, known = role.Parse(m.Role); !known {
			p.Role = m.Role
			bad("role", "try "+role.List(), fmt.Errorf("unknown role %q", m.Role))
		}
	}
	if m.Cadence != "" {
		c, err := when.ParseCadence(m.Cadence)
		if err != nil {
			bad("cadence", "", err)
		}
		p.Cadence = c
	}
	p.readSlot(m, bad)
	p.readDays(m, bad)
	p.worksIn(m.Field, s)
	if len(m.With) > 0 {
		if err := p.sit(m, s.Called()); err != nil {
			bad("with", "name: and with: are the two whose notes these are; oneonone config me NAME says who you are", err)
		}
	}
	return p
}

// readSlot reads when, how long and how they meet, and where they are.
func (p *Person) readSlot(m topMatter, bad func(key, hint string, err error)) {
	if m.Minutes < 0 || m.Minutes > settings.MostMinutes {
		bad("minutes", "write how long you meet, such as 30", fmt.Errorf("invalid meeting length %d", m.Minutes))
	} else if m.Minutes > 0 {
		p.Minutes = m.Minutes
	}
	if p.Day != "" {
		if _, err := when.ParseWeekday(p.Day); err != nil {
			bad("day", "write a weekday such as wednesday", err)
		}
	}
	if p.Time != "" {
		clock, err := when.ParseClock(p.Time)
		if err != nil {
			bad("time", "write the time as \"14:00\", with the quotes", err)
		}
		p.Time = cmp.Or(clock, p.Time)
	}
	if p.Mode = page.ReadMode(m.Mode); p.Mode == "" && m.Mode != "" {
		bad("mode", "write one of "+strings.Join(page.Modes, ", "), fmt.Errorf("invalid mode %q", m.Mode))
	}
	if p.Timezone = strings.TrimSpace(m.Timezone); !when.ValidZone(p.Timezone) {
		bad("timezone", "write a name such as Asia/Tokyo", fmt.Errorf("timezone: unknown zone %q", p.Timezone))
	}
}

// readDays reads the dates that matter here: reviews, leaves, names given up, the
// first day and the last.
func (p *Person) readDays(m topMatter, bad func(key, hint string, err error)) {
	review, err := m.Review.Days()
	if p.Review = review; err != nil {
		bad("review", "write the day as 2026-12-15", err)
	}
	away, err := m.Away.Leaves()
	if p.Away = away; err != nil {
		bad("away", "correct that leave; the others are read", err)
	}
	for _, text := range m.Formerly {
		old, err := clause.ParseFormer(text)
		if err != nil {
			bad("formerly", "write it as [Alice Martin until 2026-11-20]", err)
		}
		p.Former = append(p.Former, old)
	}
	for _, f := range []struct {
		key, text string
		to        *when.Date
	}{{"started", m.Started, &p.Started}, {"archived", m.Archived, &p.Archived}} {
		if f.text == "" {
			continue
		}
		day, err := when.ParseISO(f.text)
		if err != nil {
			bad(f.key, "write the day as 2026-11-20", err)
		}
		*f.to = day
	}
}

// worksIn takes the person's field, and their review dates, from the page or, for
// people the owner is responsible for, from the settings.
func (p *Person) worksIn(field string, s *settings.Settings) {
	p.Field = strings.ToLower(strings.TrimSpace(field))
	if p.Field == "" && (p.Role == "report" || p.Role == "skip-level") {
		p.Field = s.Defaults.Field
	}
	if len(p.Review) == 0 && p.Role == "report" {
		p.Review = s.Review
	}
}

// FirstName is the first word of the person's name, as people say it.
func (p *Person) FirstName() string {
	if i := strings.IndexByte(p.Name, ' '); i > 0 {
		return p.Name[:i]
	}
	if p.Name == p.Handle {
		return titleCase(p.Handle)
	}
	return p.Name
}

// FullName is the name for a heading: the page's, else the handle with a
// capital.
func (p *Person) FullName() string {
	if p.Name == p.Handle {
		return titleCase(p.Handle)
	}
	return p.Name
}

// named reports whether the page gives a name.
func (p *Person) named() bool { return p.Name != p.Handle }

func titleCase(handle string) string {
	words := strings.FieldsFunc(handle, func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	for i, w := range words {
		r := []rune(w)
		words[i] = strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	return strings.Join(words, " ")
}

// ValidName says why a text cannot be a person's name, or nil: it has no
// letter, looks like an option or a path, or would not stay on one line.
func ValidName(name string) error {
	switch {
	case !strings.ContainsFunc(name, unicode.IsLetter):
		return fmt.Errorf("the name %q has no letter", name)
	case strings.HasPrefix(name, "-"):
		return fmt.Errorf("the name %q starts with a dash, as options do", name)
	case strings.ContainsAny(name, `/\`):
		return fmt.Errorf("the name %q has a slash, as paths do", name)
	case strings.ContainsFunc(name, unicode.IsControl):
		return fmt.Errorf("the name %q contains control characters", name)
	}
	return nil
}

// NameOf makes a name from a word typed like a handle: alice-martin is Alice
// Martin. A word with a capital is taken as it is.
func NameOf(word string) string {
	if strings.ToLower(word) != word {
		return word
	}
	return titleCase(word)
}

// forms are forms of address before a name.
var forms = []string{"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "herr", "frau", "hr", "fr", "mme", "mlle"}

// HandleFor makes a handle from a person's name: the first name when it is free,
// else the whole name. Letters keep their script and accents.
func HandleFor(name string, taken func(handle string) bool) (string, error) {
	whole := slug(name)
	words := strings.Split(whole, "-")
	for len(words) > 1 && slices.Contains(forms, words[0]) {
		words = words[1:]
	}
	first := words[0]
	for _, h := range []string{first, whole} {
		if page.ValidHandle(h) == nil && !taken(h) {
			return h, nil
		}
	}
	if err := page.ValidHandle(whole); err != nil {
		return "", fmt.Errorf("no handle can be made of the name %q: %w", name, err)
	}
	return "", fmt.Errorf("the handle %q is taken, by somebody or by a command", whole)
}

func slug(name string) string {
	var b strings.Builder
	dash := false
	for _, r := range norm.NFC.String(strings.ToLower(name)) {
		switch {
		case r == '\'' || r == '’' || r == '.':
		case r != '-' && r != '_' && page.HandleRune(r):
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		default:
			dash = true
		}
	}
	return b.String()
}
