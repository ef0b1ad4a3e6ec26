package promise

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// joining places the lines of one entry after the other.
type joining struct {
	g        *page.Grammar
	entries  []*page.Entry // all, by day
	threads  []*Thread
	problems []markdown.Problem
	byWords  map[string][]*Thread
	byDay    map[when.Date][]*Thread

	e     *page.Entry
	lines []*page.Action // of the entry, nil once placed
	asked map[question]int
	again map[*Thread]bool // threads that got a line more than once and are yet to be settled
}

// question is what a rule asks about the threads with the same words, for all
// lines that look alike.
type question struct {
	rule        int
	key, owners string
	since       when.Date
}

// first returns the first thread with a question's words that fits, and its index
// among them. It starts at the last answer: within a rule and an entry, no
// earlier thread starts to fit, so that a note of equal lines is not searched
// again for each.
func (j *joining) first(q question, fits func(*Thread) bool) (*Thread, int) {
	all := j.byWords[q.key]
	for n := j.asked[q]; n < len(all); n++ {
		if fits(all[n]) {
			j.asked[q] = n
			return all[n], n
		}
	}
	j.asked[q] = len(all)
	return nil, 0
}

func ask(rule int, a *page.Action) question {
	return question{rule, a.Key, strings.Join(a.Owners, "\x00"), a.Since}
}

// entry places the lines of an entry: each rule is tried on all lines not yet
// placed before the next rule is.
func (j *joining) entry(e *page.Entry) {
	if len(e.Actions()) == 0 {
		return
	}
	j.e, j.lines, j.asked, j.again = e, slices.Clone(e.Actions()), map[question]int{}, map[*Thread]bool{}
	j.sameWordsSince(true)
	j.sameWordsSince(false)
	j.sameWordsStillOpen()
	j.rewordedSince()
	for i, a := range j.lines {
		if a != nil && !j.typedAgain(i) {
			j.begin(i)
		}
	}
	for t := range j.again {
		t.settle()
	}
}

// The rules, for question.
const (
	sinceOwners = iota
	sinceWords
	stillOpen
	again
	againPlain
)

// typedAgain is rule 4: a line with the same words and owners as a line of this
// entry that was carried, or where one of the two has no mark, is that promise
// written twice.
func (j *joining) typedAgain(i int) bool {
	a := j.lines[i]
	if !a.Since.IsZero() {
		return false
	}
	boxed, plain := ask(again, a), ask(againPlain, a)
	q := boxed
	if a.Rule == page.RulePlain {
		q = plain
	}
	t, at := j.first(q, func(t *Thread) bool {
		newest := t.Newest()
		return !j.free(t) && clause.EqualOwners(t.Owners, a.Owners) &&
			(!newest.Since.IsZero() || newest.Rule == page.RulePlain || a.Rule == page.RulePlain)
	})
	if t == nil {
		return false
	}
	if a.Rule == page.RulePlain { // now it fits a line with a mark, too
		j.asked[boxed] = min(j.asked[boxed], at)
	}
	j.again[t] = true
	t.Lines = append(t.Lines, a)
	return true
}

// sameWordsSince is rule 1.
func (j *joining) sameWordsSince(sameOwners bool) {
	for i, a := range j.lines {
		if a == nil || a.Since.IsZero() {
			continue
		}
		q := ask(sinceOwners, a)
		if !sameOwners {
			q.rule, q.owners = sinceWords, ""
		}
		if t, _ := j.first(q, func(t *Thread) bool {
			return j.free(t) && slices.Contains(t.begun, a.Since) && (!sameOwners || clause.EqualOwners(t.Owners, a.Owners))
		}); t != nil {
			j.place(i, t)
		}
	}
}

// sameWordsStillOpen is rule 2.
func (j *joining) sameWordsStillOpen() {
	for i, a := range j.lines {
		if a == nil || !a.Since.IsZero() {
			continue
		}
		if t, _ := j.first(ask(stillOpen, a), func(t *Thread) bool {
			return j.free(t) && clause.EqualOwners(t.Owners, a.Owners) && (t.State == clause.Open || t.closedAfter(j.e.Date))
		}); t != nil {
			j.place(i, t)
		}
	}
}

// mostReworded is how many promises of a day are compared word by word; if there
// are more, the words must be the same.
const mostReworded = 200

