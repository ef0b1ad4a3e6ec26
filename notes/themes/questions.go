package themes

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Question is what people ask the keeper, each in their own words.
type Question struct{ Theme }

// Unanswered returns the people who have had no answer.
func (q *Question) Unanswered() []string {
	var people []string
	for _, l := range q.Lines {
		if !l.Answered && !slices.Contains(people, l.Person) {
			people = append(people, l.Person)
		}
	}
	slices.Sort(people)
	return people
}

// Questions returns what others ask the keeper, unanswered ones first, and among
// these what most people ask: "Q:" lines, and topics that end in a question mark
// under a heading that makes them somebody's. more are further questions known in
// another way to be somebody's; put reports whether the keeper wrote some words
// there.
func Questions(f *notes.Folder, w Window, more []Line, put func(words string) bool) ([]Question, []markdown.Problem, error) {
	lines, problems, err := read(f, f.Present(), w, mayAsk, func(info page.PathInfo, n *page.Note) []Line { return asksIn(f, info, n) })
	if err != nil {
		return nil, problems, err
	}
	kept, _, err := ReadKept(f)
	if err != nil {
		return nil, problems, err
	}
	lines = slices.DeleteFunc(append(lines, more...), func(l Line) bool { return put(l.Text) })
	slices.SortStableFunc(lines, compare)
	var all []Question
	for _, t := range arrange(f, once(lines), kept).all {
		t.Name = t.Lines[len(t.Lines)-1].Text
		all = append(all, Question{t})
	}
	slices.SortStableFunc(all, func(a, b Question) int {
		return cmp.Or(min(len(b.Unanswered()), 1)-min(len(a.Unanswered()), 1), len(b.People)-len(a.People), b.Notes-a.Notes, a.Since.Compare(b.Since), strings.Compare(a.Name, b.Name))
	})
	return all, problems, nil
}

// mayAsk tells from a note's bytes whether any line of it asks something.
func mayAsk(src []byte) bool {
	for line := range bytes.Lines(src) {
		line = bytes.TrimRight(line, " \t\r\n")
		if bytes.HasSuffix(line, []byte("?")) || bytes.HasSuffix(line, []byte("？")) || bytes.Contains(line, []byte("Q")) {
			return true
		}
		if at := bytes.LastIndexByte(line, '?'); at >= 0 && bytes.HasSuffix(line, []byte(")")) {
			return true // with metadata after it
		}
	}
	return false
}

// asksIn returns the questions in a note, except the keeper's.
func asksIn(f *notes.Folder, info page.PathInfo, n *page.Note) []Line {
	var all []Line
	remarks := n.Remarks()
	topics := topicsOf(n, info.Person)
	for i := range remarks {
		m := &remarks[i]
		l := lineOf(info, n, remarks, i, page.SectionTopics)
		l.Answered = slices.ContainsFunc(remarks, func(a page.Remark) bool { return a.Under == i && a.Answer })
		switch it := topics[m.Line]; {
		case m.Text == "" || m.Kind == page.SectionActions:
			continue
		case m.Asked && m.By != "":
			by, known := f.Grammar().Of(info.Person).Names().ResolveFor(m.By, info.Person)
			if !known || by == clause.Me {
				continue
			}
			l.Person = by
		case m.Asked:
		case it != nil && clause.IsQuestion(m.Text):
			l.Answered = l.Answered || it.Box == markdown.TickedBox || it.Struck || it.Nested && info.Kind == page.KindEntry
			if l.Day.IsZero() {
				l.Day = f.Today // it is still waiting
			}
		default:
			continue
		}
		all = append(all, l)
	}
	return all
}

// topicsOf returns the topics of a note that are the person's, by line.
func topicsOf(n *page.Note, person string) map[int]*page.Item {
	all := map[int]*page.Item{}
	for _, s := range n.Sections() {
		if s.Kind.IsTopics() && len(s.Owners) == 1 && s.Owners[0] == person {
			for _, it := range s.Items {
				all[it.Line] = it
			}
		}
	}
	return all
}

// once merges lines that were carried on: a question's place is its last one, and
// it has been asked since the first.
func once(lines []Line) []Line {
	at, first := map[string]int{}, map[string]when.Date{}
	var all []Line
	for _, l := range lines {
		key := l.Person + "\x00" + lookup.Fold(l.Text)
		i, had := at[key]
		if !had {
			at[key], first[key] = len(all), l.Day
			all = append(all, l)
			continue
		}
		l.Day = first[key]
		all[i] = l
	}
	return all
}
