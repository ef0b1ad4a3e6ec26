package notes

import (
	"strings"
	"testing"
)

// TestCarriedLines carries every promise of the corpus.
func TestCarriedLines(t *testing.T) {
	g := CorpusGrammar()
	for _, file := range CorpusFiles(t) {
		path, src := CorpusNote(t, file)
		checkCarrying(t, g, g.ParseEntry(path, src))
	}
}

// checkCarrying writes each action as the next entry would and reads it back:
// the same words, owners and due date.
func checkCarrying(t *testing.T, g *Grammar, e *Entry) {
	threads, _ := Threads(g, []*Entry{e})
	for _, th := range threads {
		line := th.CarriedLine()
		next := g.ParseEntry("people/"+e.Person+"/2027-01-01.md", []byte("# T\n\n## Last time\n"+line+"\n"))
		got := next.Actions()
		if len(got) != 1 || strings.Contains(line, "\n") {
			t.Fatalf("%q is carried as %q, which is read as %d actions", th.Text, line, len(got))
		}
		a := got[0]
		if key(a) != key(th.Newest()) || !equalOwners(a.Owners, th.Owners) || a.Due != th.Due || a.Since != th.Since || a.State != Open {
			t.Errorf("%q is carried as %q, which is read as %q %v due %s since %s %s, want %q %v due %s since %s", th.Text, line,
				key(a), a.Owners, a.Due, a.Since, a.State, key(th.Newest()), th.Owners, th.Due, th.Since)
		}
	}
}

func key(a *Action) string { return a.key }
