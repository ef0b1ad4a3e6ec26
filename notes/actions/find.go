package actions

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/recall"
)

// Lookup finds the actions of a folder by handle or by words, and plans
// changes of them. It reads a person's notes when they are first needed and
// keeps what it read, so one command sees one state of the notes.
type Lookup struct {
	folder *notes.Folder
	read   map[string]*personNotes
	whole  string            // the path of an entry that more than its actions will be needed of
	ids    map[string]string // the handles of those read, kept after Forget
}

// personNotes is what was read of one person's entries. Of the entries only the
// actions are kept.
type personNotes struct {
	entries  []*page.Entry
	threads  []*promise.Thread
	problems []markdown.Problem
}

// In returns a Lookup for a folder.
func In(f *notes.Folder) *Lookup {
	return &Lookup{folder: f, read: map[string]*personNotes{}, ids: map[string]string{}}
}

// Threads returns a person's actions, as Folder.Threads does.
func (l *Lookup) Threads(handle string) ([]*promise.Thread, []markdown.Problem) {
	p := l.of(handle)
	return p.threads, p.problems
}

func (l *Lookup) of(handle string) *personNotes {
	if p := l.read[handle]; p != nil {
		return p
	}
	p := &personNotes{}
	l.read[handle], l.ids[handle] = p, ""
	refs, err := l.folder.Entries(handle)
	if err != nil {
		p.problems = []markdown.Problem{markdown.AsProblem("people/"+handle, err)}
		return p
	}
	p.entries, p.problems = l.folder.ReadEach(refs, func(e *page.Entry) {
		if e.Path == l.whole {
			e.Sections() // which reads the actions too
			return
		}
		e.Forget()
	})
	for _, ref := range l.folder.Kept(handle) {
		if e, err := l.folder.Read(ref); err == nil {
			p.entries = append(p.entries, e)
		}
	}
	threads, more := promise.Threads(l.folder.Grammar(), p.entries)
	p.threads, p.problems = threads, append(p.problems, more...)
	l.ids[handle] = promise.PackHandles(threads)
	return p
}

// Open are the open actions of several people, for a listing: people whose
// entries have not changed since they were last read are not read.
func (l *Lookup) Open(people []*notes.Person) (open []*promise.Thread, problems []markdown.Problem) {
	all := make([]*recall.Promises, len(people))
	l.folder.SideBySide(people, func(i int, p *notes.Person) { all[i] = l.told(p.Handle) })
	for i, told := range all {
		l.ids[people[i].Handle] = told.Handles
		open = append(open, told.Open...)
		problems = append(append(problems, told.Problems...), told.Doubts...)
	}
	return open, problems
}

// told is what listings need of a person, including the promises kept in private notes.
func (l *Lookup) told(handle string) *recall.Promises {
	kept := l.folder.Kept(handle)
	if len(kept) == 0 {
		return l.folder.Promises(handle)
	}
	p := (&Lookup{folder: l.folder, read: map[string]*personNotes{}, ids: map[string]string{}}).of(handle)
	return recall.Sorted(p.threads, p.problems)
}

// letter is the letter that the handles of a person's actions begin with.
func (l *Lookup) letter(handle string) byte {
	return promise.HandleLetter(l.folder.Grammar().Of(handle).Names().Identity(handle))
}

// Forget drops what was read of a person, except the handles: a listing goes
// through everybody and needs to keep little.
func (l *Lookup) Forget(handle string) { delete(l.read, handle) }

// Short returns the handles of the actions read so far, and of those that a plan
// adds, as they are shown: the shortest prefix that is unique in the folder, so
// that every listing shows the same. Handles of one person begin with the same
// letter: those of everybody who shares it are read, and nobody else's.
func (l *Lookup) Short(added ...*promise.Thread) promise.Handles {
	all := promise.Handles{promise.PackHandles(added)}
	var shown [256]bool
	for person, of := range l.ids {
		shown[l.letter(person)] = shown[l.letter(person)] || len(of) > 0
	}
	for _, t := range added {
		shown[t.ID[0]] = true
	}
	for _, p := range l.folder.People() {
		if _, known := l.ids[p.Handle]; !known && shown[l.letter(p.Handle)] {
			l.ids[p.Handle] = l.told(p.Handle).Handles
		}
	}
	for _, of := range l.ids {
		all = append(all, of)
	}
	return all
}

// Find finds the actions that arguments name: one or several handles, or the
// words of one action; a person may come before either. Of actions with the same
// words, those that fit (the open ones, say) are meant; handles name any. Nothing
// is found unless everything is. The error is a *NotFoundError or an
// *AmbiguousError.
func (l *Lookup) Find(args []string, fits func(*promise.Thread) bool) ([]*promise.Thread, error) {
	people, rest := l.folder.People(), args
	p, err := l.person(args)
	if err != nil {
		return nil, err
	}
	if p != nil {
		people, rest = []*notes.Person{p}, args[1:]
		if len(rest) == 0 {
			return nil, l.whichOf(p, fits)
		}
	}
	if allHandles(rest) {
		found, err := l.byHandles(people, rest)
		if err == nil {
			return found, nil
		}
		// Words may look like a handle ("q3"), but not beside one that is.
		if _, unknown := err.(*lookup.NotFoundError); !unknown || len(found) > 0 {
			return nil, err
		}
		if t, wordsErr := l.byWords(people, strings.Join(rest, " "), fits); t != nil {
			return []*promise.Thread{t}, nil
		} else if _, several := wordsErr.(*lookup.AmbiguousError); several {
			return nil, wordsErr
		}
		return nil, err
	}
	t, err := l.byWords(people, strings.Join(rest, " "), fits)
	if err != nil {
		return nil, err
	}
	return []*promise.Thread{t}, nil
}

