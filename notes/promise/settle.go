package promise

import (
	"bytes"
	"maps"
	"slices"

	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// Settle plans what a merge of two lines of work on one person's entries leaves
// to be said, because no single file tells it: a promise that was closed on one
// side, while the other side, which did not know, carried it open into a later
// entry, is closed there too. The entries are by path, as they were merged and
// as either side had them. A side that reopened a promise knew, and is believed.
func Settle(g *page.Grammar, merged, ours, theirs map[string][]byte) []page.Change {
	now := readEntries(g, merged)
	threads, _ := Threads(g, slices.Collect(maps.Values(now)))
	sides := [2]map[string]*Thread{threadsByID(g, ours), threadsByID(g, theirs)}
	for _, t := range threads {
		closing := closedUnknown(t, sides[0][t.ID], sides[1][t.ID])
		if closing == nil {
			continue
		}
		line := t.Newest()
		marked, err := now[line.Path].Mark(line, closing.State, closing.Done)
		if err != nil {
			continue // only its author can change the line; it stays open in sight
		}
		now[line.Path] = marked
	}
	var changes []page.Change
	for _, p := range slices.Sorted(maps.Keys(now)) {
		if !bytes.Equal(now[p].Src, merged[p]) {
			changes = append(changes, page.Change{Path: p, Old: merged[p], New: now[p].Src})
		}
	}
	return changes
}

// closedUnknown is the side's thread that was closed, when t is open only
// because the other side did not know.
func closedUnknown(t, ours, theirs *Thread) *Thread {
	if t.State != clause.Open || ours == nil || theirs == nil {
		return nil
	}
	if ours.State == clause.Open {
		ours, theirs = theirs, ours
	}
	knew := func(a *page.Action) bool { return a.State != clause.Open }
	if ours.State == clause.Open || theirs.State != clause.Open || slices.ContainsFunc(theirs.Lines, knew) {
		return nil
	}
	return ours
}

func readEntries(g *page.Grammar, files map[string][]byte) map[string]*page.Entry {
	entries := make(map[string]*page.Entry, len(files))
	for p, src := range files {
		if page.ParsePath(p).Kind == page.KindEntry && page.ConflictLine(src) == 0 {
			entries[p] = g.ParseEntry(p, src)
		}
	}
	return entries
}

func threadsByID(g *page.Grammar, files map[string][]byte) map[string]*Thread {
	threads, _ := Threads(g, slices.Collect(maps.Values(readEntries(g, files))))
	byID := make(map[string]*Thread, len(threads))
	for _, t := range threads {
		byID[t.ID] = t
	}
	return byID
}
