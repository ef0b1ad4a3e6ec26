package history

import (
	"context"
	"os"
	"testing"
)

// Whoever puts a file anew may take it away first: what is not there at one
// look is not removed.
func TestAFileThatIsAbsentForAMomentIsNotRecordedAsRemoved(t *testing.T) {
	for name, kept := range map[string]bool{"back in a moment": true, "gone": false} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			p := "people/alice/2026-11-13.md"
			was := f.read(p)
			must(f, os.Remove(f.path(p)))
			looked := false
			f.h.fault = func(op, _ string) error {
				if op == "look again" {
					looked = true
					if kept {
						f.write(p, was)
					}
				}
				return nil
			}
			res, err := f.h.Record(context.Background(), []string{p}, Message{Subject: "Remove alice/2026-11-13", Edits: true})
			f.h.fault = nil
			must(f, err)
			if !looked || kept != (len(res.Commits) == 0) {
				t.Errorf("looked again: %v; recorded: %v", looked, res.Commits)
			}
		})
	}
}

// Nobody else waits for a file that is not there.
func TestOnlyAnOutsideEditWaitsForWhatIsAbsent(t *testing.T) {
	f := newFixture(t)
	p := "people/alice/2026-11-13.md"
	must(f, os.Remove(f.path(p)))
	f.h.fault = func(op, _ string) error {
		if op == "look again" {
			t.Error("looked again")
		}
		return nil
	}
	_, err := f.h.Record(context.Background(), []string{p}, Message{Subject: "edit", Removed: true})
	must(f, err)
}
