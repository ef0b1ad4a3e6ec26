package merge

import "testing"

// BenchmarkPages merges two pages of 500 lines with ten edits each.
func BenchmarkPages(b *testing.B) {
	w := newWriter(1)
	var note []string
	for len(note) < 500 {
		note = append(note, w.note(60)...)
	}
	base, ours, theirs := written(note), written(w.edit(note, 20)), written(w.edit(note, 20))
	b.ReportAllocs()
	for b.Loop() {
		Merge(Note, base, ours, theirs)
	}
}
