package clause

import "testing"

// A hyphen ends a clause where it stands for a dash or an arrow, and not within
// a word.
func TestEndOfClause(t *testing.T) {
	for _, c := range []struct {
		rest   string
		spaced bool
		want   TailEnd
	}{
		{"- and tells me", true, TailDash}, {"- and tells me", false, TailWords}, {"-call rota", true, TailWords},
		{"-> Friday", false, TailDash}, {"-> Friday", true, TailDash}, {"– Friday", false, TailDash},
		{". Then", false, tailStop}, {", then", false, TailComma}, {": then", false, TailColon}, {"then", true, TailWords},
	} {
		if got := endOfClause(c.rest, c.spaced); got != c.want {
			t.Errorf("%q, spaced %v: %v, want %v", c.rest, c.spaced, got, c.want)
		}
	}
}
