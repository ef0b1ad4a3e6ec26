package page

import (
	"strconv"
	"strings"
	"time"

	"oneonone/internal/when"
)

// SettingsFile marks a notes folder and holds its settings.
const SettingsFile = "oneonone.yaml"

// TopPageFile is the name of a person's top page.
const TopPageFile = "README.md"

// PrivateDir is the part of the folder that is a git repository of its own
// and pushed by no command.
const PrivateDir = "private"

// InboxFile holds lines that wait to be sorted. Any program may append to it; it
// is no note, and git never has it.
const InboxFile = "inbox.md"

// ThemesFile says which words are about one thing.
const ThemesFile = "themes.md"

// Kind says which of FORMAT.md's files a path names.
type Kind int

// The kinds of file FORMAT.md names. Everything else is KindOther: left alone,
// never swept into a commit and never an error.
const (
	KindOther Kind = iota
	KindSettings
	KindTopPage
	KindEntry
	KindTemplate
	KindQuestions
	KindThemes
)

// PathInfo is what a path relative to the notes folder says about its file.
type PathInfo struct {
	Kind    Kind
	Person  string    // handle, for top pages and entries
	Date    when.Date // for entries
	N       int       // 1 for the first entry of a day, 2 for "-2", …
	Private bool      // below private/
}

// ParsePath tells what the file at a slash-separated path relative to the
// notes folder is, from its name alone (FORMAT.md, "The folder").
func ParsePath(path string) PathInfo {
	var info PathInfo
	switch path {
	case SettingsFile:
		info.Kind = KindSettings
		return info
	case ThemesFile:
		info.Kind = KindThemes
		return info
	}
	if rest, ok := strings.CutPrefix(path, PrivateDir+"/"); ok {
		info.Private, path = true, rest
	}
	dir, name, ok := cutLast(path)
	if !ok {
		return info
	}
	if handle, ok := strings.CutPrefix(dir, "people/"); ok {
		if strings.Contains(handle, "/") || ValidHandle(handle) != nil {
			return info
		}
		if name == TopPageFile {
			info.Kind, info.Person = KindTopPage, handle
			return info
		}
		if d, n, ok := ParseEntryName(name); ok {
			info.Kind, info.Person, info.Date, info.N = KindEntry, handle, d, n
		}
		return info
	}
	if info.Private || strings.HasPrefix(name, ".") {
		return info
	}
	switch {
	case strings.HasSuffix(name, ".md") && (dir == "templates" || isSeries(dir)):
		info.Kind = KindTemplate
	case dir == "questions" && (strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")):
		info.Kind = KindQuestions
	}
	return info
}

// isSeries reports whether a directory is a series of templates, such as
// templates/first-ten.
func isSeries(dir string) bool {
	name, ok := strings.CutPrefix(dir, "templates/")
	return ok && !strings.Contains(name, "/") && !strings.HasPrefix(name, ".")
}

// ParseEntryName reads 2026-11-20.md and 2026-11-20-2.md.
func ParseEntryName(name string) (d when.Date, n int, ok bool) {
	stem, ok := strings.CutSuffix(name, ".md")
	if !ok || len(stem) < len(time.DateOnly) || !isDigit(stem[0]) {
		return d, 0, false
	}
	d, err := when.ParseISO(stem[:len(time.DateOnly)])
	rest := stem[len(time.DateOnly):]
	if err != nil || rest == "" {
		return d, 1, err == nil
	}
	if len(rest) < 2 || rest[0] != '-' || !isDigit(rest[1]) || rest[1] == '0' {
		return d, 0, false
	}
	n, err = strconv.Atoi(rest[1:])
	return d, n, err == nil && n > 1
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// EntryPath is the path of the nth entry of a day for a person.
func EntryPath(handle string, d when.Date, n int) string {
	return "people/" + handle + "/" + EntryName(d, n) + ".md"
}

// EntryName is what an entry is called among a person's: 2026-11-20, or
// 2026-11-20-2.
func EntryName(d when.Date, n int) string {
	if n > 1 {
		return d.String() + "-" + strconv.Itoa(n)
	}
	return d.String()
}

// TopPagePath is the path of a person's top page.
func TopPagePath(handle string) string { return "people/" + handle + "/" + TopPageFile }

func cutLast(path string) (dir, name string, ok bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// EntryRef names an entry without reading it.
type EntryRef struct {
	Path   string
	Person string
	Date   when.Date
	N      int // 1 for the first of a day
}

// EntryRefOf is the nth entry of a day for a person.
func EntryRefOf(person string, d when.Date, n int) EntryRef {
	return EntryRef{Path: EntryPath(person, d, n), Person: person, Date: d, N: n}
}

// Compare orders entries by date, and by number within a day.
func (r EntryRef) Compare(o EntryRef) int {
	if c := r.Date.Compare(o.Date); c != 0 {
		return c
	}
	return r.N - o.N
}
