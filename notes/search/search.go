package search

import (
	"cmp"
	"errors"
	"fmt"
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
)

// Hit is a passage that has what was asked for.
type Hit struct {
	Path    string
	Line    int // of its first line, from 1
	Person  string
	Date    when.Date // of the entry; zero on a top page
	Private bool
	Section string // the heading above it
	Text    string // on one line, without bullet and box
	Tags    []string
}

// In is where to search.
type In struct {
	People []*notes.Person
	// Since and Until are the first and last day; zero is no limit. With
	// either, top pages are left out: they have no day.
	Since, Until when.Date
	Private      bool // private notes as well
	// Only are the notes to look into, of those; nil is all of them.
	Only func(page.PathInfo) bool
}

// mostHits bounds the passages of one note: a note of 5 MB can have a million,
// which nobody reads and which would take a gigabyte.
const mostHits = 10_000

// Find gives the passages that have what was asked for, newest first, those of
// top pages before all others, and what could not be read or listed.
func Find(f *notes.Folder, in In, q *Query) ([]Hit, []markdown.Problem, error) {
	files, err := in.files(f)
	if err != nil {
		return nil, nil, err
	}
	found := make([][]Hit, len(files))
	problems := sweep(f, files, func() func(i int, src []byte) {
		l := q.looker()
		kinds := tagWords(f.Grammar(), q)
		return func(i int, src []byte) { found[i] = l.hits(f.Grammar(), files[i], src, kinds) }
	})
	for i, hits := range found {
		if len(hits) > mostHits {
			found[i] = hits[:mostHits]
			problems = append(problems, markdown.Problem{Path: files[i].path, Line: hits[mostHits].Line,
				What: fmt.Sprintf("more than %d passages found: those from here on are left out", mostHits), Hint: "search for more words"})
		}
	}
	return slices.Concat(found...), problems, nil
}

// Each gives what is read out of each note there, in the order of Find. Notes are
// read side by side.
func Each[T any](f *notes.Folder, in In, read func(info page.PathInfo, path string, src []byte) []T) ([]T, []markdown.Problem, error) {
	files, err := in.files(f)
	if err != nil {
		return nil, nil, err
	}
	found := make([][]T, len(files))
	problems := sweep(f, files, func() func(i int, src []byte) {
		return func(i int, src []byte) { found[i] = read(files[i].PathInfo, files[i].path, src) }
	})
	return slices.Concat(found...), problems, nil
}

// file is a note to look into.
type file struct {
	page.PathInfo
	path string
}

// files are the notes to look into, newest first.
func (in In) files(f *notes.Folder) ([]file, error) {
	of, faults := make([][]file, len(in.People)), make([]error, len(in.People))
	f.SideBySide(in.People, func(i int, p *notes.Person) { of[i], faults[i] = in.filesOf(f, p.Handle) })
	all := slices.Concat(of...)
	slices.SortStableFunc(all, func(a, b file) int {
		if a.Date.IsZero() != b.Date.IsZero() {
			return map[bool]int{true: -1, false: 1}[a.Date.IsZero()]
		}
		return cmp.Or(b.Date.Compare(a.Date), strings.Compare(a.Person, b.Person), b.N-a.N)
	})
	return all, errors.Join(faults...)
}

// filesOf are those about one person.
func (in In) filesOf(f *notes.Folder, person string) (all []file, err error) {
	for _, root := range []string{"", page.PrivateDir + "/"} {
		if root != "" && !in.Private {
			continue
		}
		dir := root + "people/" + person
		list, err := fs.ReadDir(f.FS, dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, d := range list {
			path := dir + "/" + d.Name()
			if info := page.ParsePath(path); d.Type().IsRegular() && in.wants(info) && (in.Only == nil || in.Only(info)) {
				all = append(all, file{info, path})
			}
		}
	}
	return all, nil
}

func (in In) wants(info page.PathInfo) bool {
	switch info.Kind {
	case page.KindTopPage:
		return in.Since.IsZero() && in.Until.IsZero()
	case page.KindEntry:
		return !info.Date.Before(in.Since) && (in.Until.IsZero() || !info.Date.After(in.Until))
	}
	return false
}

// sweep reads files side by side. Each goroutine has a look of its own.
func sweep(f *notes.Folder, files []file, look func() func(i int, src []byte)) []markdown.Problem {
	var (
		problems []markdown.Problem
		lock     sync.Mutex
		group    sync.WaitGroup
		begun    atomic.Int64
	)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			at := look()
			for i := int(begun.Add(1)) - 1; i < len(files); i = int(begun.Add(1)) - 1 {
				src, err := fs.ReadFile(f.FS, files[i].path)
				if err != nil {
					lock.Lock()
					problems = append(problems, markdown.Problem{Path: files[i].path, What: "cannot be read: " + err.Error()})
					lock.Unlock()
					continue
				}
				at(i, src)
			}
		})
	}
	group.Wait()
	return problems
}

