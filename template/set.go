package template

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/text"
)

// builtIn holds what comes with the program, laid out like a notes folder:
// templates/weekly.md, templates/first-ten/01.md, questions/*.yaml.
//
//go:embed templates questions practice.md
var builtIn embed.FS

// Two templates make no entry: that of a new person's top page, and that of
// the message sent before the first meeting. They can be shown, edited and
// replaced like the others.
const (
	TopPageName = "top-page"
	InviteName  = "invite"
)

func makesEntry(name string) bool { return name != TopPageName && name != InviteName }

// Set is all the templates: the built-in ones, and those of a notes folder over
// them.
type Set struct {
	files map[string]file // by name: weekly, first-ten/01
}

// file is a template's place.
type file struct {
	fsys     fs.FS
	path     string // in fsys
	own      bool   // the user's
	replaces bool   // a built-in one of that name
}

// shown is the file's name in errors and listings.
func (f file) shown() string {
	if f.own {
		return f.path
	}
	return "built-in " + f.path
}

// Info describes a template for a listing.
type Info struct {
	Name     string   // weekly, first-ten/01
	Purpose  string   // one line, may be empty
	Roles    []string // whom it is for; empty: anybody
	Path     string   // the user's file in the notes folder; empty: built in
	Replaces bool     // a user's template in place of a built-in one
	Entry    bool     // makes an entry; the top page's and the invitation do not
	Err      error    // the fault, with file and line; nil: it can be used
}

// Path is where a folder keeps its own template with a name.
func Path(name string) string { return "templates/" + name + ".md" }

// NewSet reads which templates there are in a notes folder: templates/NAME.md,
// and series in templates/SERIES/01.md, 02.md …. A README is left alone. A nil
// folder has none. The files themselves are read on demand, so that a broken one
// is in nobody's way.
func NewSet(folder fs.FS) (*Set, error) {
	s := &Set{files: map[string]file{}}
	for _, own := range []bool{false, true} {
		fsys := fs.FS(builtIn)
		if own {
			fsys = folder
		}
		if fsys == nil {
			continue
		}
		if err := s.add(fsys, "templates", own); err != nil {
			return nil, fmt.Errorf("looking for templates: %w", err)
		}
	}
	return s, nil
}

// partOfSeries matches the name of a file in a series: 01.md.
var partOfSeries = lazyregexp.New(`^[0-9]{2}\.md$`)

