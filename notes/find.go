package notes

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/when"
)

// FindAction finds the action of a handle, or of a unique beginning of one. The
// error is a *NotFoundError or an *AmbiguousError.
func FindAction(threads []*Thread, id string) (*Thread, error) {
	id = strings.ToLower(id)
	var found []*Thread
	for _, t := range threads {
		if id != "" && strings.HasPrefix(t.ID, id) {
			found = append(found, t)
		}
	}
	return oneAction(found, id)
}

// FindActionByWords finds the open action whose text has all the words; when
// no open one has, any other.
func FindActionByWords(threads []*Thread, words string) (*Thread, error) {
	want := strings.Fields(Fold(words))
	var open, ended []*Thread
	for _, t := range threads {
		text := Fold(t.Text)
		if len(want) == 0 || slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(text, w) }) {
			continue
		}
		if t.State == Open {
			open = append(open, t)
		} else {
			ended = append(ended, t)
		}
	}
	if len(open) > 0 {
		return oneAction(open, words)
	}
	return oneAction(ended, words)
}

func oneAction(found []*Thread, name string) (*Thread, error) {
	switch len(found) {
	case 0:
		return nil, &NotFoundError{What: "action", Name: name, Next: "oneonone actions lists them with their handles"}
	case 1:
		return found[0], nil
	}
	e := &AmbiguousError{What: "action", Name: name}
	for _, t := range found {
		e.Matches = append(e.Matches, fmt.Sprintf("%s  %s: %s (since %s)", t.ID, t.Person, t.Text, t.Since))
	}
	return nil, e
}

// MarkThreads plans actions done, dropped or open again, on the newest line of
// each; several in one file become one change of it. Reopening takes the mark
// off every line that has one, as one alone would end the action.
func (f *Folder) MarkThreads(threads []*Thread, to State, day when.Date) ([]Change, error) {
	var changes []Change
	at := map[string]int{}
	for _, t := range threads {
		for _, line := range linesToMark(t, to) {
			i, ok := at[line.Path]
			if !ok {
				e, err := f.Read(entryRefOf(line.Path))
				if err != nil {
					return nil, err
				}
				i = len(changes)
				at[line.Path] = i
				changes = append(changes, Change{Path: line.Path, Old: e.Src, New: e.Src})
			}
			src, err := f.grammar.Mark(changes[i].New, line, to, day)
			if err != nil {
				return nil, err
			}
			changes[i].New = src
		}
	}
	return changes, nil
}

func linesToMark(t *Thread, to State) []*Action {
	if to != Open {
		return []*Action{t.Newest()}
	}
	var ended []*Action
	for _, l := range t.Lines {
		if l.State != Open {
			ended = append(ended, l)
		}
	}
	return ended
}
