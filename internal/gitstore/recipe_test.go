package gitstore

import (
	"testing"
	"time"
)

// A git that commits in a loop may be quicker many times on a busy machine; what
// was saved is recorded all the same, as long as a lock would be waited for.
func TestACommitStartsOverWithPatience(t *testing.T) {
	for _, c := range []struct {
		wait    time.Duration
		quicker int // how often another git is
		done    bool
	}{{time.Hour, 500, true}, {0, minTries - 1, true}, {0, minTries, false}} {
		r, tries := &Repo{git: &Git{Wait: c.wait}}, 0
		_, err := r.untilDone(func() (*Commit, bool, error) {
			tries++
			return &Commit{}, tries <= c.quicker, nil
		})
		if done := err == nil; done != c.done {
			t.Errorf("patient for %s, with git %d times quicker: %v after %d tries", c.wait, c.quicker, err, tries)
		}
	}
}
