package settings

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Setting is one setting of oneonone.yaml by its name, nested keys joined by
// a dot.
type Setting struct {
	Key   string
	Value string // in force, lists joined by ", "
	About string
}

// Values are the settings in force, in the order of FORMAT.md.
func (s *Settings) Values() []Setting {
	all := []Setting{
		{"me", s.Me, "who \"me\" and \"I\" are in the notes"},
		{"aliases", strings.Join(s.Aliases, ", "), "what else you are called in notes"},
		{"author", s.Author, "who commits are by when git does not know, as \"Name <mail>\""},
		{"defaults.role", s.Defaults.Role, "the role of people whose top page names none"},
		{"defaults.cadence", s.Defaults.Cadence, "how often you meet them"},
		{"defaults.template", s.Defaults.Template, "the template of their entries"},
		{"defaults.minutes", strconv.Itoa(s.Defaults.Length()), "how long a meeting lasts"},
		{"defaults.field", s.Defaults.Field, "what reports work in, for the questions they are asked"},
		{"date_order", s.DateOrder, "dmy or mdy: whether \"by 12/4\" is 12 April or 4 December"},
		{"away", s.Away.String(), "when there are no meetings at all, as 2026-12-20..2027-01-05"},
		{"review", s.Review.String(), "when performance reviews are, as 2026-12-15"},
		{"reorg", s.Reorg.String(), "when the company was reorganised"},
		{"timezone", s.Timezone, "the zone the times of slots are in, as Europe/Berlin"},
		{"sync", s.Sync, "auto: new, prep and the morning take in what the remotes have"},
		{"topics.max", strconv.Itoa(s.MaxTopics), "how many topics of the hopper a new entry takes"},
		{"follow_up.max", strconv.Itoa(s.MaxFollowUps), "how many open actions a new entry lists"},
		{"quiet", strings.Join(s.Quiet, ", "), "habits that check --habits and prep leave alone"},
		{"verbs", strings.Join(s.Verbs, ", "), "further verbs that make a short bold phrase an action"},
	}
	for _, kind := range []string{"actions", "topics", "goals", "agreement"} {
		all = append(all, Setting{"headings." + kind, strings.Join(s.Headings[kind], ", "), "further words that begin such a section"})
	}
	return all
}

// Set returns oneonone.yaml with one setting changed and every other byte as it
// was. Lists are separated by commas; "" removes the setting. The result is
// checked: a value that cannot be read is an error.
func Set(src []byte, key, value string, habits []string) ([]byte, error) {
	known, list := false, false
	for _, v := range (&Settings{}).Values() {
		if v.Key == key {
			known = true
			list = key == "aliases" || key == "verbs" || key == "quiet" || key == "away" || key == "review" || key == "reorg" || strings.HasPrefix(key, "headings.")
		}
	}
	if !known {
		return nil, &lookup.NotFoundError{What: "setting", Name: key, Near: lookup.Near(key, Keys()), Next: "oneonone config lists the settings"}
	}
	var v any = value
	if list && value != "" {
		var items []string
		for item := range strings.SplitSeq(value, ",") {
			items = append(items, strings.TrimSpace(item))
		}
		v = items
	} else if value != "" && (strings.HasSuffix(key, ".max") || strings.HasSuffix(key, ".minutes")) {
		n, err := strconv.Atoi(value)
		if err != nil {
			return nil, fmt.Errorf("invalid number %q for %s: try %d", value, key, usualNumber[key])
		}
		v = n
	}
	outer, inner, nested := strings.Cut(key, ".")
	if nested {
		m, err := mappingOf(src, outer)
		if err != nil {
			return nil, err
		}
		if value == "" {
			delete(m, inner)
		} else {
			m[inner] = v
		}
		v = m
		if len(m) == 0 {
			v = ""
		}
	}
	out, err := setTopLevel(src, outer, v)
	if err != nil {
		return nil, err
	}
	if _, err := Parse(out, habits); err != nil {
		return nil, fmt.Errorf("setting %s to %q: %w", key, value, err)
	}
	return out, nil
}

// Rename returns oneonone.yaml with another name for the owner; the former name
// stays an alias, so that promises under it stay theirs.
func (s *Settings) Rename(src []byte, name string, habits []string) (out []byte, kept bool, err error) {
	if out, err = Set(src, "me", name, habits); err != nil {
		return nil, false, err
	}
	same := func(n string) bool { return strings.EqualFold(n, s.Me) }
	if s.Me == "" || same(name) || slices.ContainsFunc(s.Aliases, same) {
		return out, false, nil
	}
	out, err = setTopLevel(out, "aliases", append(slices.Clone(s.Aliases), s.Me))
	return out, true, err
}

// usualNumber is the default of each setting that is a number.
var usualNumber = map[string]int{"topics.max": Default().MaxTopics, "follow_up.max": Default().MaxFollowUps, "defaults.minutes": usualMinutes}

// Keys are the names of the settings.
func Keys() []string {
	var keys []string
	for _, v := range (&Settings{}).Values() {
		keys = append(keys, v.Key)
	}
	return keys
}

func mappingOf(src []byte, key string) (map[string]any, error) {
	var file map[string]yaml.Node
	if err := text.ReadYAML(src, &file); err != nil {
		line, what := markdown.YAMLFault(err)
		return nil, settingsProblem(line, what, "correct that line first")
	}
	m := map[string]any{}
	node, ok := file[key]
	if !ok {
		return m, nil
	}
	if err := node.Decode(&m); err != nil {
		return nil, settingsProblem(node.Line, key+" is not a mapping", "write it as "+key+": {…}")
	}
	return m, nil
}

// setTopLevel edits the file as the front matter that its YAML could be.
func setTopLevel(src []byte, key string, value any) ([]byte, error) {
	const fence = "---\n"
	bom := []byte(nil)
	if bytes.HasPrefix(src, []byte(text.ByteOrderMark)) {
		bom, src = src[:len(text.ByteOrderMark)], src[len(text.ByteOrderMark):]
	}
	wrapped := []byte(fence + string(src))
	if len(src) > 0 && src[len(src)-1] != '\n' {
		wrapped = append(wrapped, '\n')
	}
	wrapped = append(wrapped, fence...)
	front := markdown.SplitFrontMatter(page.SettingsFile, wrapped)
	out, err := front.SetAll(markdown.Pair{Key: key, Value: value})
	if err != nil {
		return nil, err
	}
	out = bytes.TrimSuffix(bytes.TrimPrefix(out, []byte(fence)), []byte(fence))
	return append(bytes.Clone(bom), out...), nil
}
