package merge

import (
	"bytes"
	"testing"

	"oneonone/internal/text"
)

// A byte-order mark that a text had stays where both changed the same line.
func TestByteOrderMarkStays(t *testing.T) {
	note := func(words string) []byte { return []byte(text.ByteOrderMark + "# Alice\n\n- " + words + "\n") }
	got := Merge(Note, note("plan"), note("plan for May"), note("plan with Bob")).Text
	if !bytes.HasPrefix(got, []byte(text.ByteOrderMark)) || bytes.Count(got, []byte(text.ByteOrderMark)) != 1 {
		t.Errorf("got %q", got)
	}
}
