package render

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestJSON(t *testing.T) {
	type item struct {
		Text string  `json:"text"`
		Due  *string `json:"due"`
	}
	for _, c := range []struct {
		items []item
		want  string
	}{
		{nil, "[]\n"},
		{[]item{}, "[]\n"},
		{[]item{{Text: `<a> & "b"`}}, "[\n  {\n    \"text\": \"<a> & \\\"b\\\"\",\n    \"due\": null\n  }\n]\n"},
		{[]item{{Text: "\x1b\u009b\u202e\x7fé"}}, "[\n  {\n    \"text\": \"\\u001b\\u009b\\u202e\\u007fé\",\n    \"due\": null\n  }\n]\n"},
	} {
		var b strings.Builder
		if err := writeArray(&b, slices.Values(c.items)); err != nil || b.String() != c.want {
			t.Errorf("got %q, %v; want %q", b.String(), err, c.want)
		}
		var back []item
		if err := json.Unmarshal([]byte(b.String()), &back); err != nil {
			t.Errorf("%q does not read back: %v", b.String(), err)
		}
		for i := range c.items {
			if back[i] != c.items[i] {
				t.Errorf("%v reads back as %v", c.items[i], back[i])
			}
		}
	}
	if err := writeArray(failing{}, slices.Values([]int{1})); !errors.Is(err, errFull) {
		t.Errorf("a failing writer gives %v", err)
	}
}

var errFull = errors.New("disk full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }
