package settings

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"oneonone/internal/merge"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/cadence"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Format is the version of the notes format this package reads and writes.
const Format = 1

// maxSettings bounds what is handed to yaml.v3, in bytes, as it is quadratic in
// keys: 40,000 keys take seconds, but do not fit in 16 KiB.
const maxSettings = 16 << 10

// The default length of a meeting, and the longest that is believed, in minutes.
const (
	usualMinutes = 30
	MostMinutes  = 8 * 60
)

// SyncAuto makes new, prep and bare oneonone fetch and merge what the remotes have.
const SyncAuto = "auto"

// Settings is what oneonone.yaml says. Keys it does not know are kept in the
// file and listed in Unknown.
type Settings struct {
	Format   int      // always Format once parsed
	Me       string   // the full name of the folder's owner, "" when not said
	Aliases  []string // what else the owner is called in notes
	Author   string   // "Name <mail>": used for commits when git names nobody
	Defaults Defaults
	// MaxTopics is how many hopper topics a new entry takes, oldest first.
	MaxTopics int
	// MaxFollowUps is how many open actions a new entry lists, most urgent
	// first.
	MaxFollowUps int
	// Headings adds words that begin a section, by the section's name
	// (actions, topics, goals and the kinds).
	Headings map[string][]string
	// Verbs adds everyday verbs that make a short bold phrase an action.
	Verbs []string
	// DateOrder is how 12/4 is read, "dmy" or "mdy"; "" when not said.
	DateOrder string
	// Away are the times without meetings with anybody.
	Away cadence.Leaves
	// Review are the days of performance reviews, Reorg those on which the
	// company was reorganised.
	Review, Reorg Days
	// Timezone is the IANA zone that slots are in, "" for the system's.
	Timezone string
	// Sync is SyncAuto when commands should fetch and merge what the remotes have.
	Sync string
	// Quiet are the habits nobody is to be reminded of.
	Quiet []string
	// Shared has the addresses of shared docs, by handle.
	Shared map[string]string
	// Unknown lists top-level keys that mean nothing to this version.
	Unknown []string
}

// Called is what the folder's owner is called, the full name first.
func (s *Settings) Called() []string {
	if s.Me == "" {
		return s.Aliases
	}
	return append([]string{s.Me}, s.Aliases...)
}

// Defaults is what a person's top page need not say.
type Defaults struct {
	Role     string `yaml:"role"`
	Cadence  string `yaml:"cadence"`
	Template string `yaml:"template"`
	Minutes  int    `yaml:"minutes"` // how long a meeting lasts
	// Field is what reports work in, as questions name it.
	Field string `yaml:"field"`
}

// Length is how many minutes a meeting lasts when a page does not say.
func (d Defaults) Length() int {
	if d.Minutes > 0 {
		return d.Minutes
	}
	return usualMinutes
}

// settingsFile is oneonone.yaml as written.
type settingsFile struct {
	Format   *int                `yaml:"format"`
	Me       string              `yaml:"me"`
	Aliases  []string            `yaml:"aliases"`
	Author   string              `yaml:"author"`
	Defaults Defaults            `yaml:"defaults"`
	Topics   maximum             `yaml:"topics"`
	FollowUp maximum             `yaml:"follow_up"`
	Headings map[string][]string `yaml:"headings"`
	Verbs    []string            `yaml:"verbs"`
	Order    string              `yaml:"date_order"`
	Away     cadence.LeaveWords  `yaml:"away"`
	Review   DayWords            `yaml:"review"`
	Reorg    DayWords            `yaml:"reorg"`
	Timezone string              `yaml:"timezone"`
	Sync     string              `yaml:"sync"`
	Quiet    []string            `yaml:"quiet"`
	Shared   map[string]string   `yaml:"shared"`
	Rest     map[string]any      `yaml:",inline"`
}

type maximum struct {
	Max *int `yaml:"max"`
}

// Default is what an empty oneonone.yaml means.
func Default() *Settings {
	return &Settings{
		Format:       Format,
		Defaults:     Defaults{Role: "report", Cadence: "weekly", Field: "engineering"},
		MaxTopics:    5,
		MaxFollowUps: 7,
	}
}

// Parse reads oneonone.yaml. The error is a *Problem with the line
// where there is one. habits are the names that quiet may have.
func Parse(src []byte, habits []string) (*Settings, error) {
	s := Default()
	src = bytes.TrimPrefix(src, []byte(text.ByteOrderMark))
	if len(src) > maxSettings {
		return nil, settingsProblem(0, fmt.Sprintf("the file is larger than %d KiB", maxSettings>>10), "shorten it")
	}
	if conflict := merge.Conflict(page.SettingsFile, src); conflict != nil {
		conflict.What = "the settings have conflict markers from git: " + merge.ConflictLines(src)
		return nil, conflict
	}
	var file settingsFile
	if err := text.ReadYAML(src, &file); err != nil {
		line, what := markdown.YAMLFault(err)
		return nil, settingsProblem(line, what, "correct that line; see the notes format for the keys")
	}
	if file.Format != nil && *file.Format != Format {
		return nil, settingsProblem(LineOf(src, "format"),
			fmt.Sprintf("the folder is in format %d, this version reads format %d", *file.Format, Format),
			"use a version of oneonone that reads it")
	}
	if i := slices.IndexFunc(file.Quiet, func(name string) bool { return !slices.Contains(habits, name) }); i >= 0 {
		return nil, settingsProblem(LineOf(src, "quiet"), fmt.Sprintf("quiet: unknown habit %q", file.Quiet[i]), "write some of "+strings.Join(habits, ", "))
	}
	s.Me, s.Aliases, s.Author = file.Me, file.Aliases, file.Author
	s.Headings, s.Verbs, s.Quiet = file.Headings, file.Verbs, file.Quiet
	for _, take := range []func(*settingsFile, []byte) error{s.takeMaxima, s.takeChoices, s.takeDays, s.takeDefaults, s.takeShared} {
		if err := take(&file, src); err != nil {
			return nil, err
		}
	}
	s.Unknown = slices.Sorted(maps.Keys(file.Rest))
	return s, nil
}

