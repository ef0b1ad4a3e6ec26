package page

import (
	"strings"
	"testing"
)

// Of two columns that could say what is to be done, the first does.
func TestFirstColumnOfTasksCounts(t *testing.T) {
	e := CorpusGrammar().ParseEntry("people/alice/2026-11-20.md", []byte("| Task | Owner | Description |\n| --- | --- | --- |\n| call the vendor | Alice | about the invoice |\n"))
	if got := e.Actions(); len(got) != 1 || got[0].Text != "call the vendor" {
		t.Errorf("read is %+v", got)
	}
}

// Where no column says who, the first that has nothing but people in it does.
func TestAColumnOfPeopleSaysWho(t *testing.T) {
	for table, want := range map[string]string{
		"| Task | For |\n| --- | --- |\n| call the vendor | Alice |\n| book a room | Bob |\n":                 "alice: call the vendor; bob: book a room",
		"| For | Task |\n| --- | --- |\n| Alice | call the vendor |\n| | book a room |\n":                     "alice: call the vendor; : book a room",
		"| Task | For | With |\n| --- | --- | --- |\n| call the vendor | Alice | Bob |\n":                     "alice: call the vendor",
		"| No | Task | For |\n| --- | --- | --- |\n| 1 | call the vendor | Alice |\n| 2 | call Bob | Bob |\n": "alice: call the vendor; bob: call Bob",
		"| Task | For |\n| --- | --- |\n| call the vendor | Alice |\n| book a room | the team |\n":            "",
		"| Task | For |\n| --- | --- |\n| Alice | Bob |\n":                                                    "bob: Alice",
	} {
		var got []string
		for _, a := range CorpusGrammar().ParseEntry("people/alice/2026-11-20.md", []byte(table)).Actions() {
			got = append(got, strings.Join(a.Owners, "+")+": "+a.Text)
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s%q, want %q", table, got, want)
		}
	}
}