func (s *Set) add(fsys fs.FS, dir string, own bool) error {
	entries, err := fs.ReadDir(fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	top := dir == "templates"
	for _, e := range entries {
		name := e.Name()
		switch {
		case strings.HasPrefix(name, "."), strings.ContainsFunc(name, unicode.IsControl): // a name that would control the terminal
		case e.IsDir() && top:
			if err := s.add(fsys, path.Join(dir, name), own); err != nil {
				return err
			}
		case e.IsDir(), path.Ext(name) != ".md", top && strings.EqualFold(name, "README.md"), !top && !partOfSeries().MatchString(name):
		default:
			p := path.Join(dir, name)
			key := strings.TrimSuffix(strings.TrimPrefix(p, "templates/"), ".md")
			_, replaces := s.files[key]
			s.files[key] = file{fsys, p, own, replaces}
		}
	}
	return nil
}

// Names returns the names of all templates, in order, those that make no entry
// last.
func (s *Set) Names() []string {
	names := slices.Sorted(maps.Keys(s.files))
	slices.SortStableFunc(names, func(a, b string) int {
		switch ea, eb := makesEntry(a), makesEntry(b); {
		case ea == eb:
			return 0
		case ea:
			return -1
		}
		return 1
	})
	return names
}

// EntryNames returns the names an entry can be made from: the templates that make
// one, and the series.
func (s *Set) EntryNames() []string {
	var names []string
	for _, name := range s.Names() {
		if !makesEntry(name) {
			continue
		}
		if series, _, ok := strings.Cut(name, "/"); ok && !slices.Contains(names, series) {
			names = append(names, series)
		}
		names = append(names, name)
	}
	return names
}

// List describes all templates, in the order of Names. A broken one is listed
// with its fault.
func (s *Set) List() []Info {
	var out []Info
	for _, name := range s.Names() {
		out = append(out, s.Info(name))
	}
	return out
}

// Own describes the folder's own templates.
func (s *Set) Own() []Info {
	var out []Info
	for _, name := range s.Names() {
		if s.files[name].own {
			out = append(out, s.Info(name))
		}
	}
	return out
}

// Info describes a template that exists.
func (s *Set) Info(name string) Info {
	f := s.files[name]
	i := Info{Name: name, Replaces: f.replaces, Entry: makesEntry(name)}
	if f.own {
		i.Path = f.path
	}
	raw, err := f.read()
	if err == nil {
		i.Purpose, i.Roles = describe(raw)
		_, err = compile(f.shown(), raw)
	}
	i.Err = err
	return i
}

func (f file) read() (string, error) {
	in, err := f.fsys.Open(f.path)
	if err != nil {
		return "", fmt.Errorf("reading template %s: %w", f.shown(), err)
	}
	defer in.Close()
	if st, err := in.Stat(); err == nil && st.Size() > maxFile {
		return "", &FileError{f.shown(), 0, fmt.Sprintf("longer than %d KiB", maxFile>>10)}
	}
	raw, err := fs.ReadFile(f.fsys, f.path)
	if err != nil {
		return "", fmt.Errorf("reading template %s: %w", f.shown(), err)
	}
	return string(raw), nil
}

var (
	description = lazyregexp.New(`(?s)^\s*\{\{-?\s*/\*(.*?)\*/`)
	rolesLine   = lazyregexp.New(`(?m)^\s*roles:(.*)$`)
)

// describe reads a template's leading comment.
func describe(raw string) (purpose string, roles []string) {
	m := description().FindStringSubmatch(strings.TrimPrefix(raw, text.ByteOrderMark))
	if m == nil {
		return "", nil
	}
	if r := rolesLine().FindStringSubmatch(m[1]); r != nil {
		roles = strings.FieldsFunc(r[1], func(c rune) bool { return strings.ContainsRune(", \t\r", c) })
	}
	purpose, _, _ = strings.Cut(strings.TrimSpace(rolesLine().ReplaceAllString(m[1], "")), "\n\n")
	return line(purpose), roles
}

// Get is the text of a template as it is on disk or built in, to show, edit or
// copy. The error is an *UnknownError when there is none of that name.
func (s *Set) Get(name string) (string, error) {
	f, err := s.find(name)
	if err != nil {
		return "", err
	}
	return f.read()
}

func (s *Set) find(name string) (file, error) {
	f, ok := s.files[name]
	if !ok {
		return f, s.unknown(name)
	}
	return f, nil
}

func (s *Set) unknown(name string) error {
	all := s.EntryNames()
	return &UnknownError{What: "template", Name: name, Near: nearest(name, all), All: all}
}

// nearest returns the names that differ from one in a few letters or begin like
// it, nearest first, at most three.
func nearest(name string, all []string) []string {
	distance := func(n string) int {
		if name != "" && strings.HasPrefix(n, name) {
			return 0
		}
		return levenshtein.ComputeDistance(name, n)
	}
	var near []string
	for _, n := range all {
		if distance(n) <= max(1, len(name)/3) {
			near = append(near, n)
		}
	}
	slices.SortStableFunc(near, func(a, b string) int { return distance(a) - distance(b) })
	return near[:min(len(near), 3)]
}

// Parts returns the templates of a series, in order.
func (s *Set) Parts(series string) []string {
	var out []string
	for name := range s.files {
		if dir, _, ok := strings.Cut(name, "/"); ok && dir == series {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// Next returns which part of a series, from 1, follows those used, and whether
// none is left. For a name that is not a series it is 0.
func (s *Set) Next(series string, used []string) (nth int, over bool) {
	if _, ok := s.files[series]; ok {
		return 0, false
	}
	parts := s.Parts(series)
	if len(parts) == 0 {
		return 0, false
	}
	for i, part := range parts {
		if slices.Contains(used, part) {
			nth = i + 1
		}
	}
	return nth + 1, nth == len(parts)
}

// Due reports whether a series was begun and goes on at a meeting: a part is for
// the meeting of its number at the earliest.
func (s *Set) Due(series string, used []string, meeting int) bool {
	parts := s.Parts(series)
	nth, over := s.Next(series, used)
	if over || nth < 2 {
		return false
	}
	number, err := strconv.Atoi(parts[nth-1][len(series)+1:])
	return err == nil && number <= meeting
}

// Resolve turns the name of a series into that of its nth template; any other
// name stays. A series that is over is an error.
func (s *Set) Resolve(name string, nth int) (string, error) {
	if _, ok := s.files[name]; ok {
		return name, nil
	}
	parts := s.Parts(name)
	switch {
	case len(parts) == 0:
		return "", s.unknown(name)
	case nth < 1 || nth > len(parts):
		return "", fmt.Errorf("the series %s has %d parts and the next would be part %d; name one of them, such as %s", name, len(parts), nth, parts[len(parts)-1])
	}
	return parts[nth-1], nil
}

// Execute makes an entry from a template; a series gives the one for
// d.Ordinal. There is no entry when there is an error.
func (s *Set) Execute(name string, d Data) ([]byte, error) {
	if !makesEntry(name) {
		return nil, fmt.Errorf("the template %s makes no entry", name)
	}
	name, err := s.Resolve(name, d.Ordinal)
	if err != nil {
		return nil, err
	}
	return s.execute(name, d)
}

func (s *Set) execute(name string, d Data) ([]byte, error) {
	f, err := s.find(name)
	if err != nil {
		return nil, err
	}
	raw, err := f.read()
	if err != nil {
		return nil, err
	}
	d.Template = name
	return Execute(f.shown(), raw, d)
}
