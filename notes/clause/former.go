package clause

import (
	"cmp"
	"slices"
	"strings"

	"oneonone/internal/when"
)

// Former is a handle or name that somebody had.
type Former struct {
	Name string
	// Until is the day it was given up: what was written up to then keeps the
	// meaning it had. The zero day is unknown.
	Until when.Date
}

// ParseFormer reads "Alice Martin until 2026-11-20"; the day may be missing.
func ParseFormer(text string) (Former, error) {
	name, day, ok := strings.Cut(text, " until ")
	old := Former{Name: strings.TrimSpace(name)}
	if !ok {
		return old, nil
	}
	var err error
	old.Until, err = when.ParseISO(strings.TrimSpace(day))
	return old, err
}

func (f Former) String() string {
	if f.Until.IsZero() {
		return f.Name
	}
	return f.Name + " until " + f.Until.String()
}

// Keys are a name and its first word, folded for comparing.
func Keys(name string) []string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return nil
	}
	return []string{FoldName(strings.Join(words, " ")), FoldName(words[0])}
}

// GiveAway moves the day of former names that others take over to day: until then they
// were still their old holder's.
func GiveAway(all []Former, names []string, day when.Date) []Former {
	taken := func(key string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(Keys(n), key) })
	}
	all = slices.Clone(all)
	for i, old := range all {
		if !old.Until.IsZero() && old.Until.Before(day) && slices.ContainsFunc(Keys(old.Name), taken) {
			all[i].Until = day
		}
	}
	return all
}

// Changes returns the days on which somebody was renamed, in order: between two
// of them every name has one meaning.
func Changes(people []NameSet) []when.Date {
	var days []when.Date
	for _, p := range people {
		for _, old := range p.Former {
			if !old.Until.IsZero() {
				days = append(days, old.Until)
			}
		}
	}
	slices.SortFunc(days, when.Date.Compare)
	return slices.Compact(days)
}

// NamesUntil returns the names as they were up to a day on which somebody was
// renamed: what somebody was called then is theirs, and anybody who got that name
// later has it only in their own notes. The day itself is included, so that what
// was written before the change does not become somebody else's.
func NamesUntil(day when.Date, me NameSet, people []NameSet) *Names {
	n := newNames(me, people)
	since := map[string]when.Date{}
	for _, p := range people {
		since[p.Handle] = p.Since
	}
	then, before := formersOn(day, people)
	for _, f := range then {
		n.yield(f.Former, f.handle, since)
		n.addFormer(f.Former, f.handle, formerRank(f.Name))
	}
	for _, f := range before {
		n.addFormer(f.Former, f.handle, byFormer)
	}
	n.sort()
	return n
}

// held is a former name and who had it.
type held struct {
	Former
	handle string
	since  when.Date // since when its holder is known
}

// formersOn returns the former names that somebody still had on a day, and those
// given up before it. In the first list the last to have a name comes first: the
// name went from one person to the next, and each yields it to the one before.
func formersOn(day when.Date, people []NameSet) (then, before []held) {
	for _, p := range people {
		for _, old := range p.Former {
			f := held{old, p.Handle, p.Since}
			if old.Until.IsZero() || old.Until.Before(day) {
				before = append(before, f)
			} else {
				then = append(then, f)
			}
		}
	}
	slices.SortStableFunc(then, func(a, b held) int {
		return cmp.Or(b.Until.Compare(a.Until), b.since.Compare(a.since))
	})
	return then, before
}

// formerRank is the rank that a name had when it was current: a handle is a word
// in lower case.
func formerRank(name string) rank {
	if !strings.Contains(name, " ") && FoldName(name) == name {
		return byHandle
	}
	return byName
}

// addFormer adds a name as it was, with its first word.
func (n *Names) addFormer(old Former, handle string, r rank) {
	n.add(old.Name, handle, r)
	if first, _, ok := strings.Cut(strings.TrimSpace(old.Name), " "); ok {
		n.add(first, handle, max(r, byFirst))
	}
}

// yield takes a name from those who got it after it was given up, except in their
// own notes. A handle was nobody else's at that time.
func (n *Names) yield(old Former, handle string, since map[string]when.Date) {
	for _, key := range Keys(old.Name) {
		for i, c := range n.known[key] {
			came := since[c.handle]
			if c.handle == handle || c.handle == Me || c.rank != byHandle && !came.IsZero() && came.Before(old.Until) {
				continue
			}
			n.known[key][i].only = c.handle
		}
	}
}

// Without returns the names that are not among others, compared as names are.
func Without(names, others []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		return slices.ContainsFunc(others, func(o string) bool { return FoldName(o) == FoldName(n) })
	})
}

// Mentions reports whether a text has a name as it is written, not as part of
// a longer word.
func Mentions(text, name string) bool {
	for {
		_, rest, found := strings.Cut(text, name)
		if !found || NameWord(rest) == 0 {
			return found
		}
		text = rest
	}
}
