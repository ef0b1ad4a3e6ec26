package themes

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/search"
)

// Rising is a word or phrase that is heard more often than it used to be.
type Rising struct {
	Theme
	// Weeks is how many notes of each week have it, the last week last.
	Weeks []int
	// Before is how many of the Past notes before had it; Now is how many notes there
	// are in the window.
	Before, Past, Now int
	// Keenness is how surely it rose: Dunning's log-likelihood (1993), which Rayson
	// and Garside (2000) use to compare two bodies of text.
	Keenness float64

	keys  [2]string   // its word, and the phrase it is named by
	plain []plainForm // the phrase before the word
}

const (
	// past is how many earlier weeks to compare with.
	past = 52
	// keen is how surely a word must have risen: once in ten thousand by chance.
	// keenWithout is the same without the person who says it most: one person's word
	// is not a theme.
	keen        = 15.13
	keenWithout = 10.83
)

// spoken is a line of an entry, and what it says.
type spoken struct {
	line  int
	text  string
	said  string // without metadata
	words []Word
	lang  language
}

// talk is what an entry says.
type talk struct {
	page.PathInfo
	path  string
	lines []spoken
}

// Heard is the words that several people say more than they used to.
type Heard struct {
	Rising []Rising // surest first
	Fewer  int      // how many more there are from fewer people
	Past   int      // how many notes they were compared with
}

// Rises finds the words and phrases that more notes about at least so many people
// have in a window than in the year before. What somebody wrote again word for word
// counts once; put reports whether the keeper put a question into a note.
func Rises(f *notes.Folder, w Window, people int, put func(words string) bool) (Heard, []markdown.Problem, error) {
	talks, problems, err := talksOf(f, w)
	if err != nil {
		return Heard{}, problems, err
	}
	c := newComparison(w.Since, f.Today)
	c.read(talks, put)
	h := Heard{Past: sum(c.before)}
	h.Rising, h.Fewer = c.rising(max(people, 1))
	return h, problems, nil
}

// talksOf returns the entries in the window and in the year before, oldest first.
func talksOf(f *notes.Folder, w Window) ([]talk, []markdown.Problem, error) {
	names := namesOf(f)
	stems := sync.Pool{New: func() any { return newStems(names) }}
	in := search.In{People: f.Present(), Since: w.Since.AddDays(-7 * past), Until: f.Today}
	all, problems, err := search.Each(f, in, func(info page.PathInfo, path string, src []byte) []talk {
		if info.Kind != page.KindEntry {
			return nil
		}
		s := stems.Get().(*Stems)
		defer stems.Put(s)
		return []talk{{info, path, s.spoken(src)}}
	})
	slices.SortStableFunc(all, func(a, b talk) int { return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.path, b.path)) })
	return all, problems, err
}

// spoken returns the lines of an entry. One whose language cannot be told counts
// as in that of the one before.
func (s *Stems) spoken(src []byte) []spoken {
	var all []spoken
	lang := unknown
	search.Passages(src, func(p search.Passage) {
		if p.Heading || p.Text == "---" {
			return
		}
		text := withoutMetadata(p.Text)
		words, in := s.Of(text, lang)
		if lang = in; len(words) > 0 {
			all = append(all, spoken{p.Line, p.Text, text, words, lang})
		}
	})
	return all
}

// withoutMetadata is a line without "(since 2026-11-13)" and the like.
func withoutMetadata(line string) string {
	at := strings.LastIndexByte(line, '(')
	if at < 0 {
		return line
	}
	for _, key := range []string{"since ", "due ", "done ", "dropped ", "said ", "shared ", "for: "} {
		if strings.HasPrefix(line[at+1:], key) {
			return line[:at]
		}
	}
	return line
}

// tally is how many notes have a word or phrase.
type tally struct {
	now, before map[string]int // by person
	at          []place        // in the window
}

// place is a line of the window.
type place struct {
	*talk
	*spoken
}

// said is what somebody said.
type said struct{ person, text string }

// comparison counts the words of two periods.
type comparison struct {
	since, today when.Date
	tallies      map[string]*tally
	now, before  map[string]int // notes by person
}

func newComparison(since, today when.Date) *comparison {
	return &comparison{since, today, map[string]*tally{}, map[string]int{}, map[string]int{}}
}

// read counts, in each note, each word once.
func (c *comparison) read(all []talk, put func(string) bool) {
	seen := map[said]bool{}
	for i := range all {
		t := &all[i]
		recent := !t.Date.Before(c.since)
		if recent {
			c.now[t.Person]++
		} else {
			c.before[t.Person]++
		}
		once := map[string]bool{}
		for j := range t.lines {
			l := &t.lines[j]
			key := said{t.Person, l.said}
			if seen[key] || strings.ContainsAny(l.said, "?？") && put(strings.TrimSpace(l.said)) {
				continue
			}
			seen[key] = true
			for k, w := range l.words {
				c.count(w.Stem, place{t, l}, recent, once)
				if w.Next {
					c.count(l.words[k-1].Stem+" "+w.Stem, place{t, l}, recent, once)
				}
			}
		}
	}
}

