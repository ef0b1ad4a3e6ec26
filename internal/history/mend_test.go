package history

import (
	"oneonone/internal/merge"
	"strings"
	"testing"
)

// Marks that other merges left are merged anew, where it is known from what.
func TestSyncMendsMarks(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	const (
		day   = "people/alice/2026-11-13.md"
		both  = "# Alice\n\n<<<<<<< ours\n- one\n- mine\n=======\n- one\n- theirs\n>>>>>>> theirs\n"
		diff3 = "# Alice\n\n<<<<<<< ours\n- one\n- mine\n||||||| base\n- one\n=======\n- one\n- theirs\n>>>>>>> theirs\n"
	)
	for name, tt := range map[string]struct {
		leave func(p *pair)
		stays bool
	}{
		"the marks name the base": {leave: func(p *pair) { p.write(day, diff3) }},
		"the index has it": {leave: func(p *pair) {
			p.write(day, "# Alice\n\n- one\n- theirs\n")
			p.git("stash", "-q")
			p.write(day, "# Alice\n\n- one\n- mine\n")
			p.git("commit", "-qam", "mine")
			p.tryGit(".", "stash", "pop")
		}},
		"a merge of theirs committed them": {leave: func(p *pair) {
			p.theirs("checkout", "-q", "-b", "side")
			p.there(day, "# Alice\n\n- one\n- theirs\n")
			p.theirs("checkout", "-q", "main")
			p.there(day, "# Alice\n\n- one\n- mine\n")
			p.tryGit(".", "-C", p.other, "merge", "-q", "side")
			p.theirs("commit", "-qam", "vault backup")
			p.theirs("push", "-q")
		}},
		"a merge of ours committed them": {leave: func(p *pair) {
			p.there(day, "# Alice\n\n- one\n- theirs\n")
			p.write(day, "# Alice\n\n- one\n- mine\n")
			p.git("commit", "-qam", "mine")
			p.tryGit(".", "pull", "-q", "--no-rebase", "--no-edit")
			p.git("commit", "-qam", "merged")
		}},
		"nobody knows the base": {leave: func(p *pair) { p.write(day, both) }, stays: true},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPair(t)
			tt.leave(p)
			p.mustSync()
			got := p.read(day)
			if marked := merge.ConflictLine([]byte(got)) > 0; marked != tt.stays {
				t.Errorf("marks stay: %v\n%s", marked, got)
			}
			if !strings.Contains(got, "- mine") || !strings.Contains(got, "- theirs") {
				t.Errorf("a line is gone:\n%s", got)
			}
		})
	}
}