// person is the person that the arguments begin with; nil when they do not begin
// with one, or begin with what can only be a handle.
func (l *Lookup) person(args []string) (*notes.Person, error) {
	word := args[0]
	if p := l.folder.Person(word); p != nil {
		return p, nil
	}
	if isHandleShaped(word) {
		return nil, nil
	}
	p, err := l.folder.Find(word)
	if _, ambiguous := err.(*lookup.AmbiguousError); ambiguous {
		if len(args) == 1 {
			return nil, nil
		}
		return nil, err
	}
	return p, nil
}

// whichOf is the error for a person named without an action.
func (l *Lookup) whichOf(p *notes.Person, fits func(*promise.Thread) bool) error {
	var all []*promise.Thread
	threads, _ := l.Threads(p.Handle)
	for _, t := range threads {
		if fits(t) {
			all = append(all, t)
		}
	}
	if len(all) == 0 {
		return &lookup.NotFoundError{What: "such action of", Name: p.Handle, Next: "oneonone actions " + p.Handle + " --all lists them"}
	}
	return l.ambiguous(all, p.Handle)
}

// byHandles finds each of the handles among people's actions. The error is about
// the first one that names none or several; found has the others.
func (l *Lookup) byHandles(people []*notes.Person, ids []string) (found []*promise.Thread, err error) {
	for _, id := range ids {
		id = strings.ToLower(id)
		matches := l.startingWith(people, id)
		switch {
		case len(matches) > 1:
			return nil, l.ambiguous(matches, id)
		case len(matches) == 0 && err == nil:
			err = &lookup.NotFoundError{What: "action", Name: id, Next: "oneonone actions lists them with their handles"}
		case len(matches) == 1 && !slices.Contains(found, matches[0]):
			found = append(found, matches[0])
		}
	}
	return found, err
}

// startingWith reads only the notes of people whose handles can begin like that.
func (l *Lookup) startingWith(people []*notes.Person, id string) []*promise.Thread {
	var matches []*promise.Thread
	for _, p := range people {
		if l.letter(p.Handle) != id[0] {
			continue
		}
		threads, _ := l.Threads(p.Handle)
		for _, t := range threads {
			if strings.HasPrefix(t.ID, id) {
				matches = append(matches, t)
			}
		}
	}
	return matches
}

// byWords finds the one action whose text equals the words, else contains them
// all; those that fit come first.
func (l *Lookup) byWords(people []*notes.Person, words string, fits func(*promise.Thread) bool) (*promise.Thread, error) {
	whole := lookup.Fold(words)
	want := strings.Fields(whole)
	var same, has [2][]*promise.Thread // those that fit, the others
	for _, p := range people {
		threads, _ := l.Threads(p.Handle)
		for _, t := range threads {
			i := 1
			if fits(t) {
				i = 0
			}
			text := lookup.Fold(t.Text)
			if text == whole || lookup.Fold(t.Words()) == whole {
				same[i] = append(same[i], t)
			}
			if len(want) > 0 && !slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(text, w) }) {
				has[i] = append(has[i], t)
			}
		}
	}
	for _, found := range [][]*promise.Thread{same[0], has[0], same[1], has[1]} {
		switch len(found) {
		case 0:
			continue
		case 1:
			return found[0], nil
		}
		return nil, l.ambiguous(found, words)
	}
	return nil, &lookup.NotFoundError{What: "action", Name: words, Next: "oneonone actions --all lists them with their handles"}
}

// mostMatches is how many matches a message lists: as many as people will read.
const mostMatches = 10

// ambiguous lists what a name could mean, the newest promises first.
func (l *Lookup) ambiguous(found []*promise.Thread, name string) error {
	short := l.Short()
	found = slices.Clone(found)
	slices.SortStableFunc(found, func(a, b *promise.Thread) int { return b.Since.Compare(a.Since) })
	e := &lookup.AmbiguousError{What: "action", Name: name, More: max(0, len(found)-mostMatches)}
	for _, t := range found[:len(found)-e.More] {
		e.Matches = append(e.Matches, fmt.Sprintf("%s  %s: %s (%s, since %s)", short.Short(t.ID), t.Person, t.Text, t.State, t.Since))
	}
	return e
}

func allHandles(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !isHandleShaped(w) })
}

// isHandleShaped reports whether a word could be the beginning of a handle: a
// letter, then a digit, then either.
func isHandleShaped(word string) bool {
	word = strings.ToLower(word)
	if word == "" || len(word) > promise.IdLength || strings.IndexByte(promise.IdLetters, word[0]) < 0 {
		return false
	}
	return (len(word) == 1 || strings.IndexByte(promise.IdDigits, word[1]) >= 0) && strings.Trim(word, promise.IdAll) == ""
}
