package search

import (
	"cmp"
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/recall"
)

// note is a note to search.
type note struct {
	page.PathInfo
	path string
	src  []byte // nil if it has yet to be read
}

// of is what was found in a note.
type of[T any] struct {
	note
	got []T
}

// sweep searches notes in parallel, each goroutine with a look of its own, and
// returns those where it found something, newest first, and what could not be
// read.
func sweep[T any](f *notes.Folder, in In, look func() func(n note) []T) ([]of[T], []markdown.Problem, error) {
	found := make([][]of[T], len(in.People))
	problems, faults := make([][]markdown.Problem, len(in.People)), make([]error, len(in.People))
	f.SideBySide(in.People, func(i int, p *notes.Person) {
		problems[i], faults[i] = in.notesOf(f, p.Handle, func(list []note) (unread []markdown.Problem) {
			found[i], unread = sweepNotes(f, list, look)
			return unread
		})
	})
	if err := errors.Join(faults...); err != nil {
		return nil, nil, err
	}
	all := slices.Concat(found...)
	slices.SortStableFunc(all, func(a, b of[T]) int {
		if a.Date.IsZero() != b.Date.IsZero() {
			return map[bool]int{true: -1, false: 1}[a.Date.IsZero()]
		}
		return cmp.Or(b.Date.Compare(a.Date), strings.Compare(a.Person, b.Person), b.N-a.N)
	})
	return all, slices.Concat(problems...), nil
}

// sweepNotes searches the notes about one person.
func sweepNotes[T any](f *notes.Folder, list []note, look func() func(n note) []T) ([]of[T], []markdown.Problem) {
	var (
		found    = make([]of[T], len(list))
		problems []markdown.Problem
		lock     sync.Mutex
		group    sync.WaitGroup
		begun    atomic.Int64
	)
	for range min(runtime.GOMAXPROCS(0), len(list)/16+1) {
		group.Go(func() {
			at := look()
			for i := int(begun.Add(1)) - 1; i < len(list); i = int(begun.Add(1)) - 1 {
				n := list[i]
				if n.src == nil {
					src, err := fs.ReadFile(f.FS, n.path)
					if err != nil {
						lock.Lock()
						problems = append(problems, markdown.Problem{Path: n.path, What: "cannot be read: " + err.Error()})
						lock.Unlock()
						continue
					}
					n.src = src
				}
				got := at(n)
				n.src = nil
				found[i] = of[T]{n, got}
			}
		})
	}
	group.Wait()
	return slices.DeleteFunc(found, func(o of[T]) bool { return len(o.got) == 0 }), problems
}

// notesOf passes the notes about one person to visit. If all are asked for, the entries
// come from memory, where they stay valid until visit returns.
func (in In) notesOf(f *notes.Folder, person string, visit func([]note) []markdown.Problem) (problems []markdown.Problem, err error) {
	dir := "people/" + person
	var more []note
	if in.Private {
		if more, err = in.listed(f, page.PrivateDir+"/"+dir); err != nil {
			return nil, err
		}
	}
	if in.limited() || in.Only != nil {
		var all []note
		if texts, ok := f.TextsAtHand(person); ok {
			all = slices.DeleteFunc(whole(f, person, texts), func(n note) bool { return !in.wants(n.PathInfo) })
		} else if all, err = in.listed(f, dir); err != nil {
			return visit(more), err
		}
		return visit(append(all, more...)), nil
	}
	var unread []markdown.Problem
	problems = f.Texts(person, func(texts []recall.Text) { unread = visit(append(whole(f, person, texts), more...)) })
	return append(problems, unread...), nil
}

// whole returns a person's entries and top page.
func whole(f *notes.Folder, person string, texts []recall.Text) (all []note) {
	for _, t := range texts {
		all = append(all, note{page.PathInfo{Kind: page.KindEntry, Person: person, Date: t.Ref.Date, N: t.Ref.N}, t.Ref.Path, t.Src})
	}
	path := page.TopPagePath(person)
	if _, err := fs.Stat(f.FS, path); err == nil {
		all = append(all, note{page.ParsePath(path), path, nil})
	}
	return all
}

// listed returns the notes in a directory that are asked for.
func (in In) listed(f *notes.Folder, dir string) (all []note, err error) {
	list, err := fs.ReadDir(f.FS, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, d := range list {
		path := dir + "/" + d.Name()
		if info := page.ParsePath(path); d.Type().IsRegular() && in.wants(info) {
			all = append(all, note{info, path, nil})
		}
	}
	return all, nil
}

func (in In) wants(info page.PathInfo) bool {
	if in.Only != nil && !in.Only(info) {
		return false
	}
	switch info.Kind {
	case page.KindTopPage:
		return in.dated || !in.limited()
	case page.KindEntry:
		return in.within(info.Date)
	}
	return false
}

// limited reports whether some days are asked for.
func (in In) limited() bool { return !in.Since.IsZero() || !in.Until.IsZero() }

// within reports whether a day is asked for.
func (in In) within(day when.Date) bool {
	return !day.Before(in.Since) && (in.Until.IsZero() || !day.After(in.Until))
}
