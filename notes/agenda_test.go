package notes

import (
	"strings"
	"testing"

	"oneonone/notes/clause"
	"oneonone/notes/page"
)

func TestAgenda(t *testing.T) {
	scaffold := "---\ndate: 2026-11-20\n---\n\n# Alice · Friday 20 November 2026\n\n<!--\nIf it goes quiet:\nHow are you?\n-->\n\n" +
		"## Last time\n- [ ] **send it** (since 2026-11-13)\n\n## Topics\n- [ ] hiring\n\n## Goals\n- lead\n\n## Notes\n\n"
	tests := []struct {
		name, src string
		want      page.Agenda
	}{
		{"a scaffold nobody wrote in", scaffold, page.Agenda{Topics: 1, Left: 1, Empty: true}},
		{"a note", scaffold + "- all well\n", page.Agenda{Topics: 1, Left: 1}},
		{"a topic covered", strings.Replace(scaffold, "- [ ] hiring", "- [x] hiring", 1), page.Agenda{Topics: 1}},
		{"a new promise", strings.Replace(scaffold, "(since 2026-11-13)", "(since 2026-11-13)\n- [ ] call them", 1), page.Agenda{Topics: 1, Left: 1}},
		{"no sections at all", "all well\n", page.Agenda{}},
		{"nothing at all", "", page.Agenda{Empty: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := page.NewGrammar(clause.NewLexicon(nil, nil), nil).ParseEntry("people/alice/2026-11-20.md", []byte(tt.src))
			if got := e.Agenda(); got != tt.want {
				t.Errorf("%+v, want %+v", got, tt.want)
			}
		})
	}
}
