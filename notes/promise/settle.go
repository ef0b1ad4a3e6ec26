package promise

import (
	"bytes"
	"maps"
	"slices"

	"oneonone/internal/merge"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// Settle plans what a merge of two lines of work on one person's entries leaves open
// because no single file shows it. A promise that one side closed, while the other, not
// knowing, carried it open into a later entry, is closed there too; a side that reopened a
// promise knew, and is believed. A promise that both carried into an entry of one day,
// where one of them reworded it, is one promise in the new words. A meeting that one side
// skipped, and of which the other has notes, took place. The entries are by path, as merged
// and as either side had them.
func Settle(g *page.Grammar, merged, ours, theirs map[string][]byte) []page.Change {
	now := readEntries(g, merged)
	sides := [2]map[string]*page.Entry{readEntries(g, ours), readEntries(g, theirs)}
	for p, src := range mergeBegun(g, merged, ours, theirs, sides) {
		now[p] = g.ParseEntry(p, src)
	}
	closeUnknown(g, now, sides)
	var changes []page.Change
	for _, p := range slices.Sorted(maps.Keys(now)) {
		src := now[p].Src
		if tookPlace(now[p], sides[0][p], sides[1][p]) {
			if held, err := now[p].NotSkipped(); err == nil {
				src = held
			}
		}
		if !bytes.Equal(src, merged[p]) {
			changes = append(changes, page.Change{Path: p, Old: merged[p], New: src})
		}
	}
	return changes
}

// closeUnknown closes in the merged entries what one side closed and the other,
// not knowing, carried on.
func closeUnknown(g *page.Grammar, now map[string]*page.Entry, sides [2]map[string]*page.Entry) {
	threads, _ := Threads(g, slices.Collect(maps.Values(now)))
	ours, theirs := threadsByID(g, sides[0]), threadsByID(g, sides[1])
	for _, t := range threads {
		closing := closedUnknown(t, ours[t.ID], theirs[t.ID])
		if closing == nil {
			continue
		}
		line := t.Newest()
		marked, err := now[line.Path].Mark(line, closing.State, closing.Done)
		if err != nil {
			continue // only its author can change the line; it stays visibly open
		}
		now[line.Path] = marked
	}
}

// tookPlace reports whether an entry says that its meeting was skipped only
// because that side did not know about the other's notes.
func tookPlace(merged, ours, theirs *page.Entry) bool {
	if ours == nil || theirs == nil || !merged.Meeting().Skipped {
		return false
	}
	if ours.Meeting().Skipped {
		ours, theirs = theirs, ours
	}
	return !ours.Meeting().Skipped && !ours.Agenda().Empty && theirs.Agenda().Empty
}

// closedUnknown is the thread of the side that closed it, when t is open only
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
		if page.ParsePath(p).Kind == page.KindEntry && merge.ConflictLine(src) == 0 {
			entries[p] = g.ParseEntry(p, src)
		}
	}
	return entries
}

func threadsByID(g *page.Grammar, entries map[string]*page.Entry) map[string]*Thread {
	threads, _ := Threads(g, slices.Collect(maps.Values(entries)))
	byID := make(map[string]*Thread, len(threads))
	for _, t := range threads {
		byID[t.ID] = t
	}
	return byID
}
