package page

import "testing"

// Of two columns that could say what is to be done, the first does.
func TestFirstColumnOfTasksCounts(t *testing.T) {
	e := CorpusGrammar().ParseEntry("people/alice/2026-11-20.md", []byte("| Task | Owner | Description |\n| --- | --- | --- |\n| call the vendor | Alice | about the invoice |\n"))
	if got := e.Actions(); len(got) != 1 || got[0].Text != "call the vendor" {
		t.Errorf("read is %+v", got)
	}
}
