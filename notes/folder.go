package notes

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/habits"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/recall"
	"oneonone/notes/settings"
)

// Folder is a notes folder opened for reading. Opening reads the settings and
// the top pages; entries are read when they are asked for.
type Folder struct {
	FS       fs.FS
	Settings *settings.Settings
	// Today tells entries of days to come from those of meetings that were
	// held; the zero date takes every entry for held.
	Today when.Date
	// Problems are faults that concern the folder as a whole: directories
	// under people/ that are no handle, top pages that cannot be read.
	Problems []markdown.Problem
	// Met is told of conflicts in the notes that are read, by whoever reads
	// them. It may be nil.
	Met func(markdown.Problem)

	sets    []clause.NameSet
	names   *clause.Names
	grammar *page.Grammar
	people  []*Person
	book    *recall.Book // nil: everything is read anew
	tops    map[string]*page.TopPage
	private map[string]bool // about whom there are private notes
}

// ErrNoFolder is what [ReadSettings] gives when there is no oneonone.yaml.
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

// ReadFolder reads the top pages of a folder whose settings are read.
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

// SampleFolder is a folder on no disk: settings and one person's top page, to
// read something with that is in no notes folder yet.
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
	return &Folder{Settings: set, tops: map[string]*page.TopPage{}}
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

// learnNames makes the grammar, once everybody is known: the one of today, and
// those of the days until somebody was renamed.
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

// MeetTopPages tells of conflicts on top pages: who is called what is read from
// all of them, whatever a command is about.
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
// before the grammar knows anybody; what is in it is parsed when asked for.
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

// readFault is the reason of a failed read, without the path that the
// problem already names.
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

// People are everybody in the folder, by handle, the archived too.
func (f *Folder) People() []*Person { return f.people }

// Present are the people who are not archived.
func (f *Folder) Present() []*Person {
	return slices.DeleteFunc(slices.Clone(f.people), func(p *Person) bool { return !p.Archived.IsZero() })
}

// Person is the person of a handle, nil when there is none.
func (f *Folder) Person(handle string) *Person {
	for _, p := range f.people {
		if p.Handle == handle {
			return p
		}
	}
	return nil
}

// Find resolves what a person typed: a handle, then a name or alias, then a
// unique beginning of one. The error is a *NotFoundError or *AmbiguousError.
func (f *Folder) Find(word string) (*Person, error) {
	if p := f.Person(norm.NFC.String(strings.ToLower(word))); p != nil {
		return p, nil
	}
	want := lookup.Fold(word)
	same := func(name string) bool { return lookup.Fold(name) == want }
	begins := func(name string) bool { return want != "" && strings.HasPrefix(lookup.Fold(name), want) }
	for _, fits := range []func(p *Person) bool{
		func(p *Person) bool { return slices.ContainsFunc(p.allNames(), same) },
		func(p *Person) bool { return slices.ContainsFunc(p.FormerNames(), same) },
		func(p *Person) bool { return slices.ContainsFunc(p.allNames(), begins) },
	} {
		var found []*Person
		for _, p := range f.people {
			if fits(p) {
				found = append(found, p)
			}
		}
		// Someone put away does not stand in the way of someone present.
		if present := slices.DeleteFunc(slices.Clone(found), func(p *Person) bool { return !p.Archived.IsZero() }); len(present) > 0 {
			found = present
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			e := &lookup.AmbiguousError{What: "person", Name: word}
			for _, p := range found {
				e.Matches = append(e.Matches, p.Handle+"  "+p.Name)
			}
			return nil, e
		}
	}
	return nil, f.nobody(word)
}

func (f *Folder) nobody(word string) error {
	e := &lookup.NotFoundError{What: "person", Name: word, Next: fmt.Sprintf("oneonone people add %q", word)}
	if _, err := HandleFor(word, func(string) bool { return false }); err != nil || ValidName(word) != nil {
		e.Next = "oneonone people list shows everyone"
	}
	var names []string
	of := map[string]string{}
	for _, p := range f.people {
		for _, n := range p.allNames() {
			if _, ok := of[n]; !ok {
				of[n] = p.Handle
				names = append(names, n)
			}
		}
	}
	for _, n := range lookup.Near(word, names) {
		if !slices.Contains(e.Near, of[n]) {
			e.Near = append(e.Near, of[n])
		}
	}
	return e
}

