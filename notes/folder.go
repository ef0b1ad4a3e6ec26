package notes

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/habits"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/recall"
	"oneonone/notes/settings"
)

// Folder is a notes folder opened for reading. Opening reads the settings and
// the top pages; entries are read on demand.
type Folder struct {
	FS       fs.FS
	Settings *settings.Settings
	// Today tells future entries from those of meetings that were held; with the
	// zero date every entry counts as held.
	Today when.Date
	// Problems are faults that concern the folder as a whole: directories under
	// people/ whose names are not handles, top pages that cannot be read.
	Problems []markdown.Problem
	// Met is called for conflicts met in reading notes, in the reading goroutine. It
	// may be nil.
	Met func(markdown.Problem)

	sets    []clause.NameSet
	names   *clause.Names
	grammar *page.Grammar
	people  []*Person
	book    *recall.Book // nil: everything is read again
	one     *sync.Mutex  // held while all of one person's entries are read
	tops    map[string]*page.TopPage
	private map[string]bool // people with private notes about them
	hand    *Past           // see AtHand
}

// ErrNoFolder is the error of [ReadSettings] when there is no oneonone.yaml.
var ErrNoFolder = errors.New("no " + page.SettingsFile)

// ReadSettings reads the settings that make a directory a notes folder.
func ReadSettings(fsys fs.FS) (*settings.Settings, error) {
	src, err := fs.ReadFile(fsys, page.SettingsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoFolder
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", page.SettingsFile, err)
	}
	return settings.Parse(src, habits.Names)
}

// OpenFolder reads a folder's settings and top pages. It fails only without a
// readable oneonone.yaml: a broken page becomes a Problem and hides nothing.
func OpenFolder(fsys fs.FS) (*Folder, error) {
	set, err := ReadSettings(fsys)
	if err != nil {
		return nil, err
	}
	return ReadFolder(fsys, set)
}

// ReadFolder reads the top pages of a folder whose settings have been read.
func ReadFolder(fsys fs.FS, set *settings.Settings) (*Folder, error) {
	f := newFolder(set)
	f.FS = fsys
	f.readPrivate()
	if err := f.readPeople(); err != nil {
		return nil, err
	}
	f.learnNames()
	return f, nil
}

// SampleFolder is a folder in memory, with settings and one person's top page,
// for reading something that is not in a notes folder yet.
func SampleFolder(src []byte, handle string, topPage []byte) (*Folder, error) {
	set, err := settings.Parse(src, habits.Names)
	if err != nil {
		return nil, err
	}
	f := newFolder(set)
	f.addPerson(handle, f.grammar.ParseTopPage(page.TopPagePath(handle), topPage))
	f.learnNames()
	return f, nil
}

func newFolder(set *settings.Settings) *Folder {
	return &Folder{Settings: set, one: &sync.Mutex{}, tops: map[string]*page.TopPage{}}
}

func (f *Folder) readPeople() error {
	dirs, err := fs.ReadDir(f.FS, "people")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading people: %w", err)
	}
	for _, d := range dirs {
		handle := d.Name()
		if !d.IsDir() || strings.HasPrefix(handle, ".") {
			continue
		}
		if err := page.ValidHandle(handle); err != nil {
			f.Problems = append(f.Problems, markdown.Problem{Path: "people/" + handle, What: "the directory is not a person: " + err.Error(),
				Hint: "rename the directory to a handle such as " + strings.ToLower(slug(handle))})
			continue
		}
		f.addPerson(handle, f.readTop(handle))
	}
	return nil
}

func (f *Folder) addPerson(handle string, top *page.TopPage) {
	f.tops[handle] = top
	p := readPerson(handle, top, f.Settings)
	if mine := f.aside(handle, page.TopPagePath(handle)); mine != nil {
		template, _ := mine.Get("template")
		p.Template = cmp.Or(p.Template, strings.TrimSpace(template.Value))
		archived, _ := mine.Get("archived")
		if day, err := when.ParseISO(archived.Value); err == nil && p.Archived.IsZero() {
			p.Archived = day
		}
	}
	f.people = append(f.people, p)
}

// learnNames makes the grammars, once everybody is known: today's, and those up
// to each day on which somebody was renamed.
func (f *Folder) learnNames() {
	f.sets = f.called()
	f.names = clause.NewNames(f.owner(), f.sets)
	grammar := func(names *clause.Names, earlier ...page.Earlier) *page.Grammar {
		lexicon := clause.NewLexicon(names, f.Settings.Verbs)
		lexicon.DateOrder = when.OrderOf(f.Settings.DateOrder)
		return page.NewGrammar(lexicon, f.Settings.Headings, earlier...)
	}
	var earlier []page.Earlier
	for _, day := range clause.Changes(f.sets) {
		earlier = append(earlier, page.Earlier{Until: day, Grammar: grammar(clause.NamesUntil(day, f.owner(), f.sets))})
	}
	f.grammar = grammar(f.names, earlier...)
	f.grammar.Share(f.sharedGrammars())
	for _, top := range f.tops {
		top.ReadWith(f.grammar)
	}
}

// MeetTopPages reports conflicts on top pages: names are read from all of them,
// whatever a command is about.
func (f *Folder) MeetTopPages() {
	for _, p := range f.people {
		if top := f.tops[p.Handle]; top != nil {
			f.meet(top.Path, top.Src)
		}
	}
}

func (f *Folder) owner() clause.NameSet {
	return clause.NameSet{Handle: clause.Me, Names: f.Settings.Called()}
}

// readTop reads a top page. Its front matter needs no names, so it is read
// before the grammar knows anybody; the rest is parsed on demand.
func (f *Folder) readTop(handle string) *page.TopPage {
	src, err := fs.ReadFile(f.FS, page.TopPagePath(handle))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		fault := markdown.Problem{Path: page.TopPagePath(handle), What: "cannot be read: " + readFault(err)}
		if info, err := fs.Stat(f.FS, fault.Path); err == nil && !info.Mode().IsRegular() {
			fault.What, fault.Hint = "is not a file", "move it elsewhere"
		}
		f.Problems = append(f.Problems, fault)
		return nil
	}
	return f.grammar.ParseTopPage(page.TopPagePath(handle), src)
}

// readFault is the reason for a failed read, without the path that the problem
// already names.
func readFault(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}

// Grammar reads notes with this folder's names and settings.
func (f *Folder) Grammar() *page.Grammar { return f.grammar }

// Names resolves what people are called in this folder's notes.
func (f *Folder) Names() *clause.Names { return f.names }
