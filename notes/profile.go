package notes

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// What a person's front matter says is their profile: FORMAT.md, "The top
// page".

var clock = lazyregexp.New(`^([01]\d|2[0-3]):[0-5]\d$`)

// ValidTime reports whether s is a time of the day as a slot has it: 14:00.
func ValidTime(s string) bool { return clock().MatchString(s) }

// SetOnTopPage plans keys of a person's front matter; the values are plain
// text, a []string for a list, and "" takes the key away. A person without a
// top page gets one. nil: the page says so already.
func (f *Folder) SetOnTopPage(handle string, keys []string, values map[string]any) (*page.Change, error) {
	top := f.Top(handle)
	var old []byte
	if top != nil {
		old = top.Src
	} else {
		top = f.grammar.ParseTopPage(page.TopPagePath(handle), []byte("# "+f.Person(handle).FullName()+"\n"))
	}
	src := top.Src
	if now, ok := values["name"].(string); ok && f.Person(handle).named() && clause.FoldName(now) != clause.FoldName(f.Person(handle).Name) {
		values = maps.Clone(values)
		values[formerly] = f.Person(handle).formerlyWith(f.Person(handle).Name, now, f.Today)
		keys = append(slices.Clone(keys), formerly)
	}
	for _, key := range keys {
		value, err := yamlValue(values[key])
		if err != nil {
			return nil, fmt.Errorf("setting %s of %s: %w", key, handle, err)
		}
		front := f.grammar.ParseTopPage(top.Path, src).Front
		if src, err = front.Set(key, value); err != nil {
			return nil, err
		}
	}
	if bytes.Equal(src, old) {
		return nil, nil
	}
	return &page.Change{Path: top.Path, Old: old, New: src}, nil
}

// yamlValue writes a value as it stands behind a key on one line.
func yamlValue(v any) (string, error) {
	if v == "" || v == nil {
		return "", nil
	}
	var node yaml.Node
	if err := node.Encode(v); err != nil {
		return "", err
	}
	node.Style |= yaml.FlowStyle
	if s, ok := v.(string); ok {
		if _, err := when.ParseISO(s); err == nil {
			return s, nil // a date needs no quotes, and people write none
		}
		node.Style = 0
	}
	out, err := yaml.Marshal(&node)
	return strings.TrimSpace(string(out)), err
}

// Body is a note's text behind its front matter.
func Body(src []byte) []byte {
	front := markdown.SplitFrontMatter("", src)
	if !front.Exists() {
		return bytes.TrimPrefix(src, []byte("\ufeff"))
	}
	return src[front.End:]
}

// FrontFault says why a note's front matter cannot be read, nil when it can.
func FrontFault(path string, src []byte) *markdown.Problem {
	front := markdown.SplitFrontMatter(path, src)
	err := front.Parse()
	if err == nil {
		return nil
	}
	p := markdown.AsProblem(path, err)
	return &p
}

// EntryName is how an entry is called within its person: 2026-11-20, or
// 2026-11-20-2.
func EntryName(d when.Date, n int) string {
	if n > 1 {
		return d.String() + "-" + strconv.Itoa(n)
	}
	return d.String()
}

var bullet = lazyregexp.New(`^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX-]\]\s+)?`)

// TopicText makes one line of what a person typed or piped a topic: without
// the bullet and box it came with, and without a box of its own that a bare
// "[ ]" would become.
func TopicText(line string) string {
	line = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, line)
	line = strings.Join(strings.Fields(line), " ")
	return strings.TrimSpace(bullet().ReplaceAllString(line, ""))
}