func (c *comparison) count(key string, at place, recent bool, once map[string]bool) {
	t := c.tallies[key]
	if t == nil {
		t = &tally{map[string]int{}, map[string]int{}, nil}
		c.tallies[key] = t
	}
	if recent && (len(t.at) == 0 || t.at[len(t.at)-1].spoken != at.spoken) {
		t.at = append(t.at, at)
	}
	if once[key] {
		return
	}
	once[key] = true
	if recent {
		t.now[at.Person]++
	} else {
		t.before[at.Person]++
	}
}

func sum(of map[string]int) (n int) {
	for _, k := range of {
		n += k
	}
	return n
}

// keenness is the log-likelihood that something that occurs a times in c and b
// times in d is more frequent in the first; 0 if it is not.
func keenness(a, b, c, d int) float64 {
	if a*d <= b*c {
		return 0
	}
	rate := float64(a+b) / float64(c+d)
	part := func(n, of int) float64 {
		if n == 0 {
			return 0
		}
		return float64(n) * math.Log(float64(n)/(rate*float64(of)))
	}
	return 2 * (part(a, c) + part(b, d))
}

// of is how surely a word rose, and how surely without the person who says it most.
func (c *comparison) of(t *tally) (all, without float64) {
	a, b, now, before := sum(t.now), sum(t.before), sum(c.now), sum(c.before)
	most := ""
	for _, p := range slices.Sorted(maps.Keys(t.now)) {
		if most == "" || t.now[p] > t.now[most] {
			most = p
		}
	}
	return keenness(a, b, now, before),
		keenness(a-t.now[most], b-t.before[most], now-c.now[most], before-c.before[most])
}

// rising returns the words that rose, only the surest of those mostly in the same
// lines, and how many more there are from fewer people.
func (c *comparison) rising(people int) (all []Rising, fewer int) {
	for _, key := range slices.Sorted(maps.Keys(c.tallies)) {
		t := c.tallies[key]
		surely, without := c.of(t)
		switch {
		case surely < keen:
		case len(t.now) < people:
			if !strings.Contains(key, " ") {
				fewer++
			}
		case people == 1 || without >= keenWithout:
			all = append(all, c.theme(key, t, surely))
		}
	}
	slices.SortStableFunc(all, func(a, b Rising) int {
		return cmp.Or(cmp.Compare(b.Keenness, a.Keenness), strings.Compare(a.keys[0], b.keys[0]))
	})
	return c.apart(all, people), fewer
}

// apart leaves out themes mostly in the lines of a surer one; a phrase of theirs
// names that one, if it is common.
func (c *comparison) apart(all []Rising, people int) []Rising {
	var out []Rising
	for _, r := range all {
		i := slices.IndexFunc(out, func(o Rising) bool { return o.covers(r) || r.covers(o) })
		if i < 0 {
			out = append(out, r)
			continue
		}
		o := &out[i]
		if phrase := r.keys[0]; o.keys[1] == "" && !strings.Contains(o.keys[0], " ") && slices.Contains(strings.Fields(phrase), o.keys[0]) &&
			strings.Contains(phrase, " ") && 2*len(r.Lines) >= len(o.Lines) && len(r.People) >= people {
			o.keys[1], o.Name, o.plain = phrase, r.Name, slices.Concat(r.plain, o.plain)
		}
	}
	return out
}

// covers reports whether most lines of another theme are lines of this one.
func (r *Rising) covers(o Rising) bool {
	shared := 0
	for _, l := range o.Lines {
		if slices.Contains(r.Lines, l) {
			shared++
		}
	}
	return 3*shared >= 2*len(o.Lines)
}

func (c *comparison) theme(key string, t *tally, surely float64) Rising {
	r := Rising{Before: sum(t.before), Past: sum(c.before), Now: sum(c.now), Keenness: surely, keys: [2]string{key}}
	r.Weeks = make([]int, c.today.Sub(c.since)/7+1)
	noted := map[string]bool{}
	for _, at := range t.at {
		r.Lines = append(r.Lines, Line{Person: at.Person, Text: at.text, Day: at.Date, Path: at.path, Line: at.line})
		if !noted[at.path] {
			noted[at.path] = true
			r.Weeks[len(r.Weeks)-1-c.today.Sub(at.Date)/7]++
		}
	}
	r.People = slices.Sorted(maps.Keys(t.now))
	r.Notes, r.Since, r.Recurs = len(noted), r.Lines[0].Day, true
	name, plain := forms(key, t.at)
	plain.notes, plain.people = r.Notes, len(r.People)
	r.Name, r.plain = name, []plainForm{plain}
	return r
}
