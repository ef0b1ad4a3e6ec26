package promise

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"oneonone/internal/merge"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// mergeBegun re-merges the entries that both sides began with carried promises and
// in which one of them reworded a promise: the line as carried is the base of both
// versions. It leaves alone what was edited since.
func mergeBegun(g *page.Grammar, merged, ours, theirs map[string][]byte, sides [2]map[string]*page.Entry) map[string][]byte {
	anew := map[string][]byte{}
	for p, now := range merged {
		texts := [2][]byte{ours[p], theirs[p]}
		if sides[0][p] == nil || sides[1][p] == nil || bytes.Equal(texts[0], texts[1]) {
			continue
		}
		begun := [2][]byte{asBegun(g, sides[0], p), asBegun(g, sides[1], p)}
		if bytes.Equal(begun[0], texts[0]) && bytes.Equal(begun[1], texts[1]) || !bytes.Equal(now, merge.Merge(merge.Note, nil, texts[0], texts[1]).Text) {
			continue
		}
		text := merge.Merge(merge.Note, nil, begun[0], begun[1]).Text
		for i := range texts {
			text = merge.Merge(merge.Note, begun[i], text, texts[i]).Text
		}
		anew[p] = text
	}
	return anew
}

// asBegun is an entry with the promises that were carried into it, and reworded
// there, as they were carried.
func asBegun(g *page.Grammar, entries map[string]*page.Entry, p string) []byte {
	upTo := func(day when.Date) []*page.Entry {
		return slices.DeleteFunc(slices.Collect(maps.Values(entries)), func(e *page.Entry) bool { return day.Before(e.Date) })
	}
	e := entries[p]
	before, _ := Threads(g, upTo(e.Date.AddDays(-1)))
	was := map[string]*Thread{} // by the line it begins with
	for _, t := range before {
		was[place(t.Lines[0])] = t
	}
	lines := strings.SplitAfter(string(e.Src), "\n")
	now, _ := Threads(g, upTo(e.Date))
	for _, t := range now {
		a, old := t.Newest(), was[place(t.Lines[0])]
		if a.Path != p || old == nil || old.State != clause.Open || old.HasWords(a.Key) {
			continue
		}
		line := lines[a.Line-1]
		item := strings.TrimLeft(line, " \t")
		if !strings.HasPrefix(item, "- [") {
			continue
		}
		lines[a.Line-1] = line[:len(line)-len(item)] + old.CarriedLine() + line[len(strings.TrimRight(line, "\r\n")):]
	}
	return []byte(strings.Join(lines, ""))
}

// place is where a line is, as a key.
func place(a *page.Action) string { return fmt.Sprint(a.Path, ":", a.Line) }