// rewordedSince is rule 3.
func (j *joining) rewordedSince() {
	type pair struct {
		line    int
		thread  *Thread
		owners  bool
		overlap float64
	}
	var pairs []pair
	for i, a := range j.lines {
		if a == nil || a.Since.IsZero() || len(j.byDay[a.Since]) > mostReworded {
			continue
		}
		for _, t := range j.byDay[a.Since] {
			if !j.free(t) {
				continue
			}
			if o := overlap(t.Newest().Key, a.Key); o >= 0.5 {
				pairs = append(pairs, pair{i, t, clause.EqualOwners(t.Owners, a.Owners), o})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		switch {
		case a.owners != b.owners:
			if a.owners {
				return -1
			}
			return 1
		case a.overlap > b.overlap:
			return -1
		case a.overlap < b.overlap:
			return 1
		}
		return 0
	})
	for _, p := range pairs {
		if j.lines[p.line] != nil && j.free(p.thread) {
			j.place(p.line, p.thread)
		}
	}
	j.lastOfDay()
}

// lastOfDay joins the last line that goes back to a day with the last open
// promise of that day, when one of each is left.
func (j *joining) lastOfDay() {
	left := map[when.Date][]int{}
	var days []when.Date
	for i, a := range j.lines {
		if a != nil && !a.Since.IsZero() {
			if left[a.Since] == nil {
				days = append(days, a.Since)
			}
			left[a.Since] = append(left[a.Since], i)
		}
	}
	for _, d := range days {
		var open []*Thread
		for _, t := range j.byDay[d] {
			if j.free(t) && t.State == clause.Open {
				open = append(open, t)
			}
		}
		if len(left[d]) == 1 && len(open) == 1 {
			j.place(left[d][0], open[0])
		}
	}
}

// begin is rule 5.
func (j *joining) begin(i int) {
	a := j.lines[i]
	t := &Thread{Person: j.e.Person, grammar: j.g, Facts: clause.Facts{Since: a.Since}, begun: []when.Date{a.Since}}
	if a.Since.IsZero() {
		t.Since = j.e.Date
		t.begun = append([]when.Date{j.e.Date}, j.e.MovedFrom...)
	} else if a.Since.Before(j.e.Date) && !j.unshared(a.Since) && !j.between(a) {
		j.problems = append(j.problems, markdown.Problem{Path: a.Path, Line: a.Line,
			What: fmt.Sprintf("no promise of %s fits these words; a new one begins here", a.Since),
			Hint: "correct the date behind \"since\", or leave it"})
	}
	for _, d := range t.begun {
		j.byDay[d] = append(j.byDay[d], t)
	}
	j.threads = append(j.threads, t)
	j.place(i, t)
}

// between reports whether a promise was noted between two meetings, on a day on
// which nobody met.
func (j *joining) between(a *page.Action) bool {
	return a.Rule == page.RuleNoted && !slices.ContainsFunc(j.entries, func(e *page.Entry) bool { return e.Date == a.Since })
}

// unshared reports whether a promise may go back to a day before the shared part
// of a doc: its first entry is then in one seat's private notes, and the (since
// …) is not a mistake.
func (j *joining) unshared(since when.Date) bool {
	return j.g.Names().Shared() && !slices.ContainsFunc(j.entries, func(e *page.Entry) bool { return e.Date == since })
}

// free reports whether the thread has no line in this entry yet.
func (j *joining) free(t *Thread) bool { return t.last != j.e }

func (j *joining) place(i int, t *Thread) {
	a := j.lines[i]
	j.lines[i] = nil
	if !slices.ContainsFunc(t.Lines, func(l *page.Action) bool { return l.Key == a.Key }) {
		j.byWords[a.Key] = append(j.byWords[a.Key], t)
	}
	t.Lines, t.last = append(t.Lines, a), j.e
	t.settle()
}

// overlap is the share of old's words that new has too, 0 to 1.
func overlap(old, new string) float64 {
	have := map[string]int{}
	for _, w := range splitWords(new) {
		have[w]++
	}
	all := splitWords(old)
	if len(all) == 0 {
		return 0
	}
	shared := 0
	for _, w := range all {
		if have[w] > 0 {
			have[w]--
			shared++
		}
	}
	return float64(shared) / float64(len(all))
}

// splitWords splits compared words; scripts without spaces count by the letter.
func splitWords(key string) []string {
	var all []string
	for _, f := range strings.Fields(key) {
		if strings.ContainsFunc(f, text.Unspaced) {
			all = append(all, strings.Split(f, "")...)
		} else {
			all = append(all, f)
		}
	}
	return all
}