// NearNames are the handles of those whose names look like a mistyped one.
func (f *Folder) NearNames(name string) []string {
	if len([]rune(name)) < 4 {
		return nil
	}
	e, ok := f.nobody(name).(*lookup.NotFoundError)
	if !ok {
		return nil
	}
	return e.Near
}

func (p *Person) allNames() []string {
	names := append([]string{p.Handle, p.Name}, p.Aliases...)
	if first := p.FirstName(); first != p.Name {
		names = append(names, first)
	}
	return names
}

// FormerNames are the names somebody had, each with its first word.
func (p *Person) FormerNames() []string {
	var names []string
	for _, old := range p.Former {
		names = append(names, clause.Keys(old.Name)...)
	}
	return names
}

// Top is a person's top page, parsed with everybody's names; nil when there
// is none.
func (f *Folder) Top(handle string) *page.TopPage {
	t := f.tops[handle]
	if t != nil {
		f.meet(t.Path, t.Src)
	}
	return t
}

// Entries lists a person's entries, oldest first, without reading them.
func (f *Folder) Entries(handle string) ([]page.EntryRef, error) {
	files, err := fs.ReadDir(f.FS, "people/"+handle)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return nil, fmt.Errorf("reading people/%s: %w", handle, err)
	}
	var refs []page.EntryRef
	for _, file := range files {
		// A link or a pipe of that name is left alone: it could lead out of the
		// folder, or never end. Check tells of it.
		if d, n, ok := page.ParseEntryName(file.Name()); ok && file.Type().IsRegular() {
			refs = append(refs, page.EntryRef{Path: path.Join("people", handle, file.Name()), Person: handle, Date: d, N: n})
		}
	}
	slices.SortFunc(refs, page.EntryRef.Compare)
	return refs, nil
}

// Read parses one entry.
func (f *Folder) Read(ref page.EntryRef) (*page.Entry, error) {
	src, err := fs.ReadFile(f.FS, ref.Path)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", ref.Path, err)
	}
	f.meet(ref.Path, src)
	e := f.grammar.Entry(ref, src)
	e.Aside = f.aside(ref.Person, ref.Path)
	return e, nil
}

func (f *Folder) meet(path string, src []byte) {
	if p := page.Conflict(path, src); p != nil && f.Met != nil {
		f.Met(*p)
	}
}

// ReadAll reads entries side by side, in the order asked for. What cannot be
// read is left out and reported.
func (f *Folder) ReadAll(refs []page.EntryRef) ([]*page.Entry, []markdown.Problem) {
	return f.ReadEach(refs, func(*page.Entry) {})
}

// ReadEach is ReadAll with a look at each entry by the goroutine that read it:
// an entry is parsed when something is asked of it, and that is most of the
// work.
func (f *Folder) ReadEach(refs []page.EntryRef, look func(*page.Entry)) ([]*page.Entry, []markdown.Problem) {
	entries, remembered, problems := f.load(refs, func(_ int, e *page.Entry) { look(e) })
	remembered.save()
	return entries, problems
}

// load is ReadEach for who asks for actions later, and saves what is to be
// remembered then.
func (f *Folder) load(refs []page.EntryRef, look func(i int, e *page.Entry)) ([]*page.Entry, recollections, []markdown.Problem) {
	entries := make([]*page.Entry, len(refs))
	remembered := f.recollections(refs)
	problems := f.each(refs, remembered, func(i int, e *page.Entry) {
		look(i, e)
		entries[i] = e
	})
	return slices.DeleteFunc(entries, func(e *page.Entry) bool { return e == nil }), remembered, problems
}

// each reads entries side by side, looks at each, and holds on to none.
func (f *Folder) each(refs []page.EntryRef, remembered recollections, look func(i int, e *page.Entry)) []markdown.Problem {
	found := make([][]markdown.Problem, len(refs))
	sideBySide(len(refs), func(i int) {
		e, err := f.Read(refs[i])
		if err != nil {
			found[i] = []markdown.Problem{{Path: refs[i].Path, What: "cannot be read: " + readFault(err)}}
			return
		}
		if r := remembered[e.Person]; r != nil {
			e.Remember(r.Actions)
		}
		look(i, e)
		found[i] = e.Problems
	})
	return slices.Concat(found...)
}

// sideBySide does n pieces of work in as many goroutines as are worth it.
func sideBySide(n int, work func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n/16+1)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for i := w; i < n; i += workers {
				work(i)
			}
		})
	}
	group.Wait()
}
