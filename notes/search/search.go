package search

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Hit is a passage that matches a query.
type Hit struct {
	Path    string
	Line    int // of its first line, from 1
	Person  string
	Date    when.Date // of the entry; zero on a top page
	Private bool
	Section string // the heading above it
	Text    string // on one line, without bullet and box
	// Tags are those of its lines, its section and the note, if asked for
	// (In.Tagged).
	Tags []string
	last int // its last line
}

// In is where to search.
type In struct {
	People []*notes.Person
	// Since and Until are the first and last day; zero is no limit. With
	// either, top pages are left out: they have no day. What Find finds there are
	// their dated lines.
	Since, Until when.Date
	Private      bool // private notes as well
	Tagged       bool // fill in the tags of what is found
	// Only picks among those notes; nil picks all of them.
	Only func(page.PathInfo) bool

	dated bool // top pages too, for their dated lines
}

// mostHits bounds the hits in one note: a note of 5 MB can have a million, which
// nobody reads and which would take a gigabyte.
const mostHits = 10_000

// Find returns the passages that match a query, newest first, those on top pages
// before all others, and what could not be read or listed.
func Find(f *notes.Folder, in In, q *Query) ([]Hit, []markdown.Problem, error) {
	kinds := tagWords(f.Grammar(), q)
	in.dated = true
	found, problems, err := sweep(f, in, func() func(n note) []Hit {
		l := q.looker()
		return func(n note) []Hit {
			hits := l.hits(f.Grammar(), n, kinds)
			if n.Kind == page.KindTopPage && in.limited() {
				hits = slices.DeleteFunc(hits, func(h Hit) bool {
					day, _ := page.Dated(h.Text)
					return day.IsZero() || !in.within(day)
				})
			}
			if in.Tagged && len(hits) > 0 {
				tellTags(hits, tagsOf(f.Grammar(), n.path, uncommented(n.src)))
			}
			return hits
		}
	})
	var hits []Hit
	for _, of := range found {
		if all := of.got; len(all) > mostHits {
			of.got = all[:mostHits]
			problems = append(problems, markdown.Problem{Path: of.path, Line: all[mostHits].Line,
				What: fmt.Sprintf("more than %d passages found: those from here on are left out", mostHits), Hint: "search for more words"})
		}
		hits = append(hits, of.got...)
	}
	return hits, problems, err
}

// Each returns what read finds in each note, in the order of Find. Notes are read
// in parallel.
func Each[T any](f *notes.Folder, in In, read func(info page.PathInfo, path string, src []byte) []T) ([]T, []markdown.Problem, error) {
	found, problems, err := sweep(f, in, func() func(n note) []T {
		return func(n note) []T { return read(n.PathInfo, n.path, bytes.Clone(n.src)) } // copied, because a memory has lent it
	})
	var all []T
	for _, of := range found {
		all = append(all, of.got...)
	}
	return all, problems, err
}

// hits returns the passages of a note that match, at most one more than are
// listed.
func (l *looker) hits(g *page.Grammar, n note, kinds [][]word) []Hit {
	src := uncommented(n.src)
	if !l.has(src) || !mayHave(l, src, kinds) {
		return nil
	}
	path := n.path
	hit := func(p passage) Hit {
		return Hit{Path: path, Line: p.line, Person: n.Person, Date: n.Date, Private: n.Private, Section: string(p.section), Text: shown(src[p.from:p.to]),
			last: p.line + bytes.Count(bytes.TrimRight(src[p.from:p.to], "\n"), []byte("\n"))}
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
		h.Text = g.ParseEntry(path, src).Title()
		return append(all, h)
	}
	passages(src, func(p passage) bool {
		last := p.line + strings.Count(string(src[p.from:p.to]), "\n")
		for line := p.line; line < last; line++ {
			if names := append(slices.Clone(tagged[0]), tagged[line]...); l.q.hasTags(names) && (len(tagged[line]) > 0 || whole) && l.has(src[p.from:p.to]) {
				all = append(all, hit(p))
				break
			}
		}
		return len(all) <= mostHits
	})
	return all
}

// tellTags fills in the tags of the hits in one note, each once.
func tellTags(hits []Hit, tags []page.Tag) {
	byLine := map[int][]string{}
	for _, t := range tags {
		byLine[t.Line] = append(byLine[t.Line], t.Name)
	}
	for i := range hits {
		h := &hits[i]
		names := slices.Clone(byLine[0])
		for line := h.Line; line <= h.last; line++ {
			names = append(names, byLine[line]...)
		}
		for _, name := range names {
			if !slices.ContainsFunc(h.Tags, func(t string) bool { return strings.EqualFold(t, name) }) {
				h.Tags = append(h.Tags, name)
			}
		}
	}
}

// tagged returns the tags of a note by line, those of the whole note under 0.
// whole says that the latter are all that was asked for.
func (l *looker) tagged(g *page.Grammar, path string, src []byte) (byLine map[int][]string, whole bool) {
	byLine = map[int][]string{}
	for _, t := range tagsOf(g, path, src) {
		byLine[t.Line] = append(byLine[t.Line], t.Name)
	}
	return byLine, l.q.hasTags(byLine[0])
}

// tagsOf returns a note's tags, including a top page's.
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

// tagWords returns, for every tag in a query, the words one of which a note with
// the tag must have: the tag itself, and what begins a heading that implies it.
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

// mayHave reports whether a note has one of the words for each tag.
func mayHave(l *looker, src []byte, kinds [][]word) bool {
	for _, any := range kinds {
		if !slices.ContainsFunc(any, func(w word) bool {
			_, ok := w.in(l.fold(w.folding, src), 0)
			return ok
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
	found, problems, err := sweep(f, in, func() func(n note) []page.Tag {
		return func(n note) []page.Tag { return tagsOf(f.Grammar(), n.path, n.src) }
	})
	by := map[string]*Count{}
	for _, of := range found {
		for _, t := range of.got {
			name := strings.ToLower(t.Name)
			c := by[name]
			if c == nil {
				c = &Count{Tag: name}
				by[name] = c
			}
			c.Times++
			if !slices.Contains(c.People, of.Person) {
				c.People = append(c.People, of.Person)
			}
			if of.Date.After(c.Last) {
				c.Last = of.Date
			}
		}
	}
	var all []Count
	for _, c := range by {
		slices.Sort(c.People)
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b Count) int { return cmp.Or(b.Times-a.Times, strings.Compare(a.Tag, b.Tag)) })
	return all, problems, err
}
