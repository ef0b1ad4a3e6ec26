package merge

import "testing"

func TestReverse(t *testing.T) {
	const base = "# Alice\n\n- [ ] Sam to ask HR\n- [ ] Alice to send it\n"
	for _, c := range []struct {
		name, before, after, now, want string
		refused                        bool
	}{
		{"lines apart", "a\nb\nc\nd\n", "A\nb\nc\nd\n", "A\nb\nc\nd\ne\n", "a\nb\nc\nd\ne\n", false},
		{"the line below was edited", "a\nb\nc\n", "a\nB\nc\n", "a\nB\nC\n", "a\nb\nC\n", false},
		{"a topic was added below the one to take back", "- one\n", "- one\n- two\n", "- one\n- two\n- three\n", "- one\n- three\n", false},
		{"ticked since it was given a date", base, "# Alice\n\n- [ ] Sam to ask HR\n- [ ] Alice to send it (due 2026-11-27)\n",
			"# Alice\n\n- [ ] Sam to ask HR\n- [x] Alice to send it (due 2026-11-27, done 2026-11-20)\n",
			"# Alice\n\n- [ ] Sam to ask HR\n- [x] Alice to send it (done 2026-11-20)\n", false},
		{"the same line was edited", "a\nb\nc\n", "a\nB\nc\n", "a\nX\nc\n", "", true},
		{"what was added was edited", "- one\n", "- one\n- two\n", "- one\n- two and more\n", "", true},
		{"what was changed is gone", "a\nb\nc\n", "a\nB\nc\n", "a\nc\n", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := Reverse(Note, []byte(c.before), []byte(c.after), []byte(c.now))
			if ok == c.refused || !c.refused && string(got) != c.want {
				t.Errorf("got %q, %v; want %q", got, ok, c.want)
			}
		})
	}
}
