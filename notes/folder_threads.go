//go:build ignore_until_grammar

package notes

import (
	"slices"

	"oneonone/internal/when"
)

// Threads reads all of a person's entries and gives the life of each action.
func (f *Folder) Threads(handle string) ([]*Thread, []Problem) {
	return f.ThreadsUntil(handle, when.Date{})
}

// ThreadsUntil is Threads as the entries up to and including a day tell it;
// no date means all of them.
func (f *Folder) ThreadsUntil(handle string, last when.Date) ([]*Thread, []Problem) {
	refs, err := f.Entries(handle)
	if err != nil {
		return nil, []Problem{asProblem("people/"+handle, err)}
	}
	if !last.IsZero() {
		refs = slices.DeleteFunc(refs, func(r EntryRef) bool { return r.Date.After(last) })
	}
	entries, problems := f.ReadAll(refs)
	threads, more := f.grammar.Threads(entries)
	return threads, append(problems, more...)
}