// hits are the passages of a note that have what was asked for, one more than
// are listed at most.
func (l *looker) hits(g *page.Grammar, info file, src []byte, kinds [][]word) []Hit {
	src = uncommented(src)
	if !l.has(src) || !mayHave(l, src, kinds) {
		return nil
	}
	path := info.path
	hit := func(p passage) Hit {
		return Hit{Path: path, Line: p.line, Person: info.Person, Date: info.Date, Private: info.Private, Section: p.section, Text: shown(src[p.from:p.to])}
	}
	if len(l.q.tags) == 0 {
		var all []Hit
		passages(src, func(p passage) bool {
			if l.has(src[p.from:p.to]) {
				all = append(all, hit(p))
			}
			return len(all) <= mostHits
		})
		return all
	}
	tagged, whole := l.tagged(g, path, src)
	var all []Hit
	if whole && len(l.q.words) == 0 {
		front := passage{line: 1}
		h := hit(front)
		h.Text, h.Tags = g.ParseEntry(path, src).Title(), tagged[0]
		return append(all, h)
	}
	passages(src, func(p passage) bool {
		last := p.line + strings.Count(string(src[p.from:p.to]), "\n")
		for line := p.line; line < last; line++ {
			if names := append(slices.Clone(tagged[0]), tagged[line]...); l.q.hasTags(names) && (len(tagged[line]) > 0 || whole) && l.has(src[p.from:p.to]) {
				h := hit(p)
				h.Tags = names
				all = append(all, h)
				break
			}
		}
		return len(all) <= mostHits
	})
	return all
}

// tagged are the tags of a note by their lines, those of the whole note under
// 0. whole tells that the latter are all that was asked for.
func (l *looker) tagged(g *page.Grammar, path string, src []byte) (byLine map[int][]string, whole bool) {
	byLine = map[int][]string{}
	for _, t := range tagsOf(g, path, src) {
		byLine[t.Line] = append(byLine[t.Line], t.Name)
	}
	return byLine, l.q.hasTags(byLine[0])
}

// tagsOf are a note's tags, on a top page too.
func tagsOf(g *page.Grammar, path string, src []byte) []page.Tag {
	return g.ParseEntry(path, src).Tags()
}

func (q *Query) hasTags(names []string) bool {
	for i := range q.tags {
		if !slices.ContainsFunc(names, q.tags[i].is) {
			return false
		}
	}
	return true
}

// tagWords are, for every tag of a query, the words of which a note has one
// when it has the tag: the tag itself, and what begins a heading that implies it.
func tagWords(g *page.Grammar, q *Query) [][]word {
	all := make([][]word, len(q.tags))
	for i, t := range q.tags {
		t.starts = false
		all[i] = []word{t}
		for _, kind := range page.TagKinds {
			if !t.is(string(kind)) {
				continue
			}
			for _, w := range g.WordsOf(kind) {
				all[i] = append(all[i], newWord(w))
			}
		}
	}
	return all
}

// mayHave reports whether a note has one of the words of each tag.
func mayHave(l *looker, src []byte, kinds [][]word) bool {
	for _, any := range kinds {
		if !slices.ContainsFunc(any, func(w word) bool {
			n := w.index()
			l.folded[n] = w.fold(l.folded[n][:0], src, nil)
			return w.in(l.folded[n], 0) >= 0
		}) {
			return false
		}
	}
	return true
}

// Count is how often a tag was used.
type Count struct {
	Tag    string
	Times  int
	People []string
	Last   when.Date
}

// Tags counts the tags in the notes, the most used first.
func Tags(f *notes.Folder, in In) ([]Count, []markdown.Problem, error) {
	files, err := in.files(f)
	if err != nil {
		return nil, nil, err
	}
	found := make([][]page.Tag, len(files))
	problems := sweep(f, files, func() func(i int, src []byte) {
		return func(i int, src []byte) { found[i] = tagsOf(f.Grammar(), files[i].path, src) }
	})
	by := map[string]*Count{}
	for i, tags := range found {
		for _, t := range tags {
			name := strings.ToLower(t.Name)
			c := by[name]
			if c == nil {
				c = &Count{Tag: name}
				by[name] = c
			}
			c.Times++
			if !slices.Contains(c.People, files[i].Person) {
				c.People = append(c.People, files[i].Person)
			}
			if files[i].Date.After(c.Last) {
				c.Last = files[i].Date
			}
		}
	}
	var all []Count
	for _, c := range by {
		slices.Sort(c.People)
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b Count) int { return cmp.Or(b.Times-a.Times, strings.Compare(a.Tag, b.Tag)) })
	return all, problems, nil
}