func (s *Settings) takeMaxima(file *settingsFile, src []byte) error {
	for _, m := range []struct {
		key string
		val *int
		to  *int
	}{{"topics", file.Topics.Max, &s.MaxTopics}, {"follow_up", file.FollowUp.Max, &s.MaxFollowUps}} {
		if m.val == nil {
			continue
		}
		if *m.val < 0 || *m.val > 1000 {
			return settingsProblem(LineOf(src, m.key), fmt.Sprintf("%s: max %d is not between 0 and 1000", m.key, *m.val), "write a number such as 5")
		}
		*m.to = *m.val
	}
	return nil
}

// takeChoices takes the settings that are one of a few words.
func (s *Settings) takeChoices(file *settingsFile, src []byte) error {
	switch {
	case file.Order != "" && file.Order != "dmy" && file.Order != "mdy":
		return settingsProblem(LineOf(src, "date_order"), fmt.Sprintf("date_order: invalid order %q", file.Order), "write dmy where 12/4 is 12 April, mdy where it is 4 December")
	case file.Sync != "" && file.Sync != SyncAuto:
		return settingsProblem(LineOf(src, "sync"), fmt.Sprintf("sync: invalid value %q", file.Sync), "write auto, or leave the line out")
	case !when.ValidZone(file.Timezone):
		return settingsProblem(LineOf(src, "timezone"), fmt.Sprintf("timezone: unknown zone %q", file.Timezone), "write a name such as Europe/Berlin")
	}
	s.DateOrder, s.Sync, s.Timezone = file.Order, file.Sync, file.Timezone
	return nil
}

func (s *Settings) takeDays(file *settingsFile, src []byte) (err error) {
	if s.Away, err = file.Away.Leaves(); err != nil {
		return settingsProblem(LineOf(src, "away"), err.Error(), "correct that leave")
	}
	for _, of := range []struct {
		key   string
		words DayWords
		to    *Days
	}{{"review", file.Review, &s.Review}, {"reorg", file.Reorg, &s.Reorg}} {
		if *of.to, err = of.words.Days(); err != nil {
			return settingsProblem(LineOf(src, of.key), of.key+": "+err.Error(), "write the day as 2026-12-15")
		}
	}
	return nil
}

func (s *Settings) takeDefaults(file *settingsFile, src []byte) error {
	d := file.Defaults
	if d.Minutes < 0 || d.Minutes > MostMinutes {
		return settingsProblem(LineOf(src, "defaults"), fmt.Sprintf("defaults: invalid meeting length %d: try 30 (minutes)", d.Minutes), "write a number such as 30")
	}
	s.Defaults = Defaults{Role: cmp.Or(d.Role, s.Defaults.Role), Cadence: cmp.Or(d.Cadence, s.Defaults.Cadence), Template: cmp.Or(d.Template, s.Defaults.Template),
		Minutes: d.Length(), Field: cmp.Or(strings.ToLower(d.Field), s.Defaults.Field)}
	return nil
}

func (s *Settings) takeShared(file *settingsFile, src []byte) error {
	for _, handle := range slices.Sorted(maps.Keys(file.Shared)) {
		if url := file.Shared[handle]; page.ValidHandle(handle) != nil || url == "" || strings.HasPrefix(url, "-") {
			return settingsProblem(LineOf(src, "shared"), fmt.Sprintf("shared: invalid entry %q: %q", handle, url), "write shared: {HANDLE: URL}; oneonone share HANDLE URL does it")
		}
	}
	s.Shared = file.Shared
	return nil
}

func settingsProblem(line int, what, hint string) error {
	return &markdown.Problem{Path: page.SettingsFile, Line: line, What: what, Hint: hint}
}

// LineOf finds the line of a top-level key, 0 when it is not spelled plainly.
func LineOf(src []byte, key string) int {
	for i, line := range bytes.Split(src, []byte("\n")) {
		if bytes.HasPrefix(line, []byte(key+":")) {
			return i + 1
		}
	}
	return 0
}

// New is the oneonone.yaml of a new folder; me and author may be
// empty.
func New(me, author string) []byte {
	var b bytes.Buffer
	b.WriteString("# A folder of 1:1 notes, kept with oneonone.\nformat: 1\n")
	if me == "" {
		b.WriteString("# me: Your Name           # who \"me\" and \"I\" are in the notes\n")
	} else {
		b.WriteString(settingLine("me", me))
	}
	if author != "" {
		b.WriteString(settingLine("author", author))
	}
	return b.Bytes()
}

func settingLine(key, value string) string {
	written, _ := text.YAML(value) // a string cannot fail
	return key + ": " + written + "\n"
}
