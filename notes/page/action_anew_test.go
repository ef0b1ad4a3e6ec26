package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// People type one promise below another and editors add no bullet. Read as one
// promise, both would have the second one's due date.
func TestBoldLineBelowAPromiseIsAnotherPromise(t *testing.T) {
	g := NewGrammar(clause.NewLexicon(clause.NewNames(clause.NameSet{Handle: clause.Me}, []clause.NameSet{{Handle: "alice", Names: []string{"Alice"}}}), nil), nil)
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"below a bold promise", "- CI is flaky; **Alice to open a ticket**\n**Introduce Alice to the data team** (due 2026-12-04)\n",
			[]string{"Alice to open a ticket ", "Introduce Alice to the data team 2026-12-04"}},
		{"below a closed sentence", "- CI is flaky.\n**Alice to open a ticket**\n", []string{"Alice to open a ticket "}},
		{"below metadata", "- **Send the plan** (due 2026-12-01)\n**Ping legal** (due 2026-12-02)\n", []string{"Send the plan 2026-12-01", "Ping legal 2026-12-02"}},
		{"one bold text over two lines", "- **Send the\nplan to Bob**\n", []string{"Send the plan to Bob "}},
		{"emphasis that begins a line", "- this is\n**very important** to us\n", nil},
		{"a sentence that goes on", "- we agreed that\n**Alice will own it**\n", nil},
	} {
		var got []string
		for _, a := range g.ParseEntry(EntryPath("alice", when.New(2026, 11, 20), 1), []byte(c.src)).Actions() {
			got = append(got, a.Text+" "+a.Due.String())
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
