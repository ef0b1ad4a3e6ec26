package habits

import (
	"slices"
	"testing"

	"oneonone/internal/pack"
	"oneonone/internal/pack/packtest"
)

// A habit is seen alike whether an entry was read or remembered.
func TestEverythingSeenIsRemembered(t *testing.T) {
	var want Seen
	packtest.Fill(&want)
	var w pack.Writer
	packSeen(&w, want)
	d := pack.Read(string(w))
	if got := unpackSeen(d); !d.Whole() || got != want {
		t.Errorf("remembered as %+v\nwant %+v", got, want)
	}
}

func TestAsks(t *testing.T) {
	for text, want := range map[string]bool{
		"- What would make on-call bearable? swapping weeks": true,
		"How are you?":                          true,
		"- Was wäre anders?":                    true,
		"何が楽しいですか？":                             true,
		"- Is it done? What is left?":           true,
		"- Is it done?":                         false,
		"- Do you agree? Could you?":            false,
		"see https://example.org/?what=now":     false,
		"it went well":                          false,
		"?":                                     false,
		"- Budget: what do we cut first?":       true,
		"- the vendor asked; are we ready yet?": false,
	} {
		if got := asks(text); got != want {
			t.Errorf("asks(%q) = %v", text, got)
		}
	}
}

func TestMostlyStatus(t *testing.T) {
	for _, c := range []struct {
		name           string
		lines          []string
		status, judged bool
	}{
		{"status", []string{"PAY-12 is done", "the release is on track, 80%", "blocked by the vendor"}, true, true},
		{"a talk", []string{"she wants to lead something", "tired after the release was shipped", "likes Ben's way of asking"}, false, true},
		{"the last line decides", []string{"PAY-12 is done", "PAY-13 is done", "she is tired", "she likes Ben", "PAY-14 is done"}, true, true},
		{"two lines say nothing", []string{"PAY-12 done", "PAY-13 done"}, false, false},
		{"questions about it are none", []string{"what does done mean to us?", "who decides on the release?", "PAY-12 merged"}, false, true},
	} {
		if status, judged := isStatus(c.lines); status != c.status || judged != c.judged {
			t.Errorf("%s: status %v, judged %v", c.name, status, judged)
		}
	}
}

// So many meetings that tell are enough to say so, and one less is not.
func TestStatusIsSaidOfEnoughMeetings(t *testing.T) {
	status := Meeting{Seen: Seen{Status: true, Judged: true}}
	for n, want := range map[int]bool{least - 1: false, least: true} {
		m := Meetings{Met: slices.Repeat([]Meeting{status}, n)}
		if got := m.status(); (got != nil) != want {
			t.Errorf("of %d meetings: %v", n, got)
		}
	}
}
