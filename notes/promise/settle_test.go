package promise_test

import (
	"testing"
	"testing/fstest"

	"oneonone/internal/merge"
	"oneonone/notes"
	"oneonone/notes/promise"
)

// What one side closed and the other, which did not know, carried on, is closed.
func TestSettle(t *testing.T) {
	folder, err := notes.OpenFolder(fstest.MapFS{
		"oneonone.yaml":          {Data: []byte("me: Sam\n")},
		"people/alice/README.md": {Data: []byte("# Alice\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	const (
		first     = "people/alice/2026-11-13.md"
		later     = "people/alice/2026-11-27.md"
		open      = "- [ ] **Alice: send the plan**\n"
		done      = "- [x] **Alice: send the plan** (done 2026-11-20)\n"
		carried   = "## Last time\n- [ ] **Alice: send the plan** (since 2026-11-13)\n"
		settled   = "## Last time\n- [x] **Alice: send the plan** (since 2026-11-13, done 2026-11-20)\n"
		reworded  = "## Last time\n- [ ] **Alice: send the migration plan to Bob** (since 2026-11-13)\n"
		otherwise = "## Last time\n- [ ] **Alice: send the migration plan to Carl** (since 2026-11-13)\n"
		skipped   = "---\nstatus: skipped\nreason: on call\n---\n\n# Alice\n"
		met       = "---\ndate: 2026-11-27\n---\n\n# Alice\n\n- we met after all\n"
		both      = "---\ndate: 2026-11-27\nstatus: skipped\nreason: on call\n---\n\n# Alice\n\n- we met after all\n"
		held      = "---\ndate: 2026-11-27\nreason: on call\n---\n\n# Alice\n\n- we met after all\n"
	)
	added := func(a, b string) string { return string(merge.Merge(merge.Note, nil, []byte(a), []byte(b)).Text) }
	twoLines, rewordedAndDone, twice := added(carried, reworded), added(reworded, settled), added(reworded, otherwise)
	files := func(pairs ...string) map[string][]byte {
		m := map[string][]byte{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i]] = []byte(pairs[i+1])
		}
		return m
	}
	tests := []struct {
		name                 string
		merged, ours, theirs map[string][]byte
		want                 string // of the later entry, "" for no change
	}{
		{"done here, carried there", files(first, done, later, carried), files(first, done), files(first, open, later, carried), settled},
		{"done there, carried here", files(first, done, later, carried), files(first, open, later, carried), files(first, done), settled},
		{"reopened by one who knew", files(first, done, later, carried), files(first, done), files(first, done, later, carried), ""},
		{"open on both sides", files(first, open, later, carried), files(first, open), files(first, open, later, carried), ""},
		{"reworded here", files(first, open, later, twoLines), files(first, open, later, reworded), files(first, open, later, carried), reworded},
		{"reworded there", files(first, open, later, twoLines), files(first, open, later, carried), files(first, open, later, reworded), reworded},
		{"reworded here, done there", files(first, open, later, rewordedAndDone), files(first, open, later, reworded), files(first, open, later, settled), "## Last time\n- [x] **Alice: send the migration plan to Bob** (since 2026-11-13, done 2026-11-20)\n"},
		{"reworded by both", files(first, open, later, twice), files(first, open, later, reworded), files(first, open, later, otherwise), "## Last time\n- [ ] **Alice: send the migration plan to Bob** (since 2026-11-13)\n  - or: **Alice: send the migration plan to Carl** (keep one)\n"},
		{"skipped here, held there", files(later, both), files(later, skipped), files(later, met), held},
		{"skipped there, held here", files(later, both), files(later, met), files(later, skipped), held},
		{"skipped in spite of notes", files(later, both), files(later, both), files(later, met), ""},
		{"skipped on both sides", files(later, both), files(later, skipped), files(later, both), ""},
		{"unknown to one side", files(first, done, later, carried), files(first, done, later, carried), files(), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			for _, c := range promise.Settle(folder.Grammar(), tt.merged, tt.ours, tt.theirs) {
				if c.Path != later {
					t.Errorf("%s changes", c.Path)
				}
				got = string(c.New)
			}
			if got != tt.want {
				t.Errorf("the later entry is %q, want %q", got, tt.want)
			}
		})
	}
}
