package week

import (
	"cmp"
	"slices"

	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/themes"
)

// Matter is somebody to whom an insight would matter, by a line that says so.
type Matter struct {
	Person string
	Why    Why
	Line   Line
}

// Why is what connects somebody with an insight: they asked, or it is about a goal,
// a promise of theirs or a waiting topic.
type Why string

// The connections, closest first.
const (
	Asked   Why = "asked"
	Goal    Why = "goal"
	Promise Why = "promise"
	Topic   Why = "topic"
)

var closest = []Why{Asked, Goal, Promise, Topic}

// interest is a line that says what somebody is busy with.
type interest struct {
	Matter
	words []string
}

// mostMatters is how many people an insight should be passed on to.
const mostMatters = 5

// fewPeople is how many people may use a word for it alone to show that two texts
// are about the same; of more common words it takes two.
func fewPeople(all int) int { return max(2, all/3) }

// matters finds to whom each insight would matter: people whose goals, promises and
// topics share its telling words, where few others' do.
func (w *Week) matters(all []*person) {
	insights := w.Of(Insight)
	if len(insights) == 0 {
		return
	}
	var interests []interest
	stems := themes.NewStems(w.folder)
	people := map[string]map[string]bool{} // who uses each word
	for _, p := range all {
		if !p.who.Archived.IsZero() {
			continue
		}
		for _, in := range p.interests() {
			in.words = stemsOf(stems, in.Line.Text)
			interests = append(interests, in)
			for _, word := range in.words {
				if people[word] == nil {
					people[word] = map[string]bool{}
				}
				people[word][in.Person] = true
			}
		}
	}
	weigh := func(word string) int {
		if len(people[word]) <= fewPeople(len(all)) {
			return 2
		}
		return 1
	}
	for _, it := range insights {
		words := stemsOf(stems, it.Text)
		best := map[string]interest{}
		score := map[string]int{}
		for _, in := range interests {
			shared := 0
			for _, word := range in.words {
				if slices.Contains(words, word) {
					shared += weigh(word)
				}
			}
			if shared < 2 || slices.Contains(it.People, in.Person) {
				continue
			}
			if was, had := score[in.Person]; !had || shared > was {
				score[in.Person], best[in.Person] = shared, in
			}
		}
		for _, in := range best {
			it.Matters = append(it.Matters, in.Matter)
		}
		slices.SortFunc(it.Matters, func(a, b Matter) int {
			return cmp.Or(slices.Index(closest, a.Why)-slices.Index(closest, b.Why), cmp.Compare(score[b.Person], score[a.Person]), cmp.Compare(a.Person, b.Person))
		})
		it.Matters = it.Matters[:min(len(it.Matters), mostMatters)]
	}
}

// stemsOf are the stems of the words that say something, each once.
func stemsOf(s *themes.Stems, text string) (stems []string) {
	words, _ := s.Of(text, -1) // without a language if it cannot be told
	for _, w := range words {
		if !slices.Contains(stems, w.Stem) {
			stems = append(stems, w.Stem)
		}
	}
	return stems
}

// interests returns the lines that say what a person is busy with.
func (p *person) interests() (all []interest) {
	add := func(why Why, path string, line int, text string) {
		all = append(all, interest{Matter: Matter{p.who.Handle, why, Line{Person: p.who.Handle, Path: path, Line: line, Text: text}}})
	}
	for _, ref := range p.refs {
		if e := p.entries[ref]; e != nil && p.week.within(ref.Date) {
			p.questions(&e.Note, add)
		}
	}
	for _, g := range p.folder.Goals(p.who.Handle) {
		if g.State == clause.Open {
			add(Goal, page.TopPagePath(p.who.Handle), g.Line, g.Text)
		}
	}
	for _, t := range p.open {
		if t.IsTheirs() {
			add(Promise, t.Newest().Path, t.Newest().Line, t.Words())
		}
	}
	topics, err := p.folder.Hopper(p.who.Handle)
	if err != nil {
		return all // listing the hopper reports the error
	}
	for _, t := range topics {
		if t.By != clause.Me {
			add(Topic, t.Path, t.Line, t.Text)
		}
	}
	return all
}

// questions adds those that the person asked and nobody has answered.
func (p *person) questions(n *page.Note, add func(why Why, path string, line int, text string)) {
	remarks := n.Remarks()
	for i, m := range remarks {
		answered := slices.ContainsFunc(remarks, func(a page.Remark) bool { return a.Under == i && a.Answer })
		if m.Asked && m.By == "" && !answered && m.Shared.IsZero() {
			add(Asked, n.Path, m.Line, m.Text)
		}
	}
}
