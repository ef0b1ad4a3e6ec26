package page_test

import (
	"strings"
	"testing"

	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// TestCarriedLines carries every promise of the corpus.
func TestCarriedLines(t *testing.T) {
	g := page.CorpusGrammar()
	for _, file := range page.CorpusFiles(t) {
		path, src := page.CorpusNote(t, file)
		checkCarrying(t, g, g.ParseEntry(path, src))
	}
}

// checkCarrying writes each action as the next entry would and reads it back:
// the same words, owners and due date.
func checkCarrying(t *testing.T, g *page.Grammar, e *page.Entry) {
	threads, _ := promise.Threads(g, []*page.Entry{e})
	for _, th := range threads {
		line := th.CarriedLine()
		next := g.ParseEntry("people/"+e.Person+"/2027-01-01.md", []byte("# T\n\n## Last time\n"+line+"\n"))
		got := next.Actions()
		if len(got) != 1 || strings.Contains(line, "\n") {
			t.Fatalf("%q is carried as %q, which is read as %d actions", th.Text, line, len(got))
		}
		a := got[0]
		if a.Key != th.Newest().Key || !clause.EqualOwners(a.Owners, th.Owners) || a.Due != th.Due || a.Since != th.Since || a.State != clause.Open {
			t.Errorf("%q is carried as %q, which is read as %q %v due %s since %s %s, want %q %v due %s since %s", th.Text, line,
				a.Key, a.Owners, a.Due, a.Since, a.State, th.Newest().Key, th.Owners, th.Due, th.Since)
		}
	}
}
