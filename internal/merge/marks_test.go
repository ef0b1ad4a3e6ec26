package merge

import (
	"testing"
)

func TestConflictLine(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "a\n=======\n": 0, "<<<<<<< a\n": 0, "<<<<<<< a\n=======\n>>>>>>> b\n": 1,
		"x\r\n<<<<<<< a\r\n=======\r\n>>>>>>> b\r\n": 2, "Title\n=======\n<<<<<<< a\n": 0,
	} {
		if got := ConflictLine([]byte(text)); got != want {
			t.Errorf("%q: line %d, want %d", text, got, want)
		}
	}
}
